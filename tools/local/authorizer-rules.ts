import { targetOf, valueOr, type Route } from "../../posture/model";
import { scopesOf } from "../../posture/explain/scopes";
import { signatureSteps } from "../../posture/explain/signature";
import { timeSteps } from "../../posture/explain/times";
import { bare, claim, decodeToken, words, type Claims } from "../../posture/explain/token";
import type { KeysOf } from "./keys";
import { isObject, objects } from "./plan-changes";

type Json = Readonly<Record<string, unknown>>;

/** What the function behind a Lambda authorizer is told to let in, read from its AUTHORIZER_CONFIG as it was applied. */
export interface AuthorizerRules {
  /** Address of the function. */
  readonly function: string;
  readonly issuers: readonly Json[];
}

/** The rules of a route's Lambda authorizer, or why they can't be read. */
export function rulesOf(route: Route): AuthorizerRules | { readonly unreadable: string } {
  const lambda = targetOf(route.authorizer)?.lambda;
  const decides = lambda === undefined ? undefined : targetOf(lambda.function);
  if (decides === undefined) return { unreadable: "which function decides is not part of the stack" };
  const text = valueOr(decides.resource.attributes.text("environment", 0, "variables", "AUTHORIZER_CONFIG"), undefined);
  if (text === undefined)
    return { unreadable: `${decides.address} has no AUTHORIZER_CONFIG: it decides by rules of its own` };
  try {
    const config: unknown = JSON.parse(text);
    if (isObject(config)) return { function: decides.address, issuers: objects(config["issuers"]) };
  } catch {
    // Told below.
  }
  return { unreadable: `the AUTHORIZER_CONFIG of ${decides.address} is not JSON` };
}

/** What the authorizer's function says to a token, and why. Any doubt is a denial. */
export interface Verdict {
  readonly allowed: boolean;
  readonly why: string;
}

/**
 * Judges a token by the rules: signature, issuer, times, client or audience, kind of token, scopes and groups. Written
 * from what AUTHORIZER_CONFIG promises, not from the function's code, so that the two check each other.
 */
export function judge(
  rules: AuthorizerRules,
  routeKey: string,
  token: string,
  keys: KeysOf,
  now: number = Date.now() / 1000,
): Verdict {
  const decoded = decodeToken(bare(token));
  if ("problem" in decoded) return denied(decoded.problem);
  const { claims } = decoded;
  const issuer = rules.issuers.find((one) => one["issuer"] === claim(claims, "iss"));
  if (issuer === undefined) return denied("its issuer is not among those of AUTHORIZER_CONFIG");
  const known = keys(String(issuer["issuer"]));
  if (known === undefined) return denied("the keys of its issuer can't be had here");
  const failed = [...signatureSteps(decoded, known), ...timeSteps(claims, now)].find((step) => step.result === "fail");
  if (failed !== undefined) return denied(failed.text);
  const routes = isObject(issuer["routes"]) ? issuer["routes"] : {};
  const problem =
    audienceProblem(issuer, claims) ??
    useProblem(issuer, claims) ??
    requirementProblem(issuer, issuer, claims) ??
    (isObject(routes[routeKey]) ? requirementProblem(routes[routeKey], issuer, claims) : undefined);
  return problem === undefined ? { allowed: true, why: "the token is as AUTHORIZER_CONFIG wants it" } : denied(problem);
}

function denied(why: string): Verdict {
  return { allowed: false, why };
}

function list(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

function audienceProblem(issuer: Json, claims: Claims): string | undefined {
  const audience = list(issuer["audience"]);
  const clients = list(issuer["clientIds"]);
  const aud = words(claim(claims, "aud"));
  if (audience !== undefined && !aud.some((one) => audience.includes(one)))
    return "its aud is not an accepted audience";
  const id = claim(claims, "client_id") ?? (claim(claims, "token_use") === "id" ? aud[0] : undefined);
  return clients !== undefined && !clients.includes(String(id)) ? "its client is not among clientIds" : undefined;
}

function useProblem(issuer: Json, claims: Claims): string | undefined {
  const wanted = issuer["tokenUse"] ?? "access";
  const use = claim(claims, "token_use");
  if (use === wanted || (use === undefined && issuer["tokenUse"] === undefined)) return undefined;
  return `it is no ${String(wanted)} token`;
}

function requirementProblem(required: Json, issuer: Json, claims: Claims): string | undefined {
  const names = isObject(issuer["claims"]) ? issuer["claims"] : {};
  const scopes = list(required["scopes"]);
  const held = typeof names["scopes"] === "string" ? words(claim(claims, names["scopes"])) : scopesOf(claims);
  if (scopes !== undefined && !held.some((scope) => scopes.includes(scope)))
    return `it has none of the scopes ${scopes.join(", ")}`;
  const groups = list(required["groups"]);
  const named = claim(claims, String(names["groups"] ?? "cognito:groups"));
  const member = list(named) ?? (typeof named === "string" ? [named] : []);
  if (groups !== undefined && !member.some((group) => groups.includes(group)))
    return `it is in none of the groups ${groups.join(", ")}`;
  return undefined;
}
