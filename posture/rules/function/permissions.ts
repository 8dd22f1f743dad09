import { targetOf, type Permission } from "../../model/index";
import { invokes } from "../../model/permissions";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { admissionOf } from "../../access/index";
import { SOURCES } from "../../aws/sources";
import { when } from "../support/known";
import { append } from "../../group-by";

/** One permission with `/*\/*` covers all routes. One a route fills the function's policy (20 KB) and the plan. */
export const permissionDuplicate: Rule = {
  code: "permission-duplicate",
  severity: "note",
  title: "Several Lambda permissions for one function and one API",
  source:
    "AWS Lambda: Quotas https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (resource-based policy: 20 KB)",
  check(model, report) {
    const groups = new Map<string, Permission[]>();
    for (const permission of model.permissions) {
      const [fn, source] = [targetOf(permission.function), targetOf(permission.source)];
      if (!fn || !source || permission.sourcePattern?.startsWith("/authorizers/") === true) continue;
      const qualifier = permission.qualifier.known ? (permission.qualifier.value ?? "") : permission.address;
      const key = [fn.address, source.address, qualifier].join(" ");
      append(groups, key, permission);
    }
    for (const permissions of groups.values()) {
      const [first] = permissions;
      // In a plan, an authorizer's permission can't be told from a route's.
      if (!first || permissions.length <= (permissions.some((p) => p.sourcePattern === undefined) ? 2 : 1)) continue;
      report({
        at: first,
        message: `${permissions.length} permissions let ${first.source.kind === "resource" ? first.source.target.address : "one API"} invoke the same function.`,
        remedy: 'Keep one, with source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*".',
      });
    }
  },
};

/** The Lambda API asks for a signature, of any AWS account: everybody may open one. */
export const permissionEverybody: Rule = {
  code: "permission-everybody",
  severity: "error",
  title: "A Lambda permission for every AWS account",
  source: SOURCES.permissions,
  check: each("entryPoints", (entryPoint, report, model) => {
    if (entryPoint.authorization.kind !== "permission") return;
    const { open, who } = admissionOf(model, entryPoint);
    if (open === "unknown") report.unknown(entryPoint, `who may invoke the function (${who})`);
    if (open !== true) return;
    report({
      message: 'principal = "*" without an organization or source lets every AWS account invoke the function.',
      remedy: "Name one account or service as principal, or set principal_org_id.",
    });
  }),
};

/** A source ARN with a wildcard where the API or pool should stand. */
export const permissionWildcard: Rule = {
  code: "permission-wildcard",
  severity: "warning",
  title: "A Lambda permission whose source ARN names every API or pool",
  source: SOURCES.permissions,
  check: each("permissions", (permission, report) => {
    const { attributes } = permission.resource;
    const written = attributes.written("source_arn");
    // It holds the id of a resource of this input, so it isn't that of every API or pool.
    const names = attributes.references("source_arn").some(({ address, attribute: [name] }) => {
      return !/(^|\.)data\./.test(address) && /^(?:id|arn|execution_arn)$/.test(String(name));
    });
    if (written === undefined && !permission.sourceArn.known && names) return;
    const arn = written === undefined ? permission.sourceArn : { known: true as const, value: written };
    when(report, permission, arn, "the source ARN", (text = "") => {
      const wide = text === "*" || /:execute-api:.*:\*(\/|$)/.test(text) || /:userpool\/[^/]*\*/.test(text);
      if (!wide) {
        // What stands for an API or pool may come to a wildcard.
        if (!permission.sourceArn.known && !names)
          report.unknown(permission, `the source ARN (${permission.sourceArn.why})`);
        return;
      }
      report({
        message: `The source ARN "${text}" names more than one API or pool: each of them may invoke the function.`,
        remedy: 'Write "${aws_apigatewayv2_api.NAME.execution_arn}/*/*", or the pool\'s ARN.',
      });
    });
  }),
};

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
  check: each("permissions", (permission, report) => {
    when(report, permission, permission.principal, "the principal", (principal = "") => {
      if (principal !== "*" && !SERVICES.includes(principal)) return;
      if (permission.source.kind !== "none" || bounded(permission)) return;
      // Calls of a function URL have no source: who gets in by it is told of the URL.
      const may = invokes(permission);
      if (may === "unknown") report.unknown(permission, "whether it allows lambda:InvokeFunction (action)");
      if (may !== true) return;
      report({
        message:
          principal === "*"
            ? "The permission lets everybody invoke the function, and names no source."
            : `The permission lets ${principal} invoke the function on behalf of any API or pool, in any account.`,
        remedy: principal.startsWith("cognito")
          ? "Set source_arn to the pool's ARN."
          : 'Set principal = "apigateway.amazonaws.com" and source_arn = "${aws_apigatewayv2_api.NAME.execution_arn}/*/*".',
      });
    });
  }),
};

/** The account alone is a bound too, if a wide one; an organization likewise. */
function bounded({ resource: { attributes } }: Permission): boolean {
  return ["source_account", "principal_org_id"].some((name) => {
    const value = attributes.text(name);
    return !value.known || (value.value !== undefined && value.value !== "");
  });
}
