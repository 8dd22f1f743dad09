import { HTTP_API } from "../../aws/api-gateway";
import { duration } from "../../access/index";
import { map, type Authorizer, type Value } from "../../model/index";
import { breaking, broadened, unknown, protective, type Detector } from "../change";
import { nameOf } from "../../redact/name";
import { kept, capitalize } from "../entity-diff";
import { sourceId } from "./authorizers";
import { reportFunction } from "./function";

/** Names the route among the identity sources, so that one route's answer isn't used for another. */
const ROUTE = "$context.routeKey";

/** What a Lambda authorizer decides, and how long its answers are kept. */
export const lambdaAuthorizers: Detector = {
  source:
    "API Gateway: Control access to HTTP APIs with Lambda authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html",
  codes: {
    "authorizer-cache-lengthened": broadened(
      "A Lambda authorizer caches its results longer: a revoked caller gets in that much longer",
    ),
    "authorizer-cache-shortened": protective("A Lambda authorizer caches its results for a shorter time"),
    "authorizer-cache-shared-by-routes": broadened("One cached result of a Lambda authorizer serves every route"),
    "authorizer-cache-per-route": protective("A Lambda authorizer caches its results per route"),
    "authorizer-identity-source-added": breaking("A Lambda authorizer requires one more identity source"),
    "authorizer-identity-source-removed": unknown("A Lambda authorizer requires one identity source less"),
    "authorizer-function-changed": unknown("Another function decides who gets in"),
    "authorizer-code-changed": unknown("The code that decides who gets in changes"),
    "authorizer-response-format-changed": unknown("A Lambda authorizer's response is read in another format"),
    "authorizer-role-changed": unknown("A Lambda authorizer is invoked as another role"),
    "lambda-authorizer-unknown": unknown("What a Lambda authorizer does isn't known before apply"),
  },
  compares: {
    aws_apigatewayv2_authorizer:
      "authorizer_uri authorizer_payload_format_version enable_simple_responses authorizer_result_ttl_in_seconds authorizer_credentials_arn",
  },
  detect(comparison, report) {
    for (const on of kept(comparison, report, comparison.authorizers, "lambda-authorizer-unknown")) {
      const { pair } = on;
      if (!pair.before.lambda || !pair.after.lambda) continue;
      const name = `the Lambda authorizer ${nameOf(pair.after)}`;
      on.value(
        keptFor,
        { path: ["authorizer_result_ttl_in_seconds"], what: `how long ${name} caches its results`, text: duration },
        (was, is) =>
          is > was
            ? {
                code: "authorizer-cache-lengthened",
                summary: `${capitalize(name)} caches its results for ${duration(is)}: a revoked caller gets in that much longer.`,
              }
            : {
                code: "authorizer-cache-shortened",
                summary:
                  is === 0
                    ? `${capitalize(name)} does not cache its results.`
                    : `${capitalize(name)} caches its results for ${duration(is)} only.`,
              },
      );
      on.flag(heedsRoute, {
        path: [keptFor(pair.after).known ? "identity_sources" : "authorizer_result_ttl_in_seconds"],
        what: `whether ${name} caches its results per route`,
        text: (heeds) => (heeds ? "each route has its own cached result" : "one cached result applies to every route"),
        on: { code: "authorizer-cache-per-route", summary: `${capitalize(name)} caches its results per route.` },
        off: {
          code: "authorizer-cache-shared-by-routes",
          summary: `${capitalize(name)} caches its results across routes: a caller allowed on one route gets into all of them until the result expires.`,
        },
      });
      on.list((a) => a.identitySources, {
        path: ["identity_sources"],
        what: `the identity sources of ${name}`,
        id: sourceId,
        added: (source) =>
          source === ROUTE
            ? undefined
            : {
                code: "authorizer-identity-source-added",
                summary: `${capitalize(name)} is invoked only if a request carries ${source}: other requests get 401.`,
              },
        removed: (source) =>
          source === ROUTE
            ? undefined
            : {
                code: "authorizer-identity-source-removed",
                summary: `${capitalize(name)} is invoked for requests without ${source} too: whether it lets them in can't be seen from a plan.`,
              },
      });
      for (const [path, of] of ANSWERS)
        on.value(of, { path: [path], what: `the response format of ${name}` }, () => ({
          code: "authorizer-response-format-changed",
          summary: `The response of ${name} is read in another format: unless its code answers in it, every call gets 500.`,
        }));
      on.value(
        ({ resource }) => resource.attributes.text("authorizer_credentials_arn"),
        { path: ["authorizer_credentials_arn"], what: `the role that invokes ${name}` },
        (was, is) => ({
          code: "authorizer-role-changed",
          summary: `${capitalize(name)} is invoked ${is ? `as ${is}` : "by its function's own policy"} (was: ${was ?? "by its function's own policy"}): unless that allows it, every call gets 500.`,
        }),
      );
      reportFunction(on, {
        links: [pair.before.lambda.function, pair.after.lambda.function],
        path: ["authorizer_uri"],
        what: `the function of ${name}`,
        changed: "authorizer-function-changed",
        code: "authorizer-code-changed",
        consequence: "whom it lets in can't be seen from a plan",
      });
    }
  },
};

const ANSWERS: readonly (readonly [string, (a: Authorizer) => Value<string | boolean | undefined>])[] = [
  ["enable_simple_responses", (a) => a.lambda?.simpleResponses ?? { known: true, value: undefined }],
  ["authorizer_payload_format_version", (a) => a.lambda?.payloadVersion ?? { known: true, value: undefined }],
];

/** Seconds. */
function keptFor({ lambda, identitySources }: Authorizer): Value<number> {
  const fallback =
    identitySources.items.length + identitySources.missing.length > 0 ? HTTP_API.defaultResultTtl.value : 0;
  return map(lambda?.ttl ?? { known: true, value: undefined }, (ttl) => ttl ?? fallback);
}

function heedsRoute(authorizer: Authorizer): Value<boolean> {
  const { items, missing } = authorizer.identitySources;
  const ttl = keptFor(authorizer);
  if ((ttl.known && ttl.value === 0) || items.includes(ROUTE)) return { known: true, value: true };
  const [why] = missing;
  if (why !== undefined) return { known: false, why };
  return ttl.known ? { known: true, value: false } : ttl;
}
