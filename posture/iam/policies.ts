import { listing, valueOr, type Model, type Resource, type Step, type ValueNode } from "../model";
import { MANAGED_POLICIES } from "../aws/managed-policies";
import { quote } from "../redact/quote";
import { readDataSource } from "./data-source";
import { policiesIn, statementsOf } from "./document";
import { groupsOf, namesHolder } from "./groups";
import type { Holder, Identity } from "./principal";
import { referencedResources } from "./references";
import { NO_POLICIES, withAttachment, mergePolicies, type Place, type Policies } from "./statement";

/** A comparison asks for them once for each route and each who may call it. */
const KNOWN = new WeakMap<Model, WeakMap<Resource, Policies>>();

/** The policies of a role or user: its own, those attached to it, and those of its groups. */
export function policiesOf(model: Model, identity: Identity): Policies {
  const { resource } = identity;
  if (resource === undefined) return readPolicies(model, identity);
  const ofModel = KNOWN.get(model) ?? new WeakMap<Resource, Policies>();
  KNOWN.set(model, ofModel);
  const policies = ofModel.get(resource) ?? readPolicies(model, identity);
  ofModel.set(resource, policies);
  return policies;
}

function readPolicies(model: Model, identity: Identity): Policies {
  const { groups, unread } = identity.kind === "user" ? groupsOf(model, identity) : { groups: [], unread: [] };
  return mergePolicies([
    heldBy(model, identity.kind, identity),
    ...groups.map(({ by, ...group }) => withAttachment(by, heldBy(model, "group", group))),
    { statements: [], unread },
    ...(identity.resource ? [inside(model, identity, identity.resource)] : []),
  ]);
}

/** The permissions boundary; undefined where none is set. */
export function boundaryOf(model: Model, { resource }: Identity): Policies | undefined {
  if (!resource) return undefined;
  const arn = resource.attributes.text("permissions_boundary");
  if (arn.known && (arn.value === undefined || arn.value === "")) return undefined;
  return byArn(model, resource, ["permissions_boundary"]);
}

export type HolderKind = "role" | "user" | "group";

/** What `aws_iam_KIND_policy` and the attachments give to a holder. */
export function heldBy(model: Model, kind: HolderKind, holder: Holder): Policies {
  return mergePolicies([
    ...model.ofType(`aws_iam_${kind}_policy`).map((resource) => {
      const mine = namesHolder(model, resource, kind, holder);
      if (mine === false) return NO_POLICIES;
      return mine === true ? readPolicy(model, resource, ["policy"]) : doubtful(resource, kind);
    }),
    ...attachmentsOf(model, kind).map((one) => {
      const mine = namesHolder(model, one.resource, one.holders, holder);
      if (mine === false) return NO_POLICIES;
      return mine === true ? attachedBy(model, one) : doubtful(one.resource, one.holders);
    }),
  ]);
}

/** A resource that attaches managed policies, and the arguments that name whom to and which. */
export interface Attachment {
  readonly resource: Resource;
  readonly holders: string;
  readonly arns: string;
}

/** What an attachment gives to its holders. */
export function attachedBy(model: Model, { resource, arns }: Attachment): Policies {
  return withAttachment(resource, byArns(model, resource, arns));
}

/** Every kind of resource that attaches managed policies to roles, users or groups. */
export function attachmentsOf(model: Model, kind: HolderKind): readonly Attachment[] {
  const of = (type: string, holders: string, arns: string) =>
    model.ofType(type).map((resource): Attachment => ({ resource, holders, arns }));
  return [
    ...of(`aws_iam_${kind}_policy_attachment`, kind, "policy_arn"),
    ...of("aws_iam_policy_attachment", `${kind}s`, "policy_arn"),
    ...of(`aws_iam_${kind}_policy_attachments_exclusive`, `${kind}_name`, "policy_arns"),
  ];
}

/**
 * What the role itself lists. Where it isn't configured, the provider fills it in with what it found, so what another
 * resource of the same plan manages, or takes away, is left to that resource.
 */
function inside(model: Model, identity: Identity, role: Resource): Policies {
  const gone = removedFrom(model, identity);
  const kept = new Set(
    model
      .ofType("aws_iam_role_policy")
      .filter((one) => namesHolder(model, one, "role", identity) === true)
      .map((one) => valueOr(one.attributes.text("name"), undefined)),
  );
  const inline = role.attributes.blocks("inline_policy");
  const { items, missing } = role.attributes.texts("managed_policy_arns");
  const place = (path: readonly Step[]): Place => ({ address: role.address, resource: role, path });
  return mergePolicies([
    ...inline.items.map((block, i) => {
      const name = valueOr(block.text("name"), undefined);
      if (name !== undefined && (kept.has(name) || gone.inline.has(name))) return NO_POLICIES;
      return readPolicy(model, role, ["inline_policy", i, "policy"]);
    }),
    ...items.filter((arn) => !gone.arns.has(arn)).map((arn) => withAttachment(role, byName(model, arn))),
    ...(missing.length > 0 ? [withAttachment(role, byArns(model, role, "managed_policy_arns"))] : []),
    {
      statements: [],
      unread: inline.missing.map((why) => ({
        text: `an inline policy of ${role.address} isn't known yet (${why})`,
        at: place(["inline_policy"]),
      })),
    },
  ]);
}

/** Inline policies by name, and attached ones by ARN, that this plan takes from a role. */
function removedFrom(model: Model, { name }: Identity): { inline: Set<string>; arns: Set<string> } {
  const inline = new Set<string>();
  const arns = new Set<string>();
  if (name === undefined) return { inline, arns };
  for (const { type, actions, before } of model.changes) {
    if (!before || !actions.includes("delete")) continue;
    const text = (attribute: string) => valueOr(before.text(attribute), undefined);
    if (type === "aws_iam_role_policy" && text("role") === name) inline.add(text("name") ?? "");
    const mine = type === "aws_iam_role_policy_attachment" && text("role") === name;
    if (mine || (type === "aws_iam_policy_attachment" && before.texts("roles").items.includes(name)))
      arns.add(text("policy_arn") ?? "");
  }
  return { inline, arns };
}

function doubtful(resource: Resource, attribute: string): Policies {
  const at: Place = { address: resource.address, resource, path: [attribute] };
  return { statements: [], unread: [{ text: `whom ${resource.address} is for isn't known yet`, at }] };
}

/** The policy at an argument: its text, or the document that it refers to. */
export function readPolicy(model: Model, resource: Resource, path: readonly Step[]): Policies {
  const { address } = resource;
  const at: Place = { address, resource, path };
  const text = resource.attributes.text(...path);
  if (text.known) {
    if (text.value === undefined || text.value === "") return NO_POLICIES;
    const statements = statementsOf(text.value, at);
    if (statements) return withAttachment(resource, { statements, unread: [] });
    return { statements: [], unread: [{ text: `${address} holds no policy that AWS accepts`, at }] };
  }
  const partly = policiesIn(resource.attributes.json(...path) as ValueNode, at);
  if (partly) return withAttachment(resource, partly);
  const { resources, sure } = referencedResources(model, resource, path, ["aws_iam_policy_document"]);
  const [document] = resources;
  if (document && sure) return withAttachment(resource, readDataSource(model, document));
  return { statements: [], unread: [{ text: `what ${address} says isn't known yet (${text.why})`, at }] };
}

/** The policy that an argument names by its ARN. */
function byArn(model: Model, resource: Resource, path: readonly Step[]): Policies {
  const arn = resource.attributes.text(...path);
  if (arn.known) return arn.value === undefined ? NO_POLICIES : byName(model, arn.value);
  const { resources, sure } = referencedResources(model, resource, path, ["aws_iam_policy"]);
  const [policy] = resources;
  if (policy && sure) return readPolicy(model, policy, ["policy"]);
  const text = `which policy ${resource.address} attaches isn't known yet (${arn.why})`;
  return { statements: [], unread: [{ text, at: { address: resource.address, resource, path } }] };
}

/** The policies of an argument that names one, or several. */
function byArns(model: Model, resource: Resource, attribute: string): Policies {
  const { items, missing } = resource.attributes.texts(attribute);
  const known = items.map((arn) => byName(model, arn));
  const [why] = missing;
  if (why === undefined) return mergePolicies(known);
  const ours = model.ofType("aws_iam_policy");
  const found = referencedResources(model, resource, [attribute], ["aws_iam_policy"], missing.length + items.length);
  const more = found.resources.filter((one) => !items.includes(String(valueOr(one.attributes.text("arn"), ""))));
  if (ours.length > 0 && found.sure && more.length === missing.length)
    return mergePolicies([...known, ...more.map((one) => readPolicy(model, one, ["policy"]))]);
  const text = `which policy ${resource.address} attaches isn't known yet (${why})`;
  const at: Place = { address: resource.address, resource, path: [attribute] };
  return mergePolicies([...known, { statements: [], unread: [{ text, at }] }]);
}

/** A policy by its ARN: one of the input, or one of AWS's own. */
function byName(model: Model, arn: string): Policies {
  const own = model.ofType("aws_iam_policy").find((one) => valueOr(one.attributes.text("arn"), undefined) === arn);
  if (own) return readPolicy(model, own, ["policy"]);
  const [, partition, name = ""] = /^arn:([\w-]+):iam::aws:policy\/(?:[\w-]+\/)*([\w+=,.@-]+)$/.exec(arn) ?? [];
  const managed = Object.hasOwn(MANAGED_POLICIES, name) ? MANAGED_POLICIES[name]?.value : undefined;
  // The partitions of China and GovCloud have other versions, and other ARNs in them.
  if (!managed || (partition !== "aws" && managed.everywhere !== true))
    return { statements: [], unread: [{ text: `what the policy ${quote(arn)} says isn't part of this input` }] };
  const { rest, statements = [] } = managed;
  const read = statementsOf(JSON.stringify({ Version: "2012-10-17", Statement: statements }), { address: name }) ?? [];
  if (rest === "nothing") return { statements: read, unread: [] };
  const actions =
    "within" in rest ? { not: false, list: listing(rest.within) } : { not: true, list: listing(rest.not) };
  return { statements: read, unread: [{ text: `not all of what AWS's policy ${name} says is known here`, actions }] };
}
