import { isDeepStrictEqual } from "node:util";
import { scopesOf } from "../../posture/access/steps/scopes";
import { integrationOf, NOT_LOGGED, type ApiRequest } from "../emulator/request-log";
import type { AppliedRoute } from "../terraform/applied";
import type { Caller } from "../identities/caller";
import { decode } from "../identities/tamper-token";
import type { Example } from "../terraform/examples";
import { failureOf, withSources } from "./function-failure";
import type { Answer } from "../terraform/request";

/** A caller as a function sees it. */
interface Who {
  readonly route: AppliedRoute;
  /** A pattern where only part of it is known beforehand. */
  readonly sub: string | RegExp | undefined;
  readonly clientId: unknown;
  readonly tokenUse: unknown;
  readonly scopes: readonly string[];
}

/** What a function of this project learns of a caller: all of a JWT's claims, what the authorizer hands on, or an ARN. */
export function expectedCaller(route: AppliedRoute, caller: Caller): Who {
  const nothing = { route, sub: undefined, clientId: null, tokenUse: null, scopes: [] };
  if (route.authorization === "AWS_IAM" && caller.signer !== undefined)
    return { ...nothing, sub: new RegExp(`^arn:aws[\\w-]*:sts::\\d+:assumed-role/${caller.signer.role}/`) };
  if (caller.token === undefined || !["JWT", "CUSTOM"].includes(route.authorization)) return nothing;
  const { claims } = decode(caller.token);
  const sub = String(claims["sub"]);
  const scopes = scopesOf(claims);
  if (route.authorization === "CUSTOM") return { ...nothing, sub, scopes };
  return { route, sub, scopes, clientId: claims["client_id"] ?? null, tokenUse: claims["token_use"] ?? null };
}

/** The example for a route and a caller. */
function exampleOf(route: AppliedRoute, who?: Who): Example | undefined {
  const path = route.key.split(" ")[1];
  return route.examples.find(
    ({ method, path: own, caller }) =>
      method === route.method &&
      (own === undefined || own === path) &&
      (caller === undefined || who === undefined || caller === (who.sub === undefined ? "anonymous" : "authenticated")),
  );
}

/** The body to send to a route; undefined: none. */
export function sampleBody(route: AppliedRoute): unknown {
  const example = exampleOf(route);
  if (example !== undefined) return example.body;
  return ["POST", "PUT", "PATCH"].includes(route.method) ? {} : undefined;
}

/** What stands for what is known only when the caller is: `{sub}`. */
function filled(expected: unknown, who: Who): unknown {
  if (Array.isArray(expected)) return expected.map((item) => filled(item, who));
  if (typeof expected === "object" && expected !== null)
    return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, filled(value, who)]));
  if (typeof expected !== "string") return expected;
  const { sub, clientId, tokenUse, scopes, route } = who;
  const values: Readonly<Record<string, unknown>> = {
    sub,
    clientId,
    tokenUse,
    scopes,
    path: route.path,
    method: route.method,
  };
  const whole = /^\{(\w+)\}$/.exec(expected)?.[1];
  if (whole !== undefined && whole in values) return values[whole];
  if (sub instanceof RegExp && expected.includes("{sub}"))
    return new RegExp(escaped(expected).replace("\\{sub\\}", sub.source.replace(/^\^/, "")));
  return expected.replace(/\{(\w+)\}/g, (all, name: string) => (name in values ? String(values[name]) : all));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The path of the first part of `expected` that `found` has otherwise; lists are compared without their order. */
export function firstDifference(expected: unknown, found: unknown, path = "body"): string | undefined {
  if (expected instanceof RegExp) return typeof found === "string" && expected.test(found) ? undefined : path;
  if (Array.isArray(expected) && Array.isArray(found))
    return isDeepStrictEqual([...(expected as unknown[])].sort(), [...(found as unknown[])].sort()) ? undefined : path;
  if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
    if (typeof found !== "object" || found === null) return path;
    for (const [key, value] of Object.entries(expected)) {
      const difference = firstDifference(value, (found as Record<string, unknown>)[key], `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return isDeepStrictEqual(expected, found) ? undefined : path;
}

/** What was expected of a route's function, and what is wrong with its answer. */
interface Judged {
  readonly expected: string;
  readonly wrong: string | undefined;
  /** What it printed, where it failed. */
  readonly log?: string;
}

/** Whom a route has let in, its function must know: it would let nobody in otherwise. On a route for everybody, a 401 may be its own. */
const isError = ({ authorization }: AppliedRoute, status: number): boolean =>
  status >= 500 || (status === 401 && authorization !== "NONE");

/**
 * Does an answer that should come from the route's function do so, and is it the right one? Without an example any
 * answer counts that the function itself gives, except an error.
 * @param told what the AWS emulator says of the request; an account says nothing, and the answer itself has to show it
 */
export function answerOf(
  route: AppliedRoute,
  answer: Answer,
  caller: Caller,
  told: ApiRequest | typeof NOT_LOGGED | undefined,
): Judged {
  const who = expectedCaller(route, caller);
  const example = exampleOf(route, who);
  const expected = example === undefined ? "the function's answer" : `${String(example.status)} from the function`;
  if (told === undefined) return { expected, wrong: "the AWS emulator didn't tell what answered" };
  if (told !== NOT_LOGGED) {
    const integration = integrationOf(told);
    if (integration === undefined) return { expected, wrong: "API Gateway answered itself" };
    if ("backend" in integration) return { expected: "the backend's answer", wrong: undefined };
    const failure = failureOf(integration, route.sources);
    if (failure !== undefined) return { expected, wrong: failure.text, log: failure.log };
    const another = route.functionName !== undefined && integration.function !== route.functionName;
    if (another)
      return { expected, wrong: `the function ${integration.function} answered, not ${route.functionName ?? ""}` };
    if (example === undefined && isError(route, answer.status))
      return {
        expected,
        wrong: "the function itself answers so, and no expected.json beside it says that it is to",
        log: withSources(integration.log.trim(), route.sources),
      };
  }
  if (example === undefined)
    return {
      expected,
      wrong: told === NOT_LOGGED ? "nothing tells what answered: no expected.json beside it" : undefined,
    };
  if (answer.status !== example.status) return { expected, wrong: "another status than in expected.json" };
  const difference = firstDifference(filled(example.expected, who), answer.json);
  return { expected, wrong: difference === undefined ? undefined : `${difference} differs from expected.json` };
}
