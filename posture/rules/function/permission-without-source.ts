import type { Permission } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

const SERVICES: readonly string[] = ["apigateway.amazonaws.com", "cognito-idp.amazonaws.com"];

/**
 * A permission for a service, or for everybody, that doesn't say on whose behalf: an API or pool of any account may then
 * invoke the function (the confused deputy).
 */
export const permissionWithoutSource: Rule = {
  code: "permission-without-source",
  severity: "error",
  title: "A Lambda permission that lets any API, pool or account in",
  source: SOURCES.permissions,
  check(model, report) {
    for (const permission of model.permissions) {
      when(report, permission, permission.principal, "the principal", (principal = "") => {
        if (principal !== "*" && !SERVICES.includes(principal)) return;
        if (permission.source.kind !== "none" || bounded(permission) || isForUrl(permission)) return;
        report({
          at: permission,
          message:
            principal === "*"
              ? "The permission lets everybody invoke the function, and names no source."
              : `The permission lets ${principal} invoke the function on behalf of any API or pool, in any account.`,
          remedy: principal.startsWith("cognito")
            ? "Set source_arn to the pool's ARN."
            : 'Set principal = "apigateway.amazonaws.com" and source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*".',
        });
      });
    }
  },
};

/** Calls of a function URL have no source: who gets in by it is told of the URL. */
function isForUrl({ action }: Permission): boolean {
  return action.known && action.value === "lambda:InvokeFunctionUrl";
}

/** The account alone is a bound too, if a wide one; an organization likewise. */
function bounded({ resource: { attributes } }: Permission): boolean {
  return ["source_account", "principal_org_id"].some((name) => {
    const value = attributes.text(name);
    return !value.known || (value.value !== undefined && value.value !== "");
  });
}
