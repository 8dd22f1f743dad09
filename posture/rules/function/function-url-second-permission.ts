import { providerWritesBoth } from "../../access/index";
import { leadsTo, valueOr } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/**
 * Since October 2025 a call by URL needs lambda:InvokeFunction too, for requests by URL only. To allow that action without
 * the condition would let everybody invoke the function directly, so that is never the advice.
 */
export const functionUrlSecondPermission: Rule = {
  code: "function-url-second-permission",
  severity: "note",
  title: "A function URL without its second permission",
  source: SOURCES.functionUrl,
  check(model, report) {
    const written = providerWritesBoth(model);
    for (const entryPoint of model.entryPoints) {
      if (
        entryPoint.kind !== "function-url" ||
        entryPoint.target.kind !== "function" ||
        entryPoint.target.function.kind !== "resource"
      )
        continue;
      // A URL with NONE gets both from the AWS provider, from 6.28 on.
      if (entryPoint.authorization.kind === "none" && written !== false) continue;
      const fn = entryPoint.target.function.target;
      const own = model.permissions.filter((permission) => leadsTo(permission.function, fn) === true);
      const second = own.some(({ resource, action, principal, source }) => {
        const via = resource.attributes.flag("invoked_via_function_url");
        if (action.known && action.value === "lambda:InvokeFunctionUrl") return false;
        const who = valueOr(principal, undefined) ?? "";
        // Without the condition it covers calls by URL too; of services only CloudFront makes these.
        if (via.known && via.value === undefined)
          return who === "cloudfront.amazonaws.com" || (source.kind === "none" && !/\.amazonaws\.com/.test(who));
        return !via.known || via.value === true;
      });
      // Roles that call it bring both rights in policies of their own.
      if (second || own.length === 0) continue;
      report({
        at: entryPoint,
        // The provider in use can write the condition: then it is a mistake, and not what is unknown.
        ...(written === true && { severity: "warning" as const }),
        message:
          "No permission here allows lambda:InvokeFunction to calls by URL (lambda:InvokedViaFunctionUrl), which AWS asks for beside lambda:InvokeFunctionUrl: callers that rely on these permissions get 403.",
        remedy:
          "Add an aws_lambda_permission for lambda:InvokeFunction with invoked_via_function_url = true, in a provider version that has the argument; don't allow the action without it.",
      });
    }
  },
};
