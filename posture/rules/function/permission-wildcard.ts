import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** A source ARN with a wildcard where the API or pool should stand. */
export const permissionWildcard: Rule = {
  code: "permission-wildcard",
  severity: "warning",
  title: "A Lambda permission whose source ARN names every API or pool",
  source: SOURCES.permissions,
  check(model, report) {
    for (const permission of model.permissions) {
      const written = permission.resource.attributes.written("source_arn");
      if (written === undefined && !permission.sourceArn.known && permission.source.kind === "resource") continue;
      const arn = written === undefined ? permission.sourceArn : { known: true as const, value: written };
      when(report, permission, arn, "the source ARN", (text = "") => {
        const wide = text === "*" || /:execute-api:.*:\*(\/|$)/.test(text) || /:userpool\/[^/]*\*/.test(text);
        if (!wide) return;
        report({
          at: permission,
          message: `The source ARN "${text}" names more than one API or pool: each of them may invoke the function.`,
          remedy: 'Write "${aws_apigatewayv2_api.NAME.execution_arn}/*/*", or the pool\'s ARN.',
        });
      });
    }
  },
};
