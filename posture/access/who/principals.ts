import { functionPolicy, externalPrincipals, resourcePolicyOf, whoMay } from "../../iam/index";
import type { Candidate, Policies, Principal } from "../../iam/index";
import { known, some, targetOf, type Answer, type EntryPoint, type Model } from "../../model/index";
import { admits, type DecideFunction } from "../request";
import { BY_POLICIES } from "../entry-points/derived";
import { decisionAt } from "./is-admitted";

/** What is looked at of an entry point that asks for a signature. */
type Signed = Pick<EntryPoint, "id" | "authorization" | "policyOf" | "qualifier">;

/** Everybody who gets in at an entry point with a signature, or perhaps does. */
export function principalsAt(model: Model, entryPoint: Signed, decider: DecideFunction): readonly Candidate[] {
  const policy = policyAt(model, entryPoint);
  const named = new Set(policy ? externalPrincipals(model, policy).map(({ called }) => called) : []);
  const found = whoMay(
    model,
    (principal) => {
      const may = admits(decisionAt(model, entryPoint.id, { kind: "principal", principal, apiKey: true }, decider));
      // Whose policies are kept elsewhere, and whom nothing here names, is no candidate.
      return may === "unknown" && isElsewhere(principal) && !named.has(principal.called) ? false : may;
    },
    policy,
  );
  return found.filter(({ principal }) => principal.kind !== "service");
}

const isElsewhere = (principal: Principal): boolean => "managed" in principal && !principal.managed;

/** The policy of the resource itself, which may name others than the input holds. */
function policyAt(
  model: Model,
  { id, authorization, policyOf, qualifier = known(undefined) }: Signed,
): Policies | undefined {
  if (policyOf) return resourcePolicyOf(model, policyOf);
  if (authorization.kind !== "iam" || !authorization.action.startsWith("lambda:")) return undefined;
  if (id.includes(BY_POLICIES)) return undefined;
  const fn = "kind" in authorization.of ? targetOf(authorization.of) : undefined;
  return fn && functionPolicy(model, fn, qualifier);
}

/** Can anybody be one of them: a guest of an identity pool, somebody with an account of their own? */
export function includesAnyone(candidates: readonly Candidate[]): Answer {
  const anybody = candidates.filter(({ principal }) => principal.kind === "guests" || principal.kind === "everyone");
  return some(anybody.map(({ may }) => may));
}

/** By name: who gets in, then who perhaps does, each once; behind a role, who may assume it. */
export function namesOf(all: readonly Candidate[]): readonly string[] {
  // Roles and users are among everybody with an account.
  const everyone = all.some(({ principal, may }) => principal.kind === "everyone" && may === true);
  const candidates = everyone
    ? all.filter(({ principal }) => principal.kind === "everyone" || principal.kind === "guests")
    : all;
  const names = (may: Answer, prefix: string) =>
    candidates
      .filter((one) => one.may === may)
      .map(
        ({ principal, through }) => `${prefix}${principal.called}${through ? ` (by assuming ${through.called})` : ""}`,
      )
      .sort();
  return [...new Set([...names(true, ""), ...names("unknown", "perhaps ")])];
}
