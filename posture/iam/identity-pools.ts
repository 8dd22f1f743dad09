import { valueOr, type Answer, type Attributes, type Model, type Resource, type Step } from "../model";
import { identityOf, type Identity, type PoolIdentity } from "./principal";
import { refersTo, referencedResources } from "./references";

/** A role that an identity pool may hand out; `sure`: whether it does. */
export interface PoolRole {
  readonly role: Identity;
  readonly sure: Answer;
}

/** The guests and the signed-in users of every identity pool. */
export function poolIdentities(model: Model): readonly PoolIdentity[] {
  return model.ofType("aws_cognito_identity_pool").flatMap((pool): readonly PoolIdentity[] => {
    const name = valueOr(pool.attributes.text("identity_pool_name"), undefined) ?? pool.address;
    const guests = pool.attributes.flag("allow_unauthenticated_identities");
    return [
      ...(guests.known && guests.value !== true
        ? []
        : [{ kind: "guests", pool, called: `guests of the identity pool ${name}` } as const]),
      { kind: "signed-in", pool, called: `signed-in users of the identity pool ${name}` },
    ];
  });
}

/**
 * The roles of a pool: the default one, and for who signed in those that rules choose or that the groups of the tokens
 * name (type `Token`).
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function rolesOfPool(model: Model, pool: Resource, kind: PoolIdentity["kind"]): readonly PoolRole[] {
  const found: PoolRole[] = [];
  for (const attachment of model.ofType("aws_cognito_identity_pool_roles_attachment")) {
    const own = ofPool(model, attachment, pool);
    if (own === false) continue;
    const add = (roles: readonly PoolRole[]) =>
      found.push(...roles.map(({ role, sure }) => ({ role, sure: own === true ? sure : "unknown" }) as const));
    add(rolesAt(model, attachment, ["roles", kind === "guests" ? "unauthenticated" : "authenticated"]));
    if (kind === "guests") continue;
    const mappings = attachment.attributes.blocks("role_mapping");
    if (mappings.missing.length > 0) add(anyRole(model));
    mappings.items.forEach((mapping, i) => {
      add(mappedRoles(model, attachment, mapping, ["role_mapping", i]));
    });
  }
  return found;
}

function ofPool(model: Model, attachment: Resource, pool: Resource): Answer {
  const id = attachment.attributes.text("identity_pool_id");
  const own = pool.attributes.text("id");
  if (id.known) return own.known && id.value === own.value;
  return refersTo(model, attachment, ["identity_pool_id"], pool, ["aws_cognito_identity_pool"]);
}

function mappedRoles(
  model: Model,
  attachment: Resource,
  mapping: Attributes,
  path: readonly Step[],
): readonly PoolRole[] {
  const listed = mapping.blocks("mapping_rule");
  const rules = [
    ...listed.items.flatMap((_, i) => rolesAt(model, attachment, [...path, "mapping_rule", i, "role_arn"])),
    ...(listed.missing.length > 0 ? anyRole(model) : []),
  ];
  if (valueOr(mapping.text("type"), undefined) !== "Token") return rules;
  return model.ofType("aws_cognito_user_group").flatMap((group) => rolesAt(model, group, ["role_arn"]));
}

/** Where nothing tells which role is meant, it may be any; only those that trust the pool are of use to it. */
const anyRole = (model: Model): readonly PoolRole[] =>
  model.ofType("aws_iam_role").map((one) => ({ role: identityOf(one, "role"), sure: "unknown" }));

/** The role that an argument names by its ARN. Where it isn't known, the roles that the expression refers to; without any, each may be meant. */
function rolesAt(model: Model, resource: Resource, path: readonly Step[]): readonly PoolRole[] {
  const arn = resource.attributes.text(...path);
  if (arn.known) {
    if (arn.value === undefined || arn.value === "") return [];
    const role = model
      .ofType("aws_iam_role")
      .find((one) => valueOr(one.attributes.text("arn"), undefined) === arn.value);
    return role ? [{ role: identityOf(role, "role"), sure: true }] : [];
  }
  const { resources, sure } = referencedResources(model, resource, path, ["aws_iam_role"]);
  if (resources.length === 0) return anyRole(model);
  // A plan lists the references of a whole map: which of its roles is which, their trust policies tell.
  const several = resources.length > 1;
  return resources.map((one) => ({ role: identityOf(one, "role"), sure: sure || several || "unknown" }));
}

/** The role that an argument names, where it is one of the input for certain. */
export function roleAt(model: Model, resource: Resource, path: readonly Step[]): Identity | undefined {
  const found = rolesAt(model, resource, path);
  const [only] = found;
  return only && found.length === 1 && only.sure === true ? only.role : undefined;
}
