import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { isManaged, mayInvoke } from "../../model/permissions";

/** Cognito must be let in by the function it calls; otherwise the sign-in fails. */
export const triggerPermission: Rule = {
  code: "trigger-permission",
  severity: "error",
  title: "A trigger function that the user pool may not invoke",
  source: SOURCES.triggers,
  check(model, report) {
    for (const pool of model.pools) {
      for (const { name, function: fn } of pool.triggers.items) {
        const source = { kind: "resource", target: pool } as const;
        const allowed = mayInvoke(model, fn, { principal: "cognito-idp.amazonaws.com", source });
        if (allowed === true) continue;
        const called = fn.kind === "resource" ? fn.target.address : "its function";
        if (allowed === "unknown" || !isManaged(fn))
          report.unknown(
            pool,
            `whether ${called} lets the pool in as ${name}: its permissions aren't all in this configuration`,
          );
        else
          report({
            at: pool,
            message: `No aws_lambda_permission lets the pool invoke ${called} as ${name}: sign-ins that need it fail.`,
            remedy: `Add one with principal = "cognito-idp.amazonaws.com" and source_arn = \${${pool.address}.arn}.`,
          });
      }
    }
  },
};
