import { valueOr, type Entity, type Resource } from "../../model/index";
import { breaking, broadened, unknown, narrowed, type Detector } from "../change";
import type { MatchedPair } from "../pairs";
import { managedPairs } from "../resource-pairs";
import { compareValue } from "../compare-values";

/** A function's own address leads past the API and its authorizers. */
export const functionUrls: Detector = {
  source: "Lambda: Control access to Lambda function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  codes: {
    "function-url-added": broadened("A function has a function URL, which bypasses the API"),
    "function-url-opened": broadened("A function URL no longer requires anything"),
    "function-url-closed": narrowed("A function URL requires a signed request"),
    "function-url-removed": breaking("A function URL is removed"),
    "function-url-unknown": unknown("What a function URL requires isn't known"),
  },
  compares: {
    aws_lambda_function_url: "authorization_type function_name",
  },
  detect(comparison, report) {
    for (const pair of managedPairs(comparison, "aws_lambda_function_url", ["function_name"])) {
      const [was, is] = [demand(pair.before?.resource), demand(pair.after?.resource)];
      const at = pair.after ?? pair.before;
      if (!at || (pair.before && pair.after && same(pair))) continue;
      const of = valueOr(at.resource.attributes.text("function_name"), undefined) ?? at.resource.name;
      const open = is === "NONE" ? " without authorization" : " for IAM principals";
      if (!pair.after)
        report({
          at,
          code: "function-url-removed",
          summary: `The function ${of} no longer has a function URL.`,
        });
      else if (!pair.before)
        report({
          at,
          code: "function-url-added",
          summary: `The function ${of} has a function URL, which bypasses the API${open}.`,
          after: is,
        });
      else if (was === "?" || is === "?")
        report({
          at,
          code: "function-url-unknown",
          summary: `Whether the function URL of ${of} requires the same as before isn't known before apply.`,
        });
      else if (is === "NONE")
        report({
          at,
          code: "function-url-opened",
          summary: `The function URL of ${of} no longer requires authorization.`,
          before: was,
          after: is,
        });
      else
        report({
          at,
          code: "function-url-closed",
          summary: `The function URL of ${of} requires a request signed by an IAM principal.`,
          before: was,
          after: is,
        });
    }
  },
};

function same(pair: MatchedPair<Entity>): boolean {
  const [before, after] = [pair.before, pair.after].map((e) => e.resource.attributes.text("authorization_type"));
  return !before || !after || compareValue(before, after, { ...pair, path: ["authorization_type"] }).is === "same";
}

function demand(resource: Resource | undefined): string {
  const type = resource?.attributes.text("authorization_type");
  return type?.known ? (type.value ?? "NONE") : "?";
}
