import type { AccessList, DeclaredRoute } from "../../posture/access-list";
import type { Applied, AppliedRoute } from "../terraform/applied";
import { declaredRoute, allowText } from "./declared";
import type { Probe } from "./probe";

/** Tokens that nobody may get in with, each spoilt in one way. */
export const SPOILT = [
  "tampered token",
  "token of a foreign key",
  "unsigned token",
  "expired token",
  "token of an unknown client",
  "token of another issuer",
] as const;

/**
 * The callers that a declaration makes necessary: whoever is declared, as far as tokens can be had here, and everybody
 * else in each way. It follows from the list, not from what was applied, so that nothing passes by being left out.
 */
export function requiredCallers(declared: DeclaredRoute, applied: Applied): readonly string[] {
  const { allow } = declared;
  if ("public" in allow) return ["nobody", "no JWT"];
  if ("principals" in allow)
    return [
      "nobody",
      "no JWT",
      ...(allow.principals.some((name) => applied.roles.includes(name))
        ? ["signed by an allowed role", "signed with another secret", "signed for another path"]
        : []),
    ];
  const tokens = "issuer" in allow ? [allow] : (allow.tokens ?? []);
  const named = tokens.flatMap(({ clients }) => clients);
  const isNamed = ({ address, id }: { readonly address: string; readonly id: string }): boolean =>
    named.includes(address) || named.includes(id);
  const machines = applied.machineClients.filter(isNamed).map(({ address }) => address.split(".").at(-1) ?? address);
  const web = applied.webClients.filter(isNamed);
  const people = web.length === 0 || applied.poolId === undefined ? [] : ["ID token"];
  const anyone = machines.length > 0 || people.length > 0;
  return ["nobody", "no JWT", ...(anyone ? SPOILT : []), ...machines, ...people];
}

function failed(route: string, caller: string, expected: string, observed: string, reason: string): Probe {
  return { route, caller, expected, observed, proof: "locally", passed: false, reason };
}

/** A failure for each declared route that isn't there, each caller that wasn't asked for, and each route nobody got through. */
export function missingProbes(
  list: AccessList | undefined,
  applied: Applied,
  probes: readonly Probe[],
): readonly Probe[] {
  const missing: Probe[] = [];
  for (const declared of list?.routes ?? []) {
    const route = applied.routes.find((one) => declaredRoute(list, one) === declared);
    const why = allowText(declared.allow);
    if (applied.restApis.includes(declared.api)) {
      missing.push({
        route: declared.route,
        caller: "everybody",
        expected: why,
        observed: "not asked",
        proof: "only on AWS",
        passed: undefined,
        note: "routes of REST APIs are applied here, and not called",
      });
      continue;
    }
    if (route === undefined) {
      missing.push(failed(declared.route, "everybody", `the route, ${why}`, "no such route was applied", why));
      continue;
    }
    missing.push(...ofRoute(declared, route, applied, probes));
  }
  for (const route of applied.routes)
    if (list !== undefined && declaredRoute(list, route) === undefined)
      missing.push(
        failed(route.key, "everybody", "no such route", `the route ${route.address}`, "nobody declared this route"),
      );
  return missing;
}

function ofRoute(
  declared: DeclaredRoute,
  route: AppliedRoute,
  applied: Applied,
  probes: readonly Probe[],
): readonly Probe[] {
  const own = probes.filter((probe) => probe.route === route.key);
  const why = allowText(declared.allow);
  const unasked = requiredCallers(declared, applied).filter((name) => !own.some(({ caller }) => caller === name));
  const missing = unasked.map((name) => failed(route.key, name, "an answer", "not asked", why));
  if (!own.some(({ caller }) => caller === "preflight, foreign origin") && route.cors?.origins.includes("*") !== true)
    missing.push(failed(route.key, "preflight, foreign origin", "no origin allowed", "not asked", why));
  return missing;
}
