import { nameOf } from "../../redact/name";
import type { Detector } from "../change";
import { isMatched } from "../pairs";
import { roleChange } from "../policies/acting-role";

/** A function that acts as another role: what its code may do. */
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
      if (!isMatched(pair) || pair.after.resource.mode === "data") continue;
      const found = roleChange(comparison, pair, ["role"]);
      if (!found) continue;
      const { kind, had, has, tail } = found;
      report({
        at: pair.after,
        code: "function-role-changed",
        kind,
        summary: `The function ${nameOf(pair.after)} acts as ${has ?? "no role"} (was: ${had ?? "none"})${tail}.`,
        ...(had !== undefined && { before: had }),
        ...(has !== undefined && { after: has }),
      });
    }
  },
};
