import type { Model } from ".";
import { resourceIndexOfFolder } from "../terraform/folder";
import type { ShownPlan, ShownState } from "../terraform/format";
import { InputError, checkFormatVersion, objectOf } from "../terraform/input";
import { resourceIndexesOfPlan } from "../terraform/plan";
import { resourceIndexOfState } from "../terraform/shown";
import { resourceIndexOfSynth } from "../terraform/synth";
import { misfitOf } from "../terraform/validate-input";
import { modelOf } from "./model-of";

export { InputError, MAX_BYTES, parse, refuseTooLarge } from "../terraform/input";
export { expressionTexts, isFolder } from "../terraform/folder";
export { UNKNOWN, normalize, disagreements } from "./normalize";
/** Both sides of `terraform show -json PLAN`; `before` is read when it is first asked for. Both throw InputError. */
export function readPlan(json: unknown): { readonly before: Model; readonly after: Model } {
  const plan = objectOf(json);
  checkFormatVersion(plan);
  if (!("planned_values" in plan) || !("resource_changes" in plan || "configuration" in plan))
    throw new InputError(
      "not-terraform",
      "This is not a plan: it has no planned_values. Write one with: terraform show -json tfplan > plan.json",
    );
  return guarded("plan", json, () => {
    const { before, after } = resourceIndexesOfPlan(plan as unknown as ShownPlan);
    let model: Model | undefined;
    return {
      get before() {
        return (model ??= guarded("plan", json, () => modelOf(before())));
      },
      after: modelOf(after),
    };
  });
}

/** `terraform show -json` without a plan: the state. Throws InputError. */
export function readState(json: unknown): Model {
  const state = objectOf(json) as unknown as ShownState;
  const formatVersion = checkFormatVersion(objectOf(json));
  return guarded("state", json, () =>
    modelOf(
      resourceIndexOfState(state, {
        format: "state",
        side: "before",
        formatVersion,
        complete: true,
        ...(state.terraform_version !== undefined && { terraformVersion: state.terraform_version }),
      }),
    ),
  );
}

/** A synthesized stack (`cdk.tf.json`) or other Terraform JSON. Throws InputError. */
export function readSynth(json: unknown): Model {
  const stack = objectOf(json);
  return guarded("synthesized stack", json, () => modelOf(resourceIndexOfSynth(stack)));
}

/**
 * A folder of `.tf` files with the modules it calls: no Terraform, no credentials, no plan. What isn't written in it (a
 * variable without a default, what AWS gives) is unknown. Throws InputError, with file and line.
 */
export const readFolder = async (folder: string): Promise<Model> => modelOf(await resourceIndexOfFolder(folder));

/** Whatever it is. `current` is the after side of a plan, the state, the stack, or the folder. */
export type Reading =
  | { readonly format: "plan"; readonly before: Model; readonly after: Model; readonly current: Model }
  | { readonly format: "state" | "synth" | "folder"; readonly current: Model };

/** Tells plan, state and synthesized stack apart and reads it. Throws InputError. */
export function readAny(json: unknown): Reading {
  const document = objectOf(json);
  if ("format_version" in document) {
    checkFormatVersion(document);
    if ("planned_values" in document || "resource_changes" in document) {
      const sides = readPlan(json);
      return {
        format: "plan",
        get before() {
          return sides.before;
        },
        after: sides.after,
        current: sides.after,
      };
    }
    if (
      "values" in document ||
      Object.keys(document).every((key) => ["format_version", "terraform_version"].includes(key))
    )
      return { format: "state", current: readState(json) };
  } else if ("lineage" in document && "serial" in document) {
    throw new InputError(
      "raw-state",
      "This is a raw state file. Turn it to the documented form: terraform show -json > state.json",
    );
  } else if (["resource", "data", "module", "terraform"].some((key) => typeof document[key] === "object")) {
    return { format: "synth", current: readSynth(json) };
  } else if ("@level" in document) {
    throw new InputError(
      "not-terraform",
      "This is the log of terraform plan -json, not a plan. Use: terraform show -json tfplan > plan.json",
    );
  }
  const keys = Object.keys(document).slice(0, 5);
  throw new InputError(
    "not-terraform",
    `This is JSON, but neither a plan, a state nor a synthesized stack${keys.length > 0 ? ` (it holds ${keys.join(", ")})` : ""}. Write one with: terraform show -json tfplan > plan.json`,
  );
}

/** Throws InputError when there is nothing that a caller could reach, and no part that wasn't read. */
export function assertApi(model: Model): void {
  const { apis, restApis, pools, clients, functions, entryPoints, origin } = model;
  const found = [apis, restApis, pools, clients, functions, origin.missing ?? []];
  if (found.some((list) => list.length > 0) || entryPoints.length > 0) return;
  throw new InputError(
    "no-api",
    "It holds nothing that callers reach: no API, function, load balancer to a function, distribution before one or user pool. Give the plan of the stack that holds them.",
  );
}

/** A document of the right kind whose inside has another shape than Terraform writes. */
function guarded<T>(what: string, json: unknown, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw malformed(what, misfitOf(json) ?? why);
  }
}

/** `part`: a clause that says which part, what it is and what was expected. */
function malformed(what: string, part: string): InputError {
  const anew = what === "synthesized stack" ? "Synthesize it again" : "Write it again with: terraform show -json";
  return new InputError("malformed", `The ${what} has a part of another shape than Terraform writes: ${part}. ${anew}`);
}
