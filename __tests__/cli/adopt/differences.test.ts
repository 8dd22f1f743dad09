import { differencesOf } from "../../../cli/adopt/differences";
import type { StateResource } from "../../../cli/adopt/estate";
import type { JsonObject } from "../../../cli/json";

const held = (type: string, values: JsonObject): StateResource => ({
  address: `${type}.x`,
  type,
  label: "x",
  module: undefined,
  values,
  dependsOn: [],
  sensitive: () => false,
});
const between = (type: string, emitted: JsonObject, values: JsonObject): object =>
  Object.fromEntries(
    differencesOf(emitted, held(type, values), (text) => text.replace("${pool.id}", "p")).map(({ argument, keep }) => [
      argument,
      keep,
    ]),
  );

test("references, the order of sets, a block alone or in a list, and what Terraform takes for left out are no difference", () => {
  const emitted = {
    "//": {},
    user_pool_id: "${pool.id}",
    callback_urls: ["b", "a"],
    token_validity_units: { id_token: "hours" },
    enabled: false,
  };
  const values = {
    user_pool_id: "p",
    callback_urls: ["a", "b"],
    token_validity_units: [{ id_token: "hours", access_token: "" }],
    enabled: null,
  };
  expect(between("aws_cognito_user_pool_client", emitted, values)).toEqual({});
});

test("a block that AWS doesn't have is left out, also where it would say nothing but false", () => {
  expect(
    between(
      "aws_cognito_user_pool",
      { username_configuration: { case_sensitive: false } },
      { username_configuration: [] },
    ),
  ).toEqual({ username_configuration: null });
});

test("what the provider would take away where nobody writes it is written; what it fills in by itself isn't", () => {
  const values = {
    name: "a",
    description: "mine",
    connection_type: "INTERNET",
    timeout_milliseconds: 30000,
    tls_config: [{ server_name_to_verify: "a" }],
  };
  expect(between("aws_apigatewayv2_integration", { name: "a" }, values)).toEqual({
    description: "mine",
    tls_config: [{ server_name_to_verify: "a" }],
  });
});

test("limits of zero, which the provider shows for none, are never written: they would stop every call", () => {
  const settings = [{ detailed_metrics_enabled: false, throttling_burst_limit: 0, throttling_rate_limit: 0 }];
  expect(
    between(
      "aws_apigatewayv2_stage",
      { default_route_settings: { throttling_rate_limit: 100 } },
      { default_route_settings: settings },
    ),
  ).toEqual({
    default_route_settings: null,
  });
  const one = [{ route_key: "GET /a", throttling_burst_limit: 0, throttling_rate_limit: 0, data_trace_enabled: true }];
  expect(between("aws_apigatewayv2_stage", {}, { route_settings: one })).toEqual({
    route_settings: [{ route_key: "GET /a", data_trace_enabled: true }],
  });
});

test("what AWS gives in a block isn't written", () => {
  const block = { certificate_arn: "arn", target_domain_name: "d-1.example.com", hosted_zone_id: "Z1" };
  expect(between("aws_apigatewayv2_domain_name", {}, { domain_name_configuration: [block] })).toEqual({
    domain_name_configuration: [{ certificate_arn: "arn" }],
  });
});
