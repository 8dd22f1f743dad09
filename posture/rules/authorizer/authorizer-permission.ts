import type { Rule } from "../rule";
import { SOURCES } from "../../aws/sources";
import { ofHttp } from "../support/apis";
import { authorizerPath, callsAlias, isManaged, mayInvoke } from "../../model/permissions";

/** A Lambda authorizer has to be let in by the function it calls, or by a role of its own. */
export const authorizerPermission: Rule = {
  code: "authorizer-permission",
  severity: "error",
  title: "A Lambda authorizer that may not invoke its function",
  source: SOURCES.lambdaAuthorizer,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      if (!authorizer.lambda) continue;
      const role = authorizer.resource.attributes.text("authorizer_credentials_arn");
      if (!role.known || (role.value !== undefined && role.value !== "")) continue;
      const fn = authorizer.lambda.function;
      const allowed = mayInvoke(model, fn, {
        principal: "apigateway.amazonaws.com",
        source: authorizer.api,
        qualified: callsAlias(authorizer.resource, "authorizer_uri"),
        path: authorizerPath(authorizer),
      });
      if (allowed === true) continue;
      const name = fn.kind === "resource" ? fn.target.address : "its function";
      if (allowed === "unknown" || !isManaged(fn))
        report.unknown(authorizer, `whether ${name} lets the authorizer in: its permissions aren't shown in full`);
      else
        report({
          at: authorizer,
          message: `No aws_lambda_permission lets this authorizer invoke ${name}: every call gets 500.`,
          remedy:
            'Add one with principal = "apigateway.amazonaws.com" and source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.NAME.id}".',
        });
    }
  },
};
