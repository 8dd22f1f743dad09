import { everyVariable } from "../support/every-variable";
import { emitted } from "../support/synth";
import { everyResource, resource } from "../support/terraform-json";

const json = emitted(everyVariable);

test("lists stay whole", () => {
  expect(resource(json, "aws_cognito_user_pool_client.web")).toMatchObject({
    callback_urls: "${var.callback_urls}",
    default_redirect_uri: "${element(var.callback_urls, 0)}",
    logout_urls: "${var.logout_urls}",
  });
  expect(resource(json, "aws_apigatewayv2_api.api").cors_configuration).toMatchObject({
    allow_origins: "${var.origins}",
    max_age: "${var.max_age}",
  });
});

test("clients from elsewhere stand in the audience beside those made here", () =>
  expect(resource(json, "aws_apigatewayv2_authorizer.jwt").jwt_configuration).toMatchObject({
    audience: "${concat([aws_cognito_user_pool_client.web.id], var.client_ids)}",
  }));

test("an answer that may be cached is one for its route alone", () =>
  expect(resource(json, "aws_apigatewayv2_authorizer.staff")).toMatchObject({
    authorizer_result_ttl_in_seconds: "${var.cache_seconds}",
    identity_sources: ["$request.header.Authorization", "$context.routeKey"],
  }));

test("names begin with the project", () => {
  for (const [type, name] of [
    ["aws_iam_role", "name"],
    ["aws_lambda_function", "function_name"],
  ] as const)
    everyResource(json, type, (body) => String(body[name]).startsWith("${var.project}-"));
  expect(resource(json, "aws_s3_bucket.domain_truststore").bucket_prefix).toBe(
    "${substr(var.project, 0, 25)}-truststore-",
  );
});

test("every permission names who may call", () =>
  everyResource(json, "aws_lambda_permission", ({ source_arn }) => /execution_arn}\/.+/.test(String(source_arn))));

test("the address of a named stage is the stage's", () =>
  expect(json.output?.["api_endpoint"]?.value).toBe("${aws_apigatewayv2_api.api.api_endpoint}/v1"));
