import { targetOf, valueOr, type Authorizer, type LambdaFunction, type Model, type Route } from "../../../model";
import { sourceStep } from "../identity-source";
import type { JwtResult } from "../jwt";
import { quote } from "../../../redact/quote";
import type { PresentedToken } from "../token";
import type { ExplainOptions, Step } from "../types";
import { decided } from "./bundled";
import { absentHeader } from "./origin-header";
import { cacheSeconds, cacheSteps, requiredSources, formSteps, permissionSteps, routesBehind } from "./gateway";
import { isObject, rulesOf, type AuthorizerRules, type Unreadable } from "./rules";

/**
 * A route whose caller a function judges: what API Gateway does before it asks, what the function makes of the token
 * where its rules can be read, and what comes of its answer.
 * Control access to HTTP APIs with AWS Lambda authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function lambdaSteps(
  model: Model,
  route: Route,
  token: PresentedToken | undefined,
  options: ExplainOptions,
): JwtResult {
  const authorizer = targetOf(route.authorizer);
  if (!authorizer?.lambda) return { steps: [unknownAuthorizer(route, authorizer)] };
  const { lambda } = authorizer;
  const sources = requiredSources(authorizer);
  // A signature stands in the Authorization header, so something is there.
  const signature = options.signed && sources.some((one) => one.toLowerCase() === "$request.header.authorization");
  const sent = token ?? (signature === true ? "a signature" : undefined);
  const source = sources.length > 0 || sent !== undefined ? sourceStep(authorizer, sent) : undefined;
  if (source?.result === "fail") {
    const missing = sent === undefined || sent === "";
    const text = `${source.text} Without it API Gateway answers itself, without invoking the function.`;
    return { steps: [missing ? { ...source, text } : source] };
  }
  const absent = absentHeader(authorizer, options);
  if (absent) return { steps: [...(source ? [source] : []), absent] };
  const rules = rulesOf(lambda);
  const known = "unreadable" in rules ? undefined : rules;
  const before = [
    ...(source ? [source] : []),
    ...cacheSteps(model, authorizer, lambda),
    ...permissionSteps(model, authorizer, lambda),
    ...formSteps(authorizer, lambda, known?.answer),
  ];
  if ("unreadable" in rules) return { steps: [...before, foreign(rules)] };
  const routeKey = valueOr(route.key, undefined);
  const asks: Step = {
    check: "function",
    result: "note",
    text: `${rules.function.address} is the bundled authorizer, recognized by its AUTHORIZER_CONFIG: the checks below are its own${
      routeKey === undefined ? "" : ` for ${quote(routeKey)}`
    }, unless a cached result applies. A denial is a 403.`,
  };
  return {
    steps: [...before, asks, ...decided(rules, routeKey, token, options), ...shared(model, authorizer, rules)],
  };
}

/** Where requirements differ by route and the cache's key doesn't tell routes apart, a kept answer decides. */
function shared(model: Model, authorizer: Authorizer, rules: AuthorizerRules): readonly Step[] {
  const { lambda, identitySources } = authorizer;
  if (!lambda || cacheSeconds(authorizer, lambda) === 0 || identitySources.items.includes("$context.routeKey"))
    return [];
  if (routesBehind(model, authorizer).length < 2) return [];
  const differ = rules.issuers.some((issuer) => isObject(issuer["routes"]) && Object.keys(issuer["routes"]).length > 0);
  if (!differ) return [];
  return [
    {
      check: "cache",
      result: "note",
      text: "Its requirements differ by route, but a cached result doesn't: this is the result without a cached one.",
      assuming: "no result for the same token is cached from another route",
    },
  ];
}

function unknownAuthorizer(route: Route, authorizer: Authorizer | undefined): Step {
  const check = "authorization";
  if (route.authorizer.kind === "none")
    return {
      check,
      result: "fail",
      text: `${route.address} has authorization_type CUSTOM but names no authorizer: AWS refuses to create such a route.`,
      remedy: "Give it an authorizer_id.",
    };
  return {
    check,
    result: "unknown",
    text: `Which function authorizes the route isn't known from this input${authorizer ? `: ${authorizer.address} isn't a Lambda authorizer` : ""}.`,
  };
}

function foreign({ function: fn, unreadable, bundled }: Unreadable): Step {
  const name = fn?.address ?? "A function outside this input";
  return {
    check: "function",
    result: "unknown",
    text: `${name} decides; ${bundled ? "it is the bundled authorizer, but " : ""}${unreadable}. It may let the request through or deny it (403). When it fails, takes more than 10 s, or returns an invalid response, the API answers 500.${logs(fn)}`,
  };
}

/** Where to look for what it said. */
function logs(fn: LambdaFunction | undefined): string {
  const name = fn && valueOr(fn.name, undefined);
  const group = fn && valueOr(fn.resource.attributes.text("logging_config", 0, "log_group"), undefined);
  const where = group ?? (name === undefined ? undefined : `/aws/lambda/${name}`);
  return ` The access log says which: error.responseType is ACCESS_DENIED for a denial, AUTHORIZER_FAILURE for a failure${
    where === undefined ? "" : `; its own log is the log group ${quote(where)}, by requestId`
  }.`;
}
