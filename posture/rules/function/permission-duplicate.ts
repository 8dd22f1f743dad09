import { targetOf } from "../../model/index";
import type { Permission } from "../../model/index";
import type { Rule } from "../rule";

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
      groups.set(key, [...(groups.get(key) ?? []), permission]);
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
