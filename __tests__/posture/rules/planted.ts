import { goodStack, machine, over, pool, route, stackOf, web } from "./support";
import type { Resources, Stack } from "./support";

const guarded = goodStack().resource["aws_apigatewayv2_route"]?.["get_items"] ?? {};

const ROUTES: Resources = {
  aws_apigatewayv2_route: {
    ...route({})["aws_apigatewayv2_route"],
    open: { ...guarded, route_key: "GET /open", authorization_type: undefined, authorization_scopes: undefined },
    misspelt: { ...guarded, route_key: "POST /notes", authorization_scopes: ["https://api.example/wirte"] },
    twice: { ...guarded },
    shape: { ...guarded, route_key: "get /shape" },
    iam: { ...guarded, route_key: "GET /iam", authorization_type: "AWS_IAM", authorizer_id: undefined },
  },
};

const API: Resources = {
  ...over("aws_apigatewayv2_api", "api", {
    cors_configuration: {
      allow_origins: ["https://app.example"],
      allow_methods: ["GET"],
      allow_headers: ["content-type"],
      max_age: 100_000,
    },
  }),
  ...over("aws_apigatewayv2_authorizer", "jwt", {
    jwt_configuration: {
      issuer: "https://${aws_cognito_user_pool.pool.endpoint}/",
      audience: ["${aws_cognito_user_pool_client.web.id}"],
    },
  }),
  ...over("aws_apigatewayv2_stage", "stage", {
    default_route_settings: { throttling_rate_limit: 100 },
    access_log_settings: {
      destination_arn: "${aws_cloudwatch_log_group.access.arn}",
      format: '{"id":"$context.requestId","ms":"$context.responseLatancy"}',
    },
  }),
};

const IDENTITY: Resources = {
  ...pool({
    deletion_protection: undefined,
    user_pool_tier: "LITE",
    password_policy: { minimum_length: 5 },
    lambda_config: {
      pre_token_generation_config: { lambda_arn: "${aws_lambda_function.trigger.arn}", lambda_version: "V2_0" },
    },
  }),
  aws_cognito_user_pool_client: {
    ...machine({ generate_secret: undefined })["aws_cognito_user_pool_client"],
    ...web({ callback_urls: ["http://app.example/callback"], access_token_validity: 60 })[
      "aws_cognito_user_pool_client"
    ],
  },
  aws_cognito_user_group: {
    admin: { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}", precedence: -1 },
  },
  aws_lambda_function: { trigger: { function_name: "trigger", runtime: "nodejs24.x" } },
  aws_lambda_permission: {
    trigger: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.trigger.function_name}",
      principal: "cognito-idp.amazonaws.com",
      source_arn: "${aws_cognito_user_pool.pool.arn}",
    },
  },
};

/** A stack with twenty mistakes, each of another kind. */
export const PLANTED: Stack = stackOf(ROUTES, API, IDENTITY);

/** The code and the address of each. */
export const TWENTY: readonly (readonly [code: string, address: string])[] = [
  ["audience-incomplete", "aws_apigatewayv2_authorizer.jwt"],
  ["client-callback-insecure", "aws_cognito_user_pool_client.web"],
  ["client-token-lifetime", "aws_cognito_user_pool_client.web"],
  ["cors-header-missing", "aws_apigatewayv2_api.api"],
  ["cors-max-age", "aws_apigatewayv2_api.api"],
  ["cors-method-missing", "aws_apigatewayv2_api.api"],
  ["group-precedence", "aws_cognito_user_group.admin"],
  ["issuer-shape", "aws_apigatewayv2_authorizer.jwt"],
  ["log-authorizer-error", "aws_apigatewayv2_stage.stage"],
  ["log-variable-unknown", "aws_apigatewayv2_stage.stage"],
  ["machine-client-secret", "aws_cognito_user_pool_client.machine"],
  ["password-policy", "aws_cognito_user_pool.pool"],
  ["pool-deletion-protection", "aws_cognito_user_pool.pool"],
  ["route-duplicate", "aws_apigatewayv2_route.twice"],
  ["route-key-shape", "aws_apigatewayv2_route.shape"],
  ["route-open", "aws_apigatewayv2_route.open"],
  ["route-scopes-ignored", "aws_apigatewayv2_route.iam"],
  ["scope-unknown", "aws_apigatewayv2_route.misspelt"],
  ["throttling-incomplete", "aws_apigatewayv2_stage.stage"],
  ["trigger-tier", "aws_cognito_user_pool.pool"],
];
