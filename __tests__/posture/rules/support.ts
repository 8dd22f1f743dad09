import { readSynth } from "../../../posture/read";
import { judge } from "../../../posture/rules";
import type { Finding, Rule } from "../../../posture/rules";

/** What one rule finds in Terraform JSON. */
export function findingsOf(rule: Rule, terraform: unknown): readonly Finding[] {
  return judge(readSynth(terraform), [rule]).findings;
}

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** A whole API that no rule has anything against; `change` puts resources beside or over it, by type and name. */
export function goodStack(change: Resources = {}): { resource: Resources } {
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
        runtime: "nodejs22.x",
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

/** A route of the good stack with other arguments; undefined takes an argument away. */
export function route(change: Record<string, unknown>): Resources {
  const good = goodStack().resource["aws_apigatewayv2_route"]?.["get_items"] ?? {};
  return { aws_apigatewayv2_route: { get_items: { ...good, ...change } } };
}
