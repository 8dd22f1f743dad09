import { boundaryOf, comparePolicies, policiesOf, roleAt } from "../../iam/index";
import type { Identity, Layers } from "../../iam/index";
import { nameOf } from "../../redact/name";
import type { LambdaFunction, Model } from "../../model/index";
import type { Detector } from "../change";
import type { Comparison } from "../comparison";
import { isBoth } from "../pairs";
import type { Both } from "../pairs";
import { namingFor, partnerOf } from "../policies/names";
import { permissionList } from "../policies/sentences";
import { shown } from "../../redact/redact";

/** A function that acts as another role: what its code may do. What one role may do is told of the role. */
export const functionRoles: Detector = {
  source:
    "Lambda: Defining Lambda function permissions with an execution role https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  codes: {
    "function-role-changed": {
      title: "A function has another execution role",
      kinds: ["broadened", "narrowed", "neutral", "unknown"],
    },
  },
  compares: { aws_lambda_function: "role" },
  detect(comparison, report) {
    for (const pair of comparison.functions) {
      if (!isBoth(pair) || pair.after.resource.mode === "data") continue;
      const { before, after } = pair;
      const [was, is] = [
        roleAt(comparison.before, before.resource, ["role"]),
        roleAt(comparison.after, after.resource, ["role"]),
      ];
      if (isSame(comparison, pair, was, is)) continue;
      const [had, has] = [text(before, was), text(after, is)];
      const say = (kind: "broadened" | "narrowed" | "neutral" | "unknown", tail: string) =>
        report({
          at: after,
          code: "function-role-changed",
          kind,
          summary: `The function ${nameOf(after)} acts as ${has} (was: ${had})${tail}.`,
          before: had,
          after: has,
        });
      if (!was || !is) {
        say("unknown", "; what these may do isn't all part of this input");
        continue;
      }
      const { gained, lost, unknown } = comparePolicies(
        layersOf(comparison.before, was),
        layersOf(comparison.after, is),
        namingFor(comparison),
      );
      if (gained.length > 0) say("broadened", `, which is allowed ${permissionList(gained, "gained")}`);
      else if (unknown) say("unknown", `; whether that is allowed more can't be said: ${unknown.why}`);
      else if (lost.length > 0) say("narrowed", `; it is no longer allowed ${permissionList(lost, "lost")}`);
      else say("neutral", ", which is allowed the same");
    }
  },
};

function layersOf(model: Model, role: Identity): Layers {
  const boundary = boundaryOf(model, role);
  return [policiesOf(model, role), ...(boundary ? [boundary] : [])];
}

/** The same role, or the same expression for one that isn't known. */
function isSame(
  comparison: Comparison,
  { before, after }: Both<LambdaFunction>,
  was: Identity | undefined,
  is: Identity | undefined,
): boolean {
  if (was?.resource && is?.resource) {
    if (partnerOf(comparison, was.resource, "before") === is.resource) return true;
    return was.name !== undefined && was.name === is.name;
  }
  const [had, has] = [before.role, after.role];
  if (had.known && has.known) return had.value === has.value;
  // What can't be compared is accounted for with everything else.
  return had.known === has.known;
}

function text(fn: LambdaFunction, role: Identity | undefined): string {
  if (role) return `role ${role.name ?? role.called}`;
  return fn.role.known && fn.role.value !== undefined ? shown(fn, ["role"], fn.role.value) : "a role not known yet";
}
