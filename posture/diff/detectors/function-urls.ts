import type { Entity, Model, Resource } from "../../model/index";
import type { Detector } from "../change";
import { type MatchedPair, pairs } from "../pairs";
import { compareValue } from "../compare-values";

/** A function's own address leads past the API and its authorizers. */
export const functionUrls: Detector = {
  source: "Lambda: Control access to Lambda function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  codes: {
    "function-url-added": {
      title: "A function has a function URL, which bypasses the API",
      kinds: ["broadened"],
    },
    "function-url-opened": { title: "A function URL no longer requires anything", kinds: ["broadened"] },
    "function-url-closed": { title: "A function URL requires a signed request", kinds: ["narrowed"] },
    "function-url-removed": { title: "A function URL is removed", kinds: ["breaking"] },
    "function-url-unknown": { title: "What a function URL requires isn't known", kinds: ["unknown"] },
  },
  compares: {
    aws_lambda_function_url: "authorization_type function_name",
  },
  detect({ before, after, moved }, report) {
    const list = (model: Model) =>
      model
        .ofType("aws_lambda_function_url")
        .filter((r) => r.mode === "managed")
        .map((resource) => ({ address: resource.address, resource }));
    const name = ({ resource }: { resource: Resource }) => {
      const text = resource.attributes.text("function_name");
      return text.known ? text.value : undefined;
    };
    for (const pair of pairs(list(before), list(after), { moved, key: name })) {
      const [was, is] = [demand(pair.before?.resource), demand(pair.after?.resource)];
      const at = pair.after ?? pair.before;
      if (!at || (pair.before && pair.after && same(pair))) continue;
      const of = name(at) ?? at.resource.name;
      const open = is === "NONE" ? " without authorization" : " for IAM principals";
      if (!pair.after)
        report({
          at,
          code: "function-url-removed",
          kind: "breaking",
          summary: `The function ${of} no longer has a function URL.`,
        });
      else if (!pair.before)
        report({
          at,
          code: "function-url-added",
          kind: "broadened",
          summary: `The function ${of} has a function URL, which bypasses the API${open}.`,
          after: is,
        });
      else if (was === "?" || is === "?")
        report({
          at,
          code: "function-url-unknown",
          kind: "unknown",
          summary: `Whether the function URL of ${of} requires the same as before isn't known before apply.`,
        });
      else if (is === "NONE")
        report({
          at,
          code: "function-url-opened",
          kind: "broadened",
          summary: `The function URL of ${of} no longer requires authorization.`,
          before: was,
          after: is,
        });
      else
        report({
          at,
          code: "function-url-closed",
          kind: "narrowed",
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
