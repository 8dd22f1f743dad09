import { every } from "../model";
import type { Answer, Model } from "../model";
import { evaluate } from "./evaluate";
import type { Ask, IamDecision } from "./evaluate";
import { poolIdentities } from "./identity-pools";
import { identities } from "./principal";
import type { Identity, Outsider, Principal } from "./principal";
import { functionPolicy, resourcePolicyOf } from "./resource-policies";
import { evaluatePool, mayAssume, outsidersIn, trustOf } from "./trust";

/** Everybody whom IAM knows in a model: those it makes, and those outside whom its policies name. */
export function principals(model: Model): readonly Principal[] {
  const policies = [
    ...model.ofType("aws_iam_role").map((role) => trustOf(model, role)),
    ...model.functions.map((fn) => functionPolicy(model, fn)),
    ...["aws_api_gateway_rest_api", "aws_kms_key", "aws_secretsmanager_secret"].flatMap((type) =>
      model.ofType(type).map((resource) => resourcePolicyOf(model, resource)),
    ),
  ];
  const outsiders = new Map(policies.flatMap((one) => outsidersIn(model, one)).map((one) => [one.called, one]));
  return [...identities(model), ...poolIdentities(model), ...outsiders.values()];
}

/** Somebody who may, or perhaps may. */
export interface Candidate {
  readonly principal: Principal;
  /** Something of what is asked, at least. */
  readonly may: Exclude<Answer, false>;
  /** All of it. */
  readonly all: Answer;
  /** The role whose credentials are needed for it, where it isn't the principal's own right. */
  readonly through?: Identity;
  readonly decision: IamDecision;
}

export interface WhoMay {
  readonly candidates: readonly Candidate[];
  /** One sentence about who else there may be: always the same, since no plan shows them. */
  readonly outside: string;
}

export const OUTSIDE =
  "Roles and users that are made elsewhere, and policies of the organization or of a session, are not part of this input.";

/**
 * Who may do something with a resource: roles and users of the input, who may become one of these roles, and the guests
 * and users of identity pools that get one.
 */
export function whoMay(
  model: Model,
  action: string,
  resource: Ask["resource"],
  more: Pick<Ask, "context" | "resourcePolicy" | "resourceDecides"> = {},
): WhoMay {
  const ask = { action, resource, ...more };
  const candidates: Candidate[] = [];
  const refused: Identity[] = [];
  for (const principal of identities(model)) {
    const decision = evaluate(model, { ...ask, principal });
    // What the input doesn't hold at all is no candidate: it is said once that there may be others.
    if (decision.some === false || decision.why === "elsewhere") refused.push(principal);
    else candidates.push({ principal, may: decision.some, all: decision.all, decision });
  }
  for (const principal of poolIdentities(model)) {
    const { may, through, decisions } = evaluatePool(model, principal, ask);
    const [role] = through;
    const [decision] = decisions;
    if (may !== false && decision && role)
      candidates.push({ principal, may, all: every([may, decision.all]), through: role, decision });
  }
  candidates.push(...chained(model, candidates, refused));
  for (const outsider of more.resourcePolicy ? outsidersIn(model, more.resourcePolicy) : []) {
    const decision = evaluate(model, { ...ask, principal: outsider });
    if (decision.some !== false)
      candidates.push({ principal: outsider, may: decision.some, all: decision.all, decision });
  }
  return { candidates, outside: OUTSIDE };
}

/** Those who get there by assuming a role, in as many steps as it takes. */
function chained(model: Model, direct: readonly Candidate[], refused: readonly Identity[]): readonly Candidate[] {
  const found: Candidate[] = [];
  const rest = new Set(refused);
  const outsiders = new Map<string, Candidate>();
  const queue = direct.filter(({ principal }) => principal.kind === "role");
  for (const step of queue) {
    const role = step.principal as Identity;
    const reach = (principal: Identity | Outsider): Candidate | undefined => {
      const may = every([step.may, mayAssume(model, role, principal)]);
      if (may === false) return undefined;
      return { principal, may, all: every([may, step.all]), through: role, decision: step.decision };
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
    for (const principal of outsidersIn(model, trustOf(model, role.resource))) {
      // A service acts as the role by itself; an identity pool is told of by its guests and users.
      if (principal.kind === "service" || principal.called === "cognito-identity.amazonaws.com") continue;
      const key = principal.called;
      const candidate = outsiders.has(key) ? undefined : reach(principal);
      if (candidate) outsiders.set(key, candidate);
    }
  }
  return [...found, ...outsiders.values()];
}
