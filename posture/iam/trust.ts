import { every, listing, some, valueOr, type Answer, type Model, type Resource } from "../model";
import { decide, evaluate, type IamDecision } from "./evaluate";
import { rolesOfPool, type PoolRole } from "./identity-pools";
import { readPolicy } from "./policies";
import { arnOf, findPrincipal, identityArn } from "./principal";
import { accountOf } from "./principal-match";
import type { Identity, ExternalPrincipal, PoolIdentity, Principal } from "./principal";
import { NO_POLICIES, type Condition, type Policies, type PrincipalPattern, type Statement } from "./statement";
import type { Template } from "./glob";

/** Who may assume a role, as its trust policy says. */
export const trustOf = (model: Model, role: Resource): Policies => readPolicy(model, role, ["assume_role_policy"]);

/**
 * May somebody become a role? A trust policy that names a role or user lets it in by itself; one that names an account
 * leaves it to the account's policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function mayAssume(model: Model, role: Identity, principal: Principal): Answer {
  if (!role.resource) return "unknown";
  const trust = trustOf(model, role.resource);
  if ("pool" in principal) return federated(trust, principal);
  return evaluate(model, {
    principal,
    action: principal.kind === "federated" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole",
    resource: roleTemplate(role),
    resourcePolicy: trust,
    resourceDecides: true,
  }).all;
}

function roleTemplate(role: Identity): Template {
  const arn = arnOf(role);
  if (arn !== undefined) return [arn];
  return [
    "arn:",
    { gap: "segment", open: true },
    ":iam::",
    { gap: "segment", open: true },
    ":role/",
    role.name ?? REST,
  ];
}

const REST = { gap: "rest", open: true } as const;

/** Stands for the id of a pool that isn't known yet, on both sides. */
const THIS_POOL = "(this identity pool)";

/**
 * An identity pool's credentials carry the pool's id as `aud`, and in `amr` whether somebody signed in.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
function federated(trust: Policies, { kind, pool }: PoolIdentity): Answer {
  const id = valueOr(pool.attributes.text("id"), undefined) ?? THIS_POOL;
  const decision = decide({
    principal: { kind: "federated", id: "cognito-identity.amazonaws.com", called: "" },
    action: "sts:AssumeRoleWithWebIdentity",
    resource: "",
    asked: ["arn:aws:iam::000000000000:role/any"],
    own: NO_POLICIES,
    resourcePolicy: { ...trust, statements: trust.statements.map((one) => withPool(one, pool, id)) },
    context: {
      "cognito-identity.amazonaws.com:aud": [id],
      "cognito-identity.amazonaws.com:amr": kind === "guests" ? ["unauthenticated"] : ["authenticated"],
    },
  });
  return decision.all;
}

/** A value that isn't known yet, and refers to nothing but the pool, is its id. */
function withPool(statement: Statement, pool: Resource, id: string): Statement {
  const items = statement.conditions.items.map((one): Condition => {
    const own = one.references?.length === 1 && one.references[0] === pool.address;
    const aud = one.key.toLowerCase() === "cognito-identity.amazonaws.com:aud";
    return own && aud && one.values.missing.length === 1 ? { ...one, values: listing([...one.values.items, id]) } : one;
  });
  return { ...statement, conditions: { ...statement.conditions, items } };
}

/** Roles that an identity pool gives to somebody, and whether they get them. */
export function rolesFor(model: Model, principal: PoolIdentity): readonly PoolRole[] {
  const { pool, kind } = principal;
  const allowed = pool.attributes.flag("allow_unauthenticated_identities");
  const open: Answer = kind === "signed-in" ? true : allowed.known ? allowed.value === true : "unknown";
  if (open === false) return [];
  return rolesOfPool(model, pool, kind).map(({ role, sure }) => {
    const trusted = mayAssume(model, role, principal);
    return { role, sure: every([open, sure, trusted]) };
  });
}

/** May the users or guests of an identity pool do it, by one of the roles that it gives them? */
export function evaluatePool(
  model: Model,
  principal: PoolIdentity,
  ask: Omit<Parameters<typeof evaluate>[1], "principal">,
): { readonly may: Answer; readonly through: readonly Identity[]; readonly decisions: readonly IamDecision[] } {
  const found = rolesFor(model, principal).map(({ role, sure }) => {
    const decision = evaluate(model, { ...ask, principal: role });
    return { role, decision, may: every([sure, decision.some]) };
  });
  const open = found.filter(({ may }) => may !== false);
  return {
    may: some(found.map(({ may }) => may)),
    through: open.map(({ role }) => role),
    decisions: open.map(({ decision }) => decision),
  };
}

/** Those outside of this configuration whom a policy names. */
export function externalPrincipals(model: Model, { statements }: Policies): readonly (Identity | ExternalPrincipal)[] {
  const found = new Map<string, Identity | ExternalPrincipal>();
  for (const { principals, effect, conditions } of statements) {
    if (!principals || principals.not || valueOr(effect, undefined) !== "Allow") continue;
    const organization = conditions.items.find(({ key }) => key.toLowerCase() === "aws:principalorgid");
    for (const pattern of principals.list.items) {
      const one = outsider(model, pattern, organization?.values.items ?? []);
      if (one) found.set(one.called, one);
    }
  }
  return [...found.values()];
}

function outsider(
  model: Model,
  { kind, id }: PrincipalPattern,
  organizations: readonly string[],
): Identity | ExternalPrincipal | undefined {
  if (kind === "everyone" && organizations.length > 0) {
    const ids = organizations.join(", ");
    return { kind: "organization", id: ids, called: `the organization ${ids}` };
  }
  if (kind === "everyone") return { kind: "everyone", id, called: "everybody with an AWS account" };
  if (kind === "Service") return { kind: "service", id, called: id };
  if (kind === "Federated") return { kind: "federated", id, called: id };
  if (identityArn(id)) {
    const one = findPrincipal(model, id);
    return "problem" in one || one.resource ? undefined : one;
  }
  const account = accountOf(id);
  return account === undefined ? undefined : { kind: "account", id: account, called: `the account ${account}` };
}

/**
 * May a role be assumed by anybody but services of AWS: by an account, a provider of identities, everyone? True, too,
 * where its trust policy can't be read.
 */
export function mayBeOpen(model: Model, role: Resource): boolean {
  const trust = trustOf(model, role);
  if (trust.unread.length > 0) return true;
  return trust.statements.some(({ effect, principals }) => {
    if (valueOr(effect, "Allow") === "Deny" || !principals) return false;
    return (
      principals.not ||
      principals.list.missing.length > 0 ||
      principals.list.items.some(({ kind }) => kind !== "Service")
    );
  });
}
