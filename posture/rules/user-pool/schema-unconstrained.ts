import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { itemsOf, when } from "../support/known";

/** AWS fills in constraints that are left out, and Terraform then wants to replace the pool, users included. */
export const schemaUnconstrained: Rule = {
  code: "schema-unconstrained",
  severity: "warning",
  title: "A String or Number attribute without its constraints",
  source: `lgallard/terraform-aws-cognito-user-pool #194 https://github.com/lgallard/terraform-aws-cognito-user-pool/issues/194; ${SOURCES.providerPool}#schema-1`,
  check(model, report) {
    for (const pool of model.pools) {
      if (!pool.managed) continue;
      for (const { name, type, constrained } of itemsOf(report, pool, pool.schema, "the schema")) {
        const label = name.known ? (name.value ?? "") : "an attribute";
        when(report, pool, constrained, `the constraints of ${label}`, (present) => {
          if (present) return;
          const block = type.known && type.value === "Number" ? "number" : "string";
          const example =
            block === "number" ? 'min_value = "0", max_value = "1000"' : 'min_length = "0", max_length = "2048"';
          report({
            at: pool,
            message: `The attribute ${label} has no constraints: AWS fills them in, and the next plan differs or replaces the pool.`,
            remedy: `Add ${block}_attribute_constraints { ${example} }.`,
          });
        });
      }
    }
  },
};
