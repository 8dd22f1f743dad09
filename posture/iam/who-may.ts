import { every, type Answer, type Model } from "../model";
import { poolIdentities } from "./identity-pools";
import { identities, type Identity, type ExternalPrincipal, type Principal } from "./principal";
import { functionPolicy, resourcePolicyOf } from "./resource-policies";
import type { Policies } from "./statement";
import { mayAssume, externalPrincipals, trustOf } from "./trust";

/** Everybody whom IAM knows in a model: those it makes, and those outside whom its policies name. */
export function principals(model: Model): readonly Principal[] {
  const policies = [
    ...model.ofType("aws_iam_role").map((role) => trustOf(model, role)),
    ...model.functions.map((fn) => functionPolicy(model, fn)),
    ...["aws_api_gateway_rest_api", "aws_kms_key", "aws_secretsmanager_secret"].flatMap((type) =>
      model.ofType(type).map((resource) => resourcePolicyOf(model, resource)),
    ),
  ];
  const outsiders = new Map(policies.flatMap((one) => externalPrincipals(model, one)).map((one) => [one.called, one]));
  return [...identities(model), ...poolIdentities(model), ...outsiders.values()];
}

/** Somebody who may, or perhaps may. */
export interface Candidate {
  readonly principal: Principal;
  /** Something of what is asked, at least. */
  readonly may: Exclude<Answer, false>;
  /** The role whose credentials are needed for it, where it isn't the principal's own right. */
  readonly through?: Identity;
}

/**
 * Who may do something: roles and users of the input, who may become one of these roles, the guests and users of identity
 * pools that get one, and whom the resource's own policy names. `may` says it of one; who is made elsewhere is asked about
 * only where that policy names it.
 */
export function whoMay(
  model: Model,
  may: (principal: Principal) => Answer,
  resourcePolicy?: Policies,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const refused: Identity[] = [];
  const add = (principal: Principal): boolean => {
    const answer = may(principal);
    if (answer !== false) candidates.push({ principal, may: answer });
    return answer !== false;
  };
  for (const principal of identities(model)) if (!principal.managed || !add(principal)) refused.push(principal);
  for (const principal of poolIdentities(model)) add(principal);
  const reached = chained(model, candidates, refused);
  for (const outsider of resourcePolicy ? externalPrincipals(model, resourcePolicy) : []) add(outsider);
  return [...candidates, ...reached];
}

/** Those who get there by assuming a role, in as many steps as it takes. */
function chained(model: Model, direct: readonly Candidate[], refused: readonly Identity[]): readonly Candidate[] {
  const found: Candidate[] = [];
  const rest = new Set(refused);
  const outsiders = new Map<string, Candidate>();
  const queue = direct.filter(({ principal }) => principal.kind === "role");
  for (const step of queue) {
    const role = step.principal as Identity;
    const reach = (principal: Identity | ExternalPrincipal): Candidate | undefined => {
      const may = every([step.may, mayAssume(model, role, principal)]);
      return may === false ? undefined : { principal, may, through: role };
    };
    for (const principal of rest) {
      if (principal === role) continue;
      const candidate = reach(principal);
      if (!candidate) continue;
      rest.delete(principal);
      found.push(candidate);
      if (principal.kind === "role") queue.push(candidate);
    }
    if (!role.resource) continue;
    for (const principal of externalPrincipals(model, trustOf(model, role.resource))) {
      // A service acts as the role by itself; an identity pool is told of by its guests and users.
      if (principal.kind === "service" || principal.called === "cognito-identity.amazonaws.com") continue;
      const key = principal.called;
      const candidate = outsiders.has(key) ? undefined : reach(principal);
      if (candidate) outsiders.set(key, candidate);
    }
  }
  return [...found, ...outsiders.values()];
}
