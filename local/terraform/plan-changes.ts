import { PLAN_GAPS, type PlanGap } from "../emulator/emulator-gaps";

/** A change that a plan still shows after everything was applied. */
export interface RemainingChange {
  readonly address: string;
  /** `update`, `create`, `delete, create`, … */
  readonly action: string;
  /** Attribute paths that differ; list indexes left out. */
  readonly attributes: readonly string[];
}

/** A left change that is the emulator's doing. */
export interface ExcusedChange extends RemainingChange {
  readonly reason: string;
  readonly checkedInstead: string;
}

/** A second plan, told apart. */
export interface SecondPlan {
  readonly changes: readonly RemainingChange[];
  readonly emulatorDefects: readonly ExcusedChange[];
}

type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Terraform shows what was left out as null, "" or an empty list: one as good as the other only if both are null. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Paths at which two values differ, and those whose new value isn't known yet (`unknown` marks them with true). */
export function differences(
  before: unknown,
  after: unknown,
  unknown: unknown = undefined,
  path = "",
): readonly string[] {
  if (unknown === true) return [path];
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  if (isObject(before) && isObject(after)) {
    const marks = isObject(unknown) ? unknown : {};
    const keys = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(marks)]);
    return [...new Set([...keys].flatMap((key) => differences(before[key], after[key], marks[key], at(key))))];
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const marks: readonly unknown[] = Array.isArray(unknown) ? unknown : [];
    return [...new Set(before.flatMap((item: unknown, i) => differences(item, after[i], marks[i], path)))];
  }
  return same(before, after) ? [] : [path];
}

/**
 * Sorts what a second plan would still change. A change is the emulator's when it is an update in place of a listed
 * type, every attribute that differs is listed for it, and the defect's own condition holds.
 * @param plan `terraform show -json` of the plan
 */
export function classifySecondPlan(plan: unknown, defects: readonly PlanGap[] = PLAN_GAPS): SecondPlan {
  const changes: RemainingChange[] = [];
  const emulatorDefects: ExcusedChange[] = [];
  if (!isObject(plan)) throw new TypeError("A plan must be the JSON object that `terraform show -json` prints.");
  for (const entry of objects(plan["resource_changes"])) {
    const change = isObject(entry["change"]) ? entry["change"] : {};
    const actions = Array.isArray(change["actions"]) ? change["actions"].map(String) : [];
    if (actions.every((action) => action === "no-op" || action === "read")) continue;
    const left: RemainingChange = {
      address: String(entry["address"]),
      action: actions.join(", "),
      attributes: differences(change["before"], change["after"], change["after_unknown"]),
    };
    const excuse = defects.find(
      (defect) =>
        defect.type === entry["type"] &&
        left.action === "update" &&
        left.attributes.length > 0 &&
        left.attributes.every((attribute) => defect.attributes.includes(attribute)) &&
        isObject(change["before"]) &&
        isObject(change["after"]) &&
        defect.only(change["before"], change["after"]),
    );
    if (excuse === undefined) changes.push(left);
    else emulatorDefects.push({ ...left, reason: excuse.reason, checkedInstead: excuse.checkedInstead });
  }
  const outputs = isObject(plan["output_changes"]) ? plan["output_changes"] : {};
  for (const [name, change] of Object.entries(outputs)) {
    const actions = isObject(change) && Array.isArray(change["actions"]) ? change["actions"].map(String) : [];
    if (actions.every((action) => action === "no-op")) continue;
    changes.push({ address: `output.${name}`, action: actions.join(", "), attributes: [] });
  }
  return { changes, emulatorDefects };
}
