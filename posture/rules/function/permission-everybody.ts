import { admissionOf } from "../../access/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** The Lambda API asks for a signature, of any AWS account: everybody may open one. */
export const permissionEverybody: Rule = {
  code: "permission-everybody",
  severity: "error",
  title: "A Lambda permission for every AWS account",
  source: SOURCES.permissions,
  check(model, report) {
    for (const entryPoint of model.entryPoints) {
      if (entryPoint.authorization.kind !== "permission") continue;
      const { open, who } = admissionOf(model, entryPoint);
      if (open === "unknown") report.unknown(entryPoint, `whom it lets invoke the function (${who})`);
      if (open !== true) continue;
      report({
        at: entryPoint,
        message: 'principal = "*" without an organization or source lets every AWS account invoke the function.',
        remedy: "Name one account or service as principal, or set principal_org_id.",
      });
    }
  },
};
