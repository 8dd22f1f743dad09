import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, eachOpen } from "../support/entry-points";

/** Lambda doesn't authenticate or authorize requests to an ApplicationManaged endpoint: the function's code has to. */
export const webFunctionOpen: Rule = {
  code: "web-function-open",
  severity: "warning",
  title: "A web function endpoint that leaves authorization to the function",
  source: SOURCES.webFunctions,
  check(model, report) {
    eachOpen(model, report, ["web-function"], (entryPoint) => {
      if (entryPoint.authorization.kind !== "none") return;
      report({
        at: entryPoint,
        message: `Lambda lets every request through to the function (ApplicationManaged)${bypassText(model, entryPoint)}: only its own code can refuse one.`,
        remedy:
          "Set the auth type to IamAuth, or acknowledge with a reason that the function itself authenticates callers.",
      });
    });
  },
};
