import { known, type Api, type Value } from "../../model/index";
import { breaking, broadened, unknown, narrowed, neutral, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { nameOf } from "../../redact/name";
import { type MatchedPair, isMatched } from "../pairs";
import { shown } from "../../redact/redact";
import { replacement } from "../replaced";
import { compareValue } from "../compare-values";
import { EntityDiff } from "../entity-diff";

/** APIs that come, go or are replaced, and the address that AWS gives each. */
export const apis: Detector = {
  source:
    "API Gateway: Disable the default endpoint for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-disable-default-endpoint.html",
  codes: {
    "api-added": neutral("A new API; its routes are listed one by one"),
    "api-removed": breaking("An API is removed with all its routes"),
    "api-replaced": breaking("An API is replaced: its address changes"),
    "endpoint-enabled": broadened("An API answers at its execute-api address again, bypassing its custom domain"),
    "endpoint-disabled": narrowed("An API no longer answers at its execute-api address"),
    "quick-create-on": broadened("An API creates a public route (quick create)"),
    "quick-create-off": breaking("An API no longer creates a route itself (quick create)"),
    "quick-create-target-changed": {
      title: "Something else answers the route of quick create",
      kinds: ["broadened", "neutral", "unknown"],
    },
    "api-body-changed": unknown("An OpenAPI body changes: what answers its operations is not compared"),
    "api-unknown": unknown("An API's settings aren't known before apply"),
  },
  compares: {
    aws_apigatewayv2_api: "name target route_key body",
  },
  detect(comparison, report) {
    for (const pair of comparison.apis) {
      const { before, after } = pair;
      if (isMatched(pair)) compared(comparison, report, pair);
      else if (after?.managed) {
        report({ at: after, code: "api-added", summary: `The API ${nameOf(after)} is new.` });
        if (after.fromBody) unread(report, after);
        if (after.quickCreate) quick(report, after);
      } else if (before?.managed)
        report({
          at: before,
          code: "api-removed",
          summary: `The API ${nameOf(before)} is removed with all its routes.`,
        });
    }
  },
};

function compared(comparison: Comparison, report: Reporter, pair: MatchedPair<Api>): void {
  const { before, after } = pair;
  const name = nameOf(after);
  const found = replacement(comparison, pair);
  if (found)
    report({
      at: after,
      code: "api-replaced",
      summary: `The API ${name} is replaced: it answers at another address, and callers of the old one fail.`,
      cause: found.cause,
    });
  const on = new EntityDiff(comparison, report, pair, "api-unknown");
  on.flag((a) => a.endpointDisabled, {
    path: ["disable_execute_api_endpoint"],
    what: `whether API ${name} answers at its execute-api address`,
    on: {
      code: "endpoint-disabled",
      summary: `The API ${name} no longer answers at its execute-api address: only its own domain is left.`,
    },
    off: {
      code: "endpoint-enabled",
      summary: `The API ${name} answers at its execute-api address again, bypassing its custom domain and what protects it (mutual TLS, AWS WAF).`,
    },
  });
  if (after.quickCreate && !before.quickCreate) quick(report, after);
  if (before.quickCreate && !after.quickCreate)
    report({
      at: after,
      code: "quick-create-off",
      summary: `The API ${name} no longer creates ${routeMade(before)} (quick create): its callers get 404, or another route's answer.`,
      attributes: [
        { address: after.address, attribute: "target" },
        { address: after.address, attribute: "route_key" },
      ],
    });
  if (before.quickCreate && after.quickCreate) made(on);
  const body = compareValue(bodyOf(before), bodyOf(after), { before, after, path: ["body"] });
  if (body.is !== "same") unread(report, after, before.fromBody && !after.fromBody);
}

function unread(report: Reporter, api: Api, gone = false): void {
  report({
    at: api,
    code: "api-body-changed",
    summary: gone
      ? `The API ${nameOf(api)} no longer has an OpenAPI body: what answered its operations is not compared.`
      : `The OpenAPI body of API ${nameOf(api)} changes: who may call its operations is compared, what answers them is not.`,
    attributes: [{ address: api.address, attribute: "body" }],
  });
}

/** The route that quick create makes is there on both sides: another key, or something else that answers it. */
function made(on: EntityDiff<Api>): void {
  const { before, after } = on.pair;
  const name = nameOf(after);
  const code = "quick-create-target-changed";
  on.value(
    (api) => api.resource.attributes.text("route_key"),
    { path: ["route_key"], what: `the quick-create route of API ${name}` },
    () => ({
      code,
      kind: "broadened",
      summary: `The API ${name} creates ${routeMade(after)} (quick create; was: ${routeMade(before)}): everybody may call it.`,
    }),
  );
  on.value(
    (api) => api.resource.attributes.text("target"),
    { path: ["target"], what: `what answers the quick-create route of API ${name}` },
    (was, is) => {
      const host = (address: string | undefined) => /^https?:\/\/([^/?#]+)/.exec(address ?? "")?.[1];
      const elsewhere = host(is) !== undefined && host(is) !== host(was);
      return {
        code,
        kind: elsewhere ? "broadened" : "neutral",
        summary: `${on.shown("after", ["target"], is ?? "nothing")} answers ${routeMade(after)} of API ${name} (was: ${on.shown("before", ["target"], was ?? "nothing")})${elsewhere ? ": that host gets the callers' tokens" : ""}.`,
      };
    },
  );
}

function quick(report: Reporter, api: Api): void {
  report({
    at: api,
    code: "quick-create-on",
    summary: `The API ${nameOf(api)} creates ${routeMade(api)} (quick create): everybody may call it.`,
    attributes: [
      { address: api.address, attribute: "target" },
      { address: api.address, attribute: "route_key" },
    ],
  });
}

/** Quick create makes the route that `route_key` names, or else a catch-all. */
function routeMade(api: Api): string {
  const key = api.resource.attributes.text("route_key");
  if (!key.known) return "a route";
  return key.value === undefined || key.value === "" || key.value === "$default"
    ? "the catch-all route $default"
    : `the route ${shown(api, ["route_key"], key.value)}`;
}

function bodyOf(api: Api): Value<string> {
  const body = api.resource.attributes.value("body");
  return body.known ? known(JSON.stringify(body.value) ?? "") : body;
}
