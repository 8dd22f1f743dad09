import type { AccessList, DeclaredRoute } from "../../posture/access-list";
import { splitScopes } from "../identities/callers";
import type { Applied, AppliedClient, AppliedRoute } from "../terraform/applied";
import { declaredRoute, allowText } from "./declared";
import type { Expectation } from "./expectation";
import type { Probe } from "./probe";

/** Tokens that nobody may get in with, each spoilt in one way. */
const INVALID_TOKENS = [
  "tampered token",
  "token of a foreign key",
  "unsigned token",
  "expired token",
  "token of an unknown client",
  "token of another issuer",
] as const;

/** Somebody with what a private API lets in, who doesn't come through its VPC endpoint. */
export const OUTSIDER = "outside of the VPC endpoint";

/** Somebody with what a route lets in, who calls the API's own address and not the distribution in front of it. */
export const BESIDE_DISTRIBUTION = "beside the distribution";

/** Whom a route may let in, where it refuses everybody who can be made here. */
export const UNTRIED = "whoever is let in";

/**
 * A row for a route that refuses everybody who can be made here: nothing was seen of whoever it lets in.
 * @param answers what was predicted for each caller
 */
export function untriedCallers(
  route: string,
  answers: readonly Expectation["answer"][],
  { webClients, machineClients }: Pick<Applied, "webClients" | "machineClients">,
): readonly Probe[] {
  if (answers.some((answer) => answer !== "refused" && !(typeof answer === "number" && answer < 500))) return [];
  const note =
    webClients.length + machineClients.length === 0
      ? "no client of the stack has the authorization code or the client credentials flow, so no token could be got"
      : "no token that can be got here is let in";
  const expected = "the integration's answer";
  return [
    {
      route,
      caller: UNTRIED,
      expected,
      observed: "not asked",
      proof: "only on AWS",
      passed: undefined,
      note,
    },
  ];
}

/**
 * The callers that a declaration makes necessary: whoever is declared, as far as tokens can be had here, and everybody
 * else in each way. It follows from the list, not from what was applied, so that nothing passes by being left out.
 */
export function requiredCallers(declared: DeclaredRoute, applied: Applied): readonly string[] {
  const { allow, vpcEndpoints = [] } = declared;
  return [...callersOf(allow, declared, applied), ...(vpcEndpoints.length > 0 ? [OUTSIDER] : [])];
}

function callersOf(allow: DeclaredRoute["allow"], declared: DeclaredRoute, applied: Applied): readonly string[] {
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
  const people = peopleOf(declared, applied, isNamed);
  const anyone = machines.length > 0 || people.length > 0;
  const beside = anyone && "authorizer" in allow && allow.originHeader !== undefined ? [BESIDE_DISTRIBUTION] : [];
  return ["nobody", "no JWT", ...(anyone ? INVALID_TOKENS : []), ...machines, ...people, ...beside];
}

/** What people show: they sign in with the first client that is for them. */
function peopleOf(
  { allow }: DeclaredRoute,
  applied: Applied,
  isNamed: (client: AppliedClient) => boolean,
): readonly string[] {
  const [web] = applied.webClients;
  if (web === undefined || !isNamed(web) || applied.poolId === undefined) return [];
  const demanded = "issuer" in allow ? (allow.scopes ?? []) : [];
  const { with: some, without } = splitScopes(web.scopes, demanded);
  const access =
    demanded.length === 0
      ? ["access token"]
      : [
          ...(some.length > 0 ? ["token with the scope"] : []),
          ...(without.length > 0 ? ["token without the scope"] : []),
        ];
  return ["ID token", ...access, "refreshed token", ...("authorizer" in allow ? members(applied.groups) : [])];
}

/** The people who are made here: one for each group, or, without groups, somebody. */
function members(groups: readonly string[]): readonly string[] {
  return groups.length === 0 ? ["somebody"] : groups.map((group) => `somebody in ${group}`);
}

/** What a list makes necessary besides callers of routes: what people's tokens say, and what only the plan shows. */
export function requiredFurther(list: AccessList, applied: Applied): readonly Pick<Probe, "route" | "caller">[] {
  const isHere = ({ stage }: { readonly stage: string }): boolean => !stage.startsWith("aws_api_gateway_");
  // People are made in one pool; another one of the stack is there for its machines, or for its issuer.
  const home = applied.issuers.find(({ poolId }) => poolId === applied.poolId);
  const signIn =
    applied.webClients.length === 0
      ? []
      : // A list by hand may name a pool in a way that isn't known here: only one that is another's is left out.
        list.pools.filter(({ pool }) => !applied.issuers.some((one) => one !== home && isCalled(one, pool)));
  const at = (route: string, ...callers: readonly string[]) => callers.map((caller) => ({ route, caller }));
  return [
    ...at("every route", "posture of the plan", "access list"),
    ...list.stages
      .filter(isHere)
      .flatMap(({ stage, throttling, accessLog }) => [
        ...(throttling ? at(`every route of ${stage}`, "too many requests") : []),
        ...(accessLog ? at(`every route of ${stage}`, "a refused request") : []),
      ]),
    ...list.pools.flatMap(({ pool, protected: kept }) => (kept ? at(pool, "a plan that would destroy it") : [])),
    ...list.routes.flatMap(({ api, route, target }) =>
      target?.startsWith("aws_lambda_function.") === true && !applied.restApis.includes(api)
        ? at(route, "API Gateway")
        : [],
    ),
    ...signIn.flatMap(({ groups = [], tokenTrigger, tokenTriggerVersion: version = "V1_0" }) => [
      ...at("sign-in", ...members(groups)),
      ...(tokenTrigger === undefined || version === "V1_0" ? [] : at("sign-in", `pre-token trigger ${version}`)),
    ]),
  ];
}

function isCalled({ poolId, address }: Applied["issuers"][number], pool: string): boolean {
  return pool === poolId || withoutIndex(address).endsWith(withoutIndex(pool));
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
  if (list === undefined) return [];
  const missing: Probe[] = requiredFurther(list, applied)
    .filter(
      ({ route, caller }) =>
        !probes.some(
          (one) =>
            one.caller === caller &&
            // Where something differs from the list, it is said of the route.
            (withoutIndex(one.route) === withoutIndex(route) || (caller === "access list" && one.passed === false)),
        ),
    )
    .map(({ route, caller }) => failed(route, caller, "an answer", "not asked", "what is declared makes it necessary"));
  for (const declared of list.routes) {
    const route = applied.routes.find((one) => declaredRoute(list, one) === declared);
    const why = allowText(declared.allow);
    if (route === undefined) {
      missing.push(failed(declared.route, "everybody", `the route, ${why}`, "no such route was applied", why));
      continue;
    }
    missing.push(...ofRoute(declared, route, applied, probes));
  }
  for (const route of applied.routes)
    if (declaredRoute(list, route) === undefined)
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
  // A REST API's preflights are methods of their own.
  if (route.rest !== undefined) return missing;
  const origins = route.cors?.origins ?? [];
  const preflight = (whose: string, expected: string): void => {
    const caller = `preflight, ${whose} origin`;
    if (!own.some((one) => one.caller === caller)) missing.push(failed(route.key, caller, expected, "not asked", why));
  };
  if (origins.length > 0) preflight("allowed", `204, ${origins.join(" ")} allowed`);
  if (!origins.includes("*")) preflight("foreign", "no origin allowed");
  return missing;
}

/** A module's list leaves the index of what there is one of out. */
const withoutIndex = (address: string): string => address.replace(/\[0\]$/, "");
