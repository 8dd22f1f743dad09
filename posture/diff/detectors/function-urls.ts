import { valueOr, type Entity } from "../../model/index";
import { breaking, broadened, unknown, narrowed, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { isMatched, type MatchedPair } from "../pairs";
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
      if (isMatched(pair) && !isOfOther(comparison, pair)) both(pair, report);
      else {
        if (pair.before) removed(pair.before, report);
        if (pair.after) added(pair.after, report);
      }
    }
  },
};

/** A URL is of one function: that of another one is another URL. */
function isOfOther({ functions }: Comparison, { before, after }: MatchedPair<Entity>): boolean {
  const [was, is] = [nameIn(before), nameIn(after)];
  if (was === undefined || is === undefined || was === is) return false;
  return !functions.some((pair) => isMatched(pair) && nameIn(pair.before) === was && nameIn(pair.after) === is);
}

function removed(at: Entity, report: Reporter): void {
  report({ at, code: "function-url-removed", summary: `The ${fn(at)} no longer has a function URL.` });
}

function added(at: Entity, report: Reporter): void {
  const is = demand(at);
  const whom = { NONE: " without authorization", AWS_IAM: " for IAM principals" }[is] ?? "; whom it lets in is unknown";
  const summary = `The ${fn(at)} has a function URL, which bypasses the API${whom}.`;
  report({ at, code: "function-url-added", summary, after: is });
}

function both(pair: MatchedPair<Entity>, report: Reporter): void {
  const { before, after: at } = pair;
  if (compareValue(typeOf(before), typeOf(at), { ...pair, path: ["authorization_type"] }).is === "same") return;
  const [was, is] = [demand(before), demand(at)];
  const name = nameIn(at);
  const of = `function URL ${name === undefined ? at.address : `of ${name}`}`;
  if (was === UNKNOWN || is === UNKNOWN)
    report({
      at,
      code: "function-url-unknown",
      summary: `Whether the ${of} requires the same as before isn't known before apply.`,
    });
  else if (is === "NONE")
    report({
      at,
      code: "function-url-opened",
      summary: `The ${of} no longer requires authorization.`,
      before: was,
      after: is,
    });
  else
    report({
      at,
      code: "function-url-closed",
      summary: `The ${of} requires a request signed by an IAM principal.`,
      before: was,
      after: is,
    });
}

const UNKNOWN = "?";
const typeOf = ({ resource }: Entity) => resource.attributes.text("authorization_type");
const demand = (url: Entity): string => valueOr(typeOf(url), UNKNOWN) ?? "NONE";

/** A function's name, in its own `function_name` or in a URL's, which may hold its ARN; undefined where it isn't known. */
function nameIn({ resource }: Entity): string | undefined {
  return valueOr(resource.attributes.text("function_name"), undefined)?.replace(/^.*:function:/, "");
}

function fn(url: Entity): string {
  return `function ${nameIn(url) ?? `of ${url.address}`}`;
}
