import { NOW, token } from "../../../explain/support";
import { CONFIG, FINE, ask, asked, stack } from "./support";
import { explain, holdAnswers, ways } from "../../whole";

holdAnswers();

const failed = (said: ReturnType<typeof ask>) =>
  said.steps.filter((step) => step.result === "fail").map((step) => step.check);
const text = (said: ReturnType<typeof ask>) => said.steps.map((step) => `${step.text} ${step.remedy ?? ""}`).join("\n");

const AT_NOTHING = { identity_sources: [] };
const resource = (decides: object, more: object = {}) => ({
  resource: { aws_lambda_function: { decides: { function_name: "decides", ...decides } }, ...more },
});
const route = (change: object) => ({
  aws_apigatewayv2_route: {
    notes: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      route_key: "GET /notes",
      authorization_type: "CUSTOM",
      authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}",
      target: "integrations/${aws_apigatewayv2_integration.backend.id}",
      ...change,
    },
  },
});
describe("what is asked with no token where API Gateway demands none", () => {
  const config = (more: object) => ({ config: JSON.stringify({ ...CONFIG, ...more }) });
  const variables = (more: object) => ({
    environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify(CONFIG), ...more } },
  });
  test.each<[string, object, string]>([
    [
      "the header that it reads",
      config({ identity: { header: "X-Token" } }),
      "it finds no token in the header x-token.",
    ],
    ["the parameter", config({ identity: { query: "token" } }), "it finds no token in the query parameter token."],
    ["its configuration first", config({ identity: { cookie: "c" } }), 'Its log names the reason "configuration"'],
    ["the distribution's header first", resource(variables({ ORIGIN_HEADER: "{" })), "it can't read its ORIGIN_HEADER"],
    ["its form, too", config({ answer: "policy", issuers: [] }), 'The function\'s response format is "policy"'],
  ])("tells of %s", (_, given, words) => {
    const said = asked(undefined, undefined, { authorizer: AT_NOTHING, ...given });
    expect(said.outcome).toBe("refused");
    expect(text(said)).toContain(words);
  });
});

test.each<[string, object, string]>([
  [
    "which isn't in this input",
    { authorizer: { authorizer_uri: "arn:aws:apigateway:eu-west-1:lambda:path/x" } },
    "unknown",
  ],
  ["whose configuration comes later", { config: "${aws_cognito_user_pool.later.id}" }, "unknown"],
  ["whose environment comes later", resource({ environment: "${var.unset}" }), "unknown"],
  ["without a name", resource({ function_name: "${var.unset}" }), "unknown"],
  ["with a log group of its own", resource({ logging_config: { log_format: "JSON", log_group: "/own" } }), "unknown"],
  ["that is named by no authorizer", resource({}, route({ authorizer_id: undefined })), "refused"],
  ["of an authorizer that isn't known", resource({}, route({ authorizer_id: "${var.unset}" })), "unknown"],
  ["of a JWT authorizer", { authorizer: { authorizer_type: "JWT", authorizer_uri: undefined } }, "unknown"],
  [
    "with leave by a role that is empty",
    { authorizer: { authorizer_credentials_arn: "" }, resource: { aws_lambda_permission: {} } },
    "refused",
  ],
  [
    "whose answers are kept nobody knows how long",
    { authorizer: { authorizer_result_ttl_in_seconds: "${var.unset}" } },
    "passes",
  ],
  ["in the form of another version", { authorizer: { authorizer_payload_format_version: "1.0" } }, "passes"],
  ["whose policies are waited for", { config: null, authorizer: { enable_simple_responses: false } }, "unknown"],
])("a function %s", (_, given, outcome) => {
  ways(stack(given));
  expect(ask({}, undefined, given).outcome).toBe(outcome);
});

test.each<[Record<string, unknown>, string]>([
  [{ iss: 5 }, "decode"],
  [{ iss: undefined }, "issuer"],
  [{ exp: NOW - 60, iat: NOW + 60 }, "exp"],
  [{ exp: NOW + 60, iat: "now" }, "decode"],
  [{ client_id: ["web"] }, "audience"],
])("the claims %j fail by %s", (claims, check) => expect(failed(ask(claims))[0]).toBe(check));

test("the handler is told what the configuration names, or nothing", () => {
  const { issuers } = CONFIG;
  const own = { issuers: [{ ...issuers[0], scopes: undefined, claims: { tenant: "tenant", user: "user" } }] };
  const told = (claims: object) =>
    text(ask({ scope: undefined, ...claims }, undefined, { config: JSON.stringify(own) }));
  expect(told({ tenant: "acme-corporation", user: "somebody-long" })).toContain("finds userId some…, tenantId acme…");
  expect(told({})).toContain("the handler finds nothing.");
});

test("what a route requires isn't known where its key isn't", () =>
  expect(
    explain(
      stack(
        resource(
          { environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify(CONFIG) } } },
          route({ route_key: "${var.unset}" }),
        ),
      ),
      { entryPoint: "aws_apigatewayv2_route.notes" },
      token(FINE),
      { now: NOW },
    ).outcome,
  ).toBe("unknown"));
