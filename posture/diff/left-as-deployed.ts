import { policyOwner } from "../iam/index";
import { modelOf } from "../model/model-of";
import {
  isConfiguration,
  unknown,
  valueOr,
  type Attributes,
  type Model,
  type Resource,
  type Step,
} from "../model/index";
import { isLeft, leftBy, leftOutOf } from "../terraform/resource";
import { withoutIndexes } from "../terraform/address";
import { ResourceIndex } from "../terraform/resource-index";
import { compareValue } from "./compare-values";
import { entityOf } from "../model/build/common";
import { unknown as unknownChange, type ChangeFinding, type ChangeReport } from "./change";
import type { Comparison, LeftAsDeployed } from "./comparison";
import { dotted, jsonEqual, touches } from "./paths";
import { readsTags } from "./tag-conditions";
import { keptArguments, relevance } from "../coverage/index";

/**
 * Applies `ignore_changes`, `removed` and `import` blocks of a configuration, OpenTofu's `destroy = false`, and the
 * action `forget` of a plan. What a plan says of values already accounts for `ignore_changes` and imports.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 * https://developer.hashicorp.com/terraform/language/state/remove
 */
export function leftAsDeployed(
  before: Model,
  after: Model,
  moved: ReadonlyMap<string, string> = new Map(),
  leftOut: LeftAsDeployed["leftOut"] = [],
): LeftAsDeployed {
  // As they are written: the model's view of another provider's resource has other names.
  const had = new Map(before.resources.map((resource) => [resource.address, resource]));
  const left = new Map<string, readonly (readonly Step[])[]>();
  for (const resource of after.resources) {
    const was =
      resource.ignoreChanges === undefined ? undefined : had.get(moved.get(resource.address) ?? resource.address);
    const paths = was ? changedPaths(was, resource, isConfiguration(before.origin)) : [];
    if (paths.length > 0) left.set(resource.address, paths);
  }
  const ignored: { resource: Resource; path: readonly Step[] }[] = [];
  const read = left.size > 0 ? (after.leaving?.(left) ?? after) : after;
  const kept = read.resources.map((given) => {
    const gone = leftOut.filter((one) => one.resource.address === given.address).map(({ path }) => path);
    const resource =
      gone.length === 0
        ? given
        : having(given, { attributes: given.attributes.without(gone, leftOutOf(given.address)) });
    const paths = left.get(resource.address);
    if (!paths) return resource;
    ignored.push(...paths.map((path) => ({ resource, path })));
    const why = leftBy(resource.address);
    return having(resource, {
      attributes: resource.attributes.without(paths, why),
      ...(paths.some(([name]) => name === "region") && { region: unknown(why) }),
    });
  });
  const isForgotten = forgets(after, new Set(moved.values()));
  const forgotten = before.resources.filter((one) => one.mode === "managed" && isForgotten(one)).map(copy);
  const isImported = new Set(after.origin.imported);
  const imported = read.resources
    .filter(({ mode, address }) => mode === "managed" && isImported.has(withoutIndexes(address)))
    .filter(({ address }) => !had.has(address) && !moved.has(address))
    .map(copy);
  const known =
    imported.length === 0
      ? before
      : modelOf(
          new ResourceIndex(
            before.origin,
            [...before.resources, ...imported],
            before.outputs,
            new Map(before.changes.map((change) => [change.address, change])),
          ),
        );
  if (ignored.length + leftOut.length + forgotten.length === 0)
    return { before: known, after, ignored, leftOut, forgotten, imported };
  const changes = new Map(after.changes.map((change) => [change.address, change]));
  const index = new ResourceIndex(
    after.origin,
    [...kept, ...forgotten.filter(({ address }) => !after.resource(address))],
    read.outputs,
    changes,
  );
  return { before: known, after: modelOf(index), ignored, leftOut, forgotten, imported };
}

/** A plan may create another in its place, beside which the forgotten one stays. */
function forgets(
  { origin, change, resource, resources }: Model,
  moved: ReadonlySet<string>,
): (was: Resource) => boolean {
  const isGone = ({ address }: { readonly address: string }) => !moved.has(address) && resource(address) === undefined;
  const { forgotten = [] } = origin;
  return (was) => {
    const { address, isLeftOnRemoval } = was;
    if (leavesBehind(was, resources, isGone)) return true;
    if (!isConfiguration(origin)) return change(address)?.actions.includes("forget") === true;
    if (!isGone(was)) return false;
    const base = withoutIndexes(address);
    return isLeftOnRemoval === true || forgotten.some((one) => base === one || base.startsWith(`${one}.`));
  };
}

/**
 * What the provider leaves in AWS where its resource is destroyed, by the argument that names what it belongs to.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive
 */
const STAYS: Readonly<Record<string, string>> = {
  aws_iam_role_policy_attachments_exclusive: "role_name",
  aws_iam_user_policy_attachments_exclusive: "user_name",
  aws_iam_group_policy_attachments_exclusive: "group_name",
};

/** Is it destroyed, and neither what it belongs to nor one like it that takes its place there? */
function leavesBehind(
  was: Resource,
  after: readonly Resource[],
  isGone: (one: { readonly address: string }) => boolean,
): boolean {
  const owner = STAYS[was.type];
  if (owner === undefined || !isGone(was) || was.attributes.references(owner).some(isGone)) return false;
  const ownerOf = ({ attributes }: Resource) =>
    attributes.references(owner)[0]?.address ?? valueOr(attributes.text(owner), undefined);
  return !after.some((one) => one.type === was.type && ownerOf(one) === ownerOf(was));
}

/**
 * What a configuration set and sets no more, of what Terraform then leaves as it is. What a plan says of values
 * accounts for it.
 */
export function noLongerSet({ before, after, moved }: Comparison): LeftAsDeployed["leftOut"] {
  if (!isConfiguration(after.origin)) return [];
  return after.resources.flatMap((resource) => {
    const names = resource.mode === "managed" ? keptArguments(resource.type) : [];
    const was = names.length === 0 ? undefined : before.resource(moved.get(resource.address) ?? resource.address);
    if (!was) return [];
    const isKept = (path: readonly Step[]): boolean =>
      isAbsent(resource.attributes.value(...path)) &&
      !isAbsent(was.attributes.value(...path)) &&
      isIgnored(was, resource, path) &&
      // What a block that isn't known holds may not have been set.
      path.every((step, i) => step !== 0 || was.attributes.blocks(...path.slice(0, i)).missing.length === 0);
    return (
      names
        .flatMap((name) => placesOf(was.attributes, name.split(".")))
        .filter(isKept)
        // A resource beside it (`aws_sqs_queue_policy`) writes over it.
        .filter(([name]) => name !== "policy" || !after.resources.some((one) => policyOwner(after, one) === resource))
        .map((path) => ({ resource, path }))
    );
  });
}

/** `default_action.*.authenticate_oidc.scope` in each of the blocks that are there; of what has no `*` there is one. */
function placesOf(attributes: Attributes, names: readonly string[], path: readonly Step[] = []): (readonly Step[])[] {
  const [name, ...rest] = names;
  if (name === undefined) return [path];
  if (name === "*") return attributes.blocks(...path).items.flatMap((_, i) => placesOf(attributes, rest, [...path, i]));
  return placesOf(attributes, rest, [...path, name, ...(rest.length > 0 && rest[0] !== "*" ? [0] : [])]);
}

/** Says a finding nothing but that an argument is no longer set, which is said beside it? */
export const isOfLeftOut = (
  { left }: Comparison,
  { kind, address, summary }: { readonly kind: string; readonly address: string; readonly summary: string },
): boolean =>
  kind === "unknown" &&
  summary.includes(leftOutOf(address)) &&
  left.leftOut.some(({ resource }) => resource.address === address);

/** A state holds what the provider adds: there only what the configuration says counts. */
function changedPaths(before: Resource, after: Resource, isWritten: boolean): readonly (readonly Step[])[] {
  const names = () =>
    [isWritten ? before : after, after].flatMap((one) => Object.keys(one.attributes.plain().values as object));
  const paths =
    after.ignoreChanges === "all" ? [...new Set(names())].map((name) => [name]) : (after.ignoreChanges ?? []);
  return paths.filter((path) => path.length > 0 && isIgnored(before, after, path) && isChanged(before, after, path));
}

/** A path into a block that only one side has is not ignored: the block comes or goes as a whole. */
function isIgnored(before: Resource, after: Resource, path: readonly Step[]): boolean {
  const block = path.slice(0, path.findLastIndex((step) => typeof step === "number") + 1);
  return block.length === 0 || [before, after].every(({ attributes }) => !isAbsent(attributes.value(...block)));
}

function isChanged(before: Resource, after: Resource, path: readonly Step[]): boolean {
  const [was, is] = [before.attributes.value(...path), after.attributes.value(...path)];
  if (was.known && is.known) return !jsonEqual(was.value ?? null, is.value ?? null);
  return compareValue(was, is, { before: entityOf(before), after: entityOf(after), path }).is !== "same";
}

const isAbsent = (value: ReturnType<Attributes["value"]>): boolean => value.known && (value.value ?? null) === null;

const copy = (resource: Resource): Resource => having(resource, { attributes: resource.attributes.without([], "") });

/** The same with something else in it; a resource may read the rest of itself when it is asked. */
const having = (resource: Resource, other: Partial<Resource>): Resource =>
  Object.create(Object.getPrototypeOf(resource) as object, {
    ...Object.getOwnPropertyDescriptors(resource),
    ...Object.getOwnPropertyDescriptors(other),
  }) as Resource;

/** What Terraform leaves or takes over as it is deployed, whatever the configuration says. */
export const LEFT_CODES = {
  "change-ignored": unknownChange("A changed argument is in the resource's ignore_changes"),
  "argument-left-out": unknownChange("An argument is no longer set, and Terraform leaves what is deployed"),
  "resource-forgotten": unknownChange("A resource leaves Terraform and stays deployed"),
  "resource-imported": unknownChange("A resource that exists already is imported"),
};

/**
 * What is said of it, and the places of which nothing else may be said. Of an argument that is left out nothing is
 * said where all detectors that looked at it could tell without it.
 * @param isIrrelevant does an attribute of a type decide nothing about access?
 */
export function leftReports(
  comparison: Comparison,
  isIrrelevant: (type: string, attribute: string) => boolean,
  findings: readonly ChangeFinding[] = [],
): { readonly reports: readonly ChangeReport[]; readonly places: readonly { address: string; attribute: string }[] } {
  const { ignored, leftOut, forgotten, imported } = comparison.left;
  const isUnreadTag = (attribute: string): boolean =>
    /^tags(?:_all)?(?:\.|$)/.test(attribute) && !readsTags(comparison);
  const placed = ({ resource, path }: (typeof ignored)[number]) => ({
    at: resource,
    address: resource.address,
    attribute: dotted(path),
  });
  const dropped = leftOut.map(placed);
  const isOpen = ({ address, attribute }: (typeof dropped)[number]): boolean => {
    const told = findings.filter(({ attributes = [] }) =>
      attributes.some((one) => one.address === address && touches(one.attribute ?? "*", attribute)),
    );
    return told.length === 0 || told.some((finding) => isOfLeftOut(comparison, finding));
  };
  const omissions = dropped.filter(isOpen).map(({ at, address, attribute }): ChangeReport => ({
    at,
    attributes: [{ address, attribute }],
    code: "argument-left-out",
    kind: "unknown",
    summary: `${address} no longer sets ${attribute}: Terraform leaves what is deployed, and that isn't known.`,
  }));
  const places = ignored.map(placed);
  const reports = places
    .filter(({ at, attribute }) => !isIrrelevant(at.type, attribute) && !isUnreadTag(attribute))
    .map(({ at, address, attribute }): ChangeReport => ({
      at,
      attributes: [{ address, attribute }],
      code: "change-ignored",
      kind: "unknown",
      summary: `${attribute} of ${address} changed and is in its ignore_changes: Terraform doesn't update it, and what is deployed isn't known.`,
    }));
  const decides = ({ type }: Resource): boolean => relevance(type).relevance !== "irrelevant";
  const managedAgain = (type: string): string => {
    const again = imported.find((one) => one.type === type);
    return again ? `; whether that is what is imported as ${again.address} isn't known` : ", and is no longer managed";
  };
  const taken = imported.filter(decides).map((at): ChangeReport => ({
    at,
    attributes: [{ address: at.address, attribute: "*" }],
    code: "resource-imported",
    kind: "unknown",
    summary: `Terraform imports ${at.address}: what is deployed isn't known, so what the import changes was not compared.`,
  }));
  const kept = forgotten.filter(decides).map((at): ChangeReport => ({
    at,
    attributes: [{ address: at.address, attribute: "*" }],
    code: "resource-forgotten",
    kind: "unknown",
    summary: `${STAYS[at.type] === undefined ? `Terraform forgets ${at.address} without destroying it: what is deployed stays` : `Terraform destroys ${at.address} and detaches nothing: what is deployed stays`}${managedAgain(at.type)}.`,
  }));
  return { reports: [...reports, ...omissions, ...taken, ...kept], places: [...places, ...dropped] };
}

/** What is said of a value that isn't known since another resource leaves what it refers to. */
export function leftText(path: string, { address, attributes }: Resource, steps: readonly Step[]): string | undefined {
  const value = attributes.value(...steps);
  return value.known || !isLeft(value.why)
    ? undefined
    : `${path} of ${address} was not compared: ${value.why}, and it refers to that.`;
}
