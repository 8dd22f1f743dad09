import { NO_POLICIES, boundaryOf, comparePolicies, policiesOf, roleAt } from "../../iam/index";
import type { Identity, Layers } from "../../iam/index";
import type { Entity, Model, Step } from "../../model/index";
import type { ChangeKind } from "../change";
import { compareValue } from "../compare-values";
import type { Comparison } from "../comparison";
import type { MatchedPair } from "../pairs";
import { shown } from "../../redact/redact";
import { namingFor, partnerOf } from "./names";
import { permissionList } from "./sentences";

/** Another role at an argument: what whoever acts as it may do. */
export interface RoleChange {
  readonly kind: ChangeKind;
  /** `role big` or an ARN; undefined where there is none. */
  readonly had?: string;
  readonly has?: string;
  /** What follows in a sentence: `, which is allowed s3:* on *`. */
  readonly tail: string;
}

/**
 * What another role at an argument means, by what the policies of both allow. Undefined where it is the same role, or
 * the same expression for one that isn't known. What one role may do is told of the role.
 */
export function roleChange(
  comparison: Comparison,
  pair: MatchedPair<Entity>,
  path: readonly Step[],
): RoleChange | undefined {
  const sides = (["before", "after"] as const).map((side) => {
    const { resource } = pair[side];
    const value = resource.attributes.text(...path);
    const role = roleAt(comparison[side], resource, path);
    const isNone = value.known && (value.value === undefined || value.value === "");
    const text = role
      ? `role ${role.name ?? role.called}`
      : value.known
        ? shown(pair[side], path, value.value ?? "")
        : "a role not known yet";
    return { value, role, isNone, ...(!isNone && { text }) };
  });
  const [was, is] = sides as [(typeof sides)[0], (typeof sides)[0]];
  if (was.isNone && is.isNone) return undefined;
  if (was.role?.resource && is.role?.resource) {
    if (partnerOf(comparison, was.role.resource, "before") === is.role.resource) return undefined;
    if (was.role.name !== undefined && was.role.name === is.role.name) return undefined;
  } else if (compareValue(was.value, is.value, { ...pair, path }).is === "same") return undefined;
  const told = (kind: ChangeKind, tail: string): RoleChange => ({
    kind,
    tail,
    ...(was.text !== undefined && { had: was.text }),
    ...(is.text !== undefined && { has: is.text }),
  });
  const layers = (model: Model, { role, isNone }: (typeof sides)[0]): Layers | undefined =>
    isNone ? [NO_POLICIES] : role && layersOf(model, role);
  const [before, after] = [layers(comparison.before, was), layers(comparison.after, is)];
  if (!before || !after) {
    if (was.isNone) return told("broadened", "; what that role may do isn't part of this input");
    if (is.isNone) return told("narrowed", "; what that role may do isn't part of this input");
    return told("unknown", "; not all of what these roles may do is part of this input");
  }
  const { gained, lost, unknown } = comparePolicies(before, after, namingFor(comparison));
  if (gained.length > 0) return told("broadened", `, which is allowed ${permissionList(gained, "gained")}`);
  if (unknown) return told("unknown", `; whether that is allowed more is unknown: ${unknown.why}`);
  if (lost.length > 0) return told("narrowed", `; it is no longer allowed ${permissionList(lost, "lost")}`);
  return told("neutral", ", which is allowed the same");
}

function layersOf(model: Model, role: Identity): Layers {
  const boundary = boundaryOf(model, role);
  return [policiesOf(model, role), ...(boundary ? [boundary] : [])];
}
