import { accountFor, relevance } from "../../coverage/index";
import type { Model, Step } from "../../model/index";
import { unknown, type Detector, type Reporter } from "../change";
import { isManagedBeside } from "../managed-beside";
import { dotted, jsonEqual } from "../paths";

/** What keeps a comparison from being whole. */
export const completeness: Detector = {
  source:
    "Terraform: JSON Output Format, complete and errored https://developer.hashicorp.com/terraform/internals/json-format",
  codes: {
    "plan-incomplete": unknown("A plan was limited, stopped at an error, or leaves changes to a later one"),
    "changed-outside": unknown("A plan keeps what was changed outside of Terraform"),
    "instances-unknown": unknown("How many instances a resource has isn't known"),
  },
  detect({ before, after }, report) {
    for (const model of [before, after])
      if (!model.origin.complete)
        report({
          at: { address: "(plan)" },
          code: "plan-incomplete",
          summary: `The plan${model === before ? " of the base" : ""} isn't complete: it was limited (-target), stopped at an error or leaves changes to a later one. What it leaves out is taken to stay as it is, so there may be more than is listed here.`,
        });
    // Two plans held against each other: what happened before both is neither's change.
    if (before.origin.format === "plan" && before.origin.side === "before") outside(before, after, report);
    for (const resource of after.resources)
      if (resource.repeated && TYPES.test(resource.type) && !sameInstances(before, resource.address))
        report({
          at: resource,
          code: "instances-unknown",
          summary: `How many instances ${resource.address} has isn't known before a plan; it stands for all of them here.`,
        });
  },
};

/** A plan starts from what it finds: what was changed by hand, and stays so, is no change of the plan. */
function outside(found: Model, planned: Model, report: Reporter): void {
  for (const { address, type, before, after } of planned.origin.drift?.() ?? []) {
    const resource = planned.resource(address);
    const was = found.resource(address);
    const { read, notAnalysed } = accountFor({ type, before, after });
    const kept = [...read, ...notAnalysed].filter(({ steps }) => {
      if (was && isManagedBeside(found, was, String(steps[0]), before, after)) return false;
      const value = resource?.attributes.value(...steps);
      return value?.known === true && jsonEqual(value.value ?? null, valueAt(after, steps) ?? null);
    });
    const names = [...new Set(kept.map(({ steps }) => dotted(steps)))].sort();
    const isGone = after === undefined && resource === undefined && relevance(type).relevance !== "irrelevant";
    if (names.length === 0 && !isGone) continue;
    report({
      at: { address },
      attributes: names.map((attribute) => ({ address, attribute })),
      code: "changed-outside",
      summary: `${address} ${isGone ? "no longer exists, though the last saved state holds it" : `differs from the last saved state (${names.join(", ")})`}, and this plan leaves it so: what that opened or closed was not compared.`,
    });
  }
}

function valueAt(values: unknown, steps: readonly Step[]): unknown {
  return steps.reduce<unknown>(
    (at, step) => (at as Readonly<Record<Step, unknown>> | null | undefined)?.[step],
    values,
  );
}

const TYPES = /^aws_(apigatewayv2|cognito)_/;

/** The base repeats it as well: then it is held against itself like any other. */
const sameInstances = (before: Model, address: string): boolean => before.resource(address)?.repeated === true;
