import { readSynth } from "../../../posture/model/read";
import { evaluateRules } from "../../../posture/rules";
import type { Finding, Rule } from "../../../posture/rules";

/** What one rule finds in Terraform JSON. */
export function findingsOf(rule: Rule, terraform: unknown): readonly Finding[] {
  return evaluateRules(readSynth(terraform), [rule]).findings;
}

/** Resources by type and name. */
export type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** Terraform JSON of a stack. */
export interface Stack {
  readonly resource: Resources;
  readonly data?: Resources;
  readonly output?: Record<string, { value: unknown; sensitive?: boolean }>;
}

/** A whole API that no rule has anything against; `change` puts resources beside or over it, by type and name. */
export function goodStack(change: Resources = {}): Stack & { resource: Resources } {
  const base: Resources = {
    aws_cognito_user_pool: {
      pool: { name: "users", deletion_protection: "ACTIVE", lifecycle: { prevent_destroy: true } },
    },
    aws_cognito_resource_server: {
      scopes: {
        user_pool_id: "${aws_cognito_user_pool.pool.id}",
        identifier: "https://api.example",
        name: "scopes",
        scope: [
          { scope_name: "read", scope_description: "Read" },
          { scope_name: "write", scope_description: "Write" },
        ],
      },
    },
    aws_cognito_user_pool_client: {
      web: {
        user_pool_id: "${aws_cognito_user_pool.pool.id}",
        name: "web",
        allowed_oauth_flows: ["code"],
        allowed_oauth_flows_user_pool_client: true,
        allowed_oauth_scopes: ["openid", "${aws_cognito_resource_server.scopes.identifier}/read"],
        callback_urls: ["https://app.example/callback"],
        prevent_user_existence_errors: "ENABLED",
        supported_identity_providers: ["COGNITO"],
      },
    },
    aws_cognito_user_pool_domain: {
      sign_in: { domain: "api-auth", user_pool_id: "${aws_cognito_user_pool.pool.id}" },
    },
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      jwt: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        name: "jwt",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: {
          issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
          audience: ["${aws_cognito_user_pool_client.web.id}"],
        },
      },
    },
    aws_apigatewayv2_integration: {
      items: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.items.invoke_arn}",
        payload_format_version: "2.0",
      },
    },
    aws_lambda_function: {
      items: {
        function_name: "items",
        runtime: "nodejs24.x",
        handler: "index.handler",
        role: "arn:aws:iam::123456789012:role/items",
      },
    },
    aws_lambda_permission: {
      items: {
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.items.function_name}",
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
      },
    },
    aws_cloudwatch_log_group: { access: { name: "/aws/vendedlogs/apigateway/api", retention_in_days: 30 } },
    aws_apigatewayv2_stage: {
      stage: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        name: "$default",
        auto_deploy: true,
        default_route_settings: { throttling_burst_limit: 200, throttling_rate_limit: 100 },
        access_log_settings: {
          destination_arn: "${aws_cloudwatch_log_group.access.arn}",
          format: JSON.stringify({ id: "$context.requestId", error: "$context.authorizer.error" }),
        },
      },
    },
    aws_apigatewayv2_route: {
      get_items: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key: "GET /items",
        authorization_type: "JWT",
        authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
        authorization_scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"],
        target: "integrations/${aws_apigatewayv2_integration.items.id}",
      },
    },
  };
  for (const [type, named] of Object.entries(change)) base[type] = { ...base[type], ...named };
  return { resource: base };
}

/** A resource of the good stack with other arguments; undefined takes an argument away. */
export function over(type: string, name: string, change: Record<string, unknown>): Resources {
  const good = goodStack().resource[type]?.[name] ?? {};
  return { [type]: { [name]: { ...good, ...change } } };
}

export const route = (change: Record<string, unknown>) => over("aws_apigatewayv2_route", "get_items", change);
export const api = (change: Record<string, unknown>) => over("aws_apigatewayv2_api", "api", change);
export const jwt = (change: Record<string, unknown>) => over("aws_apigatewayv2_authorizer", "jwt", change);
export const stage = (change: Record<string, unknown>) => over("aws_apigatewayv2_stage", "stage", change);
export const integration = (change: Record<string, unknown>) => over("aws_apigatewayv2_integration", "items", change);
export const permission = (change: Record<string, unknown>) => over("aws_lambda_permission", "items", change);
export const lambda = (change: Record<string, unknown>) => over("aws_lambda_function", "items", change);
export const pool = (change: Record<string, unknown>) => over("aws_cognito_user_pool", "pool", change);
export const web = (change: Record<string, unknown>) => over("aws_cognito_user_pool_client", "web", change);

/** A custom domain in front of the API whose callers need a client certificate. */
export const mutualTlsDomain: Resources = {
  aws_apigatewayv2_domain_name: {
    own: {
      domain_name: "api.example.com",
      domain_name_configuration: { certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
      mutual_tls_authentication: { truststore_uri: "s3://trust/store.pem" },
    },
  },
  aws_apigatewayv2_api_mapping: {
    own: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      domain_name: "${aws_apigatewayv2_domain_name.own.id}",
      stage: "${aws_apigatewayv2_stage.stage.id}",
    },
  },
};

/** A Lambda authorizer that reads a token, in front of the function `guard`. */
export const GUARD = {
  api_id: "${aws_apigatewayv2_api.api.id}",
  name: "guard",
  authorizer_type: "REQUEST",
  authorizer_uri: "${aws_lambda_function.guard.invoke_arn}",
  identity_sources: ["$request.header.Authorization"],
  authorizer_payload_format_version: "2.0",
  enable_simple_responses: true,
};

/** The role `caller`, which nobody may assume, with a policy of these statements. */
export const callerWith = (...statements: object[]): Resources => ({
  aws_iam_role: { caller: { name: "caller", assume_role_policy: '{"Statement":[]}' } },
  aws_iam_role_policy: { call: { role: "caller", policy: JSON.stringify({ Statement: statements }) } },
});

/** A statement that lets call what these ends of execution ARNs name: `GET/items`. */
export const allowCalls = (...paths: string[]) => ({
  Effect: "Allow",
  Action: "execute-api:Invoke",
  Resource: paths.map((path) => `arn:*:execute-api:*:*:*/*/${path}`),
});

/** The good stack with several changes, the later over the earlier. */
export function stackOf(...changes: Resources[]): Stack {
  const all: Resources = {};
  for (const change of changes)
    for (const [type, named] of Object.entries(change)) all[type] = { ...all[type], ...named };
  return goodStack(all);
}

/** The good stack without some of its resources, by address. */
export function without(stack: Stack, ...addresses: string[]): Stack {
  const left = Object.entries(stack.resource).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).filter(([name]) => !addresses.includes(`${type}.${name}`))),
  ]);
  return { ...stack, resource: Object.fromEntries(left) as Resources };
}

/** A machine client beside the web client. */
export function machine(change: Record<string, unknown> = {}): Resources {
  const good = {
    user_pool_id: "${aws_cognito_user_pool.pool.id}",
    name: "machine",
    generate_secret: true,
    allowed_oauth_flows: ["client_credentials"],
    allowed_oauth_flows_user_pool_client: true,
    allowed_oauth_scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"],
  };
  return { aws_cognito_user_pool_client: { machine: { ...good, ...change } } };
}

/** A Lambda authorizer, its function and permission, on the good stack's route. */
export function lambdaAuthorizer(change: Record<string, unknown> = {}): Resources {
  return {
    aws_apigatewayv2_authorizer: {
      lambda: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        name: "lambda",
        authorizer_type: "REQUEST",
        authorizer_uri: "${aws_lambda_function.authorizer.invoke_arn}",
        authorizer_payload_format_version: "2.0",
        enable_simple_responses: true,
        identity_sources: ["$request.header.Authorization"],
        authorizer_result_ttl_in_seconds: 0,
        ...change,
      },
    },
    aws_lambda_function: { authorizer: { function_name: "authorizer", runtime: "nodejs24.x" } },
    aws_lambda_permission: {
      authorizer: {
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.authorizer.function_name}",
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.lambda.id}",
      },
    },
    ...route({
      authorization_type: "CUSTOM",
      authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}",
      authorization_scopes: undefined,
    }),
  };
}
