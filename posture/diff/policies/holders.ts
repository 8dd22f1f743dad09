import { boundaryOf, groupsOf, heldBy, identities, identityOf, policiesOf } from "../../iam/index";
import type { Holder, HolderKind, Layers, Policies } from "../../iam/index";
import { valueOr, type Entity, type Model, type Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import { pairs } from "../pairs";
import { entityOf } from "./grouped-changes";

/** One side of whom policies belong to. */
export interface HolderSide {
  readonly holder: Holder;
  /** Undefined where the resource is kept elsewhere. */
  readonly entity: Entity | undefined;
  readonly layers: Layers;
  /** Addresses of groups that a user is a member of. */
  readonly groups: readonly Holder[];
}

/** A role, user or group on both sides, or on one. */
export interface HolderPair {
  readonly kind: HolderKind;
  readonly before?: HolderSide;
  readonly after?: HolderSide;
}

const KINDS = ["role", "user", "group"] as const;

/** Every role, user and group that either side makes, reads or gives a policy to. */
export function holderPairs(comparison: Comparison): readonly HolderPair[] {
  const { before, after, moved } = comparison;
  return KINDS.flatMap((kind) => {
    const [had, has] = [made(before, kind), made(after, kind)];
    const own = pairs(had, has, { moved, key: ({ holder }: Made) => holder.name }).map((pair): HolderPair => ({
      kind,
      ...(pair.before && { before: sideOf(before, kind, pair.before.holder, pair.before) }),
      ...(pair.after && { after: sideOf(after, kind, pair.after.holder, pair.after) }),
    }));
    const known = new Set([...had, ...has].map(({ holder }) => holder.name));
    const elsewhere = [...new Set([...namesIn(before, kind), ...namesIn(after, kind)])].filter(
      (name) => !known.has(name),
    );
    // One that is kept elsewhere stands on both sides, whoever gives it policies.
    const others = elsewhere.map((name): HolderPair => {
      const holder: Holder = { type: `aws_iam_${kind}`, name, resource: undefined };
      return { kind, before: sideOf(before, kind, holder), after: sideOf(after, kind, holder) };
    });
    return [...own, ...others];
  });
}

interface Made extends Entity {
  readonly holder: Holder;
}

function made(model: Model, kind: HolderKind): readonly Made[] {
  const own =
    kind === "group"
      ? model.ofType("aws_iam_group").map((resource): Holder & { resource: Resource } => ({
          type: "aws_iam_group",
          name: nameOf(resource, kind),
          resource,
        }))
      : identities(model).filter((one) => one.kind === kind);
  return own.flatMap((holder): readonly Made[] => {
    const { resource } = holder;
    return resource ? [{ ...entityOf(resource), holder }] : [];
  });
}

function nameOf(resource: Resource, kind: HolderKind): string | undefined {
  return valueOr(resource.attributes.text(resource.mode === "data" ? `${kind}_name` : "name"), undefined);
}

/** The names by which policies and attachments name their holders. */
function namesIn(model: Model, kind: HolderKind): ReadonlySet<string> {
  const places = [
    [`aws_iam_${kind}_policy`, kind],
    [`aws_iam_${kind}_policy_attachment`, kind],
    [`aws_iam_${kind}_policy_attachments_exclusive`, `${kind}_name`],
    ["aws_iam_policy_attachment", `${kind}s`],
  ] as const;
  return new Set(
    places.flatMap(([type, attribute]) =>
      model.ofType(type).flatMap(({ attributes }) => {
        const one = attributes.text(attribute);
        return one.known ? (one.value ?? []) : attributes.texts(attribute).items;
      }),
    ),
  );
}

function sideOf(model: Model, kind: HolderKind, holder: Holder, entity?: Entity): HolderSide {
  if (kind === "group" || !holder.resource)
    return { holder, entity, layers: [heldBy(model, kind, holder)], groups: [] };
  const identity = identityOf(holder.resource, kind);
  const boundary: Policies | undefined = boundaryOf(model, identity);
  return {
    holder,
    entity,
    layers: [policiesOf(model, identity), ...(boundary ? [boundary] : [])],
    groups: kind === "user" ? groupsOf(model, holder).groups : [],
  };
}

/** `role reader`, fit to be shown. */
export function holderText(kind: HolderKind, { holder }: HolderSide): string {
  return `${kind} ${holder.name ?? holder.resource?.address ?? "(not known yet)"}`;
}
