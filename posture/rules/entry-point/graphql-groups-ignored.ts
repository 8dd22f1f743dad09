import { SOURCES } from "../../aws/sources";
import { markedFields, valueOr } from "../../model/index";
import type { Rule } from "../rule";

/** The groups look enforced in the schema, and every user of the pool may ask for the field. */
export const graphqlGroupsIgnored: Rule = {
  code: "graphql-groups-ignored",
  severity: "error",
  title: "Groups of @aws_auth beside additional authentication providers",
  source: SOURCES.graphql,
  check(model, report) {
    for (const api of model.ofType("aws_appsync_graphql_api")) {
      const text = api.attributes.text("schema");
      const more = api.attributes.blocks("additional_authentication_provider");
      if (!text.known && more.items.length > 0) report.unknown(api, `the schema (${text.why})`);
      const schema = valueOr(text, undefined) ?? "";
      if (!schema.includes("@aws_auth")) continue;
      if (more.items.length === 0) {
        if (more.missing.length > 0)
          report.unknown(api, "whether it has additional authentication providers, beside which @aws_auth is ignored");
        continue;
      }
      const fields = [...markedFields(schema, true)].flatMap(([field, marks]) =>
        marks.some(({ directive, groups }) => directive === "aws_auth" && groups.length > 0) ? [field] : [],
      );
      if (fields.length === 0) continue;
      report({
        at: api,
        message: `AppSync ignores @aws_auth beside additional authentication providers, so its groups don't limit who may ask for ${fields.join(", ")}.`,
        remedy: "Write @aws_cognito_user_pools(cognito_groups: […]) in the place of @aws_auth.",
      });
    }
  },
};
