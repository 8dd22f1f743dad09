import type { AppliedRoute } from "./applied";
import type { Caller } from "./callers";
import { BEHAVIOUR_DEFECTS } from "./defects";
import { decode } from "./forge";

/** What a caller must meet at a route. */
export interface Expectation {
  /** A status that API Gateway answers itself, or `function`: the call gets through. */
  readonly answer: 401 | 403 | "function" | "authorizer";
  readonly why: string;
  /** Set when the embedded AWS can't show it: the answer is not asserted. */
  readonly unproven?: string;
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return value.split(" ").filter((text) => text !== "");
  return Array.isArray(value) ? value.map(String) : [];
}

/** The scopes that API Gateway finds in a token: `scope` and `scp`. */
export function scopesOf(claims: Readonly<Record<string, unknown>>): readonly string[] {
  return [...texts(claims["scope"]), ...texts(claims["scp"])];
}

/**
 * What API Gateway must answer, from the route as it was applied and the token as it is. Order and statuses as
 * "Control access to HTTP APIs with JWT authorizers" (API Gateway developer guide) has them: signature, issuer,
 * audience (`client_id` only where `aud` is absent) and times give 401, a missing scope 403.
 */
export function expect(route: AppliedRoute, caller: Caller): Expectation {
  const { token } = caller;
  switch (route.authorization) {
    case "NONE":
      return { answer: "function", why: "the route is public" };
    case "JWT":
      if (caller.invalid !== undefined) return { answer: 401, why: caller.invalid };
      if (token === undefined) return { answer: 401, why: "no token was sent" };
      return judge(route, decode(token).claims);
    case "AWS_IAM":
      return token === undefined
        ? { answer: 403, why: "the request is not signed" }
        : { answer: 403, why: "a token is no SigV4 signature", unproven: BEHAVIOUR_DEFECTS.iam.here };
    default:
      return token === undefined
        ? { answer: 401, why: "the authorizer's identity source is absent" }
        : {
            answer: "authorizer",
            why: "the authorizer's function decides",
            unproven: "the answer is the function's own",
          };
  }
}

function judge(route: AppliedRoute, claims: Readonly<Record<string, unknown>>): Expectation {
  if (claims["iss"] !== route.issuer) return { answer: 401, why: "its issuer is not the authorizer's" };
  const audience = "aud" in claims ? texts(claims["aud"]) : texts(claims["client_id"]);
  if (!audience.some((id) => route.audience.includes(id)))
    return { answer: 401, why: "its client is not in the audience" };
  if (route.scopes.length === 0) return { answer: "function", why: "the token is good and the route demands no scope" };
  return scopesOf(claims).some((scope) => route.scopes.includes(scope))
    ? { answer: "function", why: "the token has a scope that the route demands" }
    : { answer: 403, why: `it has none of ${route.scopes.join(", ")}` };
}
