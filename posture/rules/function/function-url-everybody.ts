import type { Admission } from "../../access/index";
import type { EntryPoint } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, secondPermissionText, eachOpen } from "../support/entry-points";

/** AWS_IAM with a permission for everybody, or with guests of an identity pool whose role may call it. */
export const functionUrlEverybody: Rule = {
  code: "function-url-everybody",
  severity: "error",
  title: "A function URL that requires a signature but accepts everybody's",
  source: SOURCES.functionUrl,
  check(model, report) {
    const found = (entryPoint: EntryPoint, { who }: Admission): void =>
      report({
        at: entryPoint,
        message: `The URL requires a signature (AWS_IAM) but accepts everybody's: ${who}${bypassText(model, entryPoint)}${secondPermissionText(model, entryPoint)}.`,
        remedy: "Name one account, role or organization in the permission, and no guests.",
      });
    eachOpen(model, report, ["function-url", "web-function"], found, true);
  },
};
