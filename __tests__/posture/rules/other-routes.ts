import { goodStack } from "./support";
import type { Resources, Stack } from "./support";

/** A good stack whose function has one more way to it. */
const withWay = (more: Resources): Stack => goodStack(more);

const REST = "${aws_api_gateway_rest_api.rest.id}";
const FN = "${aws_lambda_function.items.arn}";

/** A method of a REST API, and what the API itself says. */
export const restMethod = (method: Record<string, unknown>, api: Record<string, unknown> = {}): Stack =>
  withWay({
    aws_api_gateway_rest_api: { rest: { name: "rest", ...api } },
    aws_api_gateway_resource: {
      x: { rest_api_id: REST, parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", path_part: "x" },
    },
    aws_api_gateway_method: {
      x: { rest_api_id: REST, resource_id: "${aws_api_gateway_resource.x.id}", http_method: "GET", ...method },
    },
    aws_api_gateway_integration: {
      x: {
        rest_api_id: REST,
        resource_id: "${aws_api_gateway_resource.x.id}",
        http_method: "GET",
        type: "AWS_PROXY",
        uri: "${aws_lambda_function.items.invoke_arn}",
      },
    },
  });

export const functionUrl = (authorization_type: string, permission?: Record<string, unknown>): Stack =>
  withWay({
    aws_lambda_function_url: { url: { function_name: "items", authorization_type } },
    ...(permission && { aws_lambda_permission: { more: { function_name: "items", ...permission } } }),
  });

export const permissionFor = (permission: Record<string, unknown>): Stack =>
  withWay({
    aws_lambda_permission: { more: { function_name: "items", action: "lambda:InvokeFunction", ...permission } },
  });

export const webFunction = (auth_type: string): Stack =>
  withWay({ aws_lambdaweb_function_endpoint: { web: { function_name: "items", auth_type } } });

/** A listener with these actions before the forward. */
export const listener = (before: Record<string, unknown>[], balancer: Record<string, unknown> = {}): Stack =>
  withWay({
    aws_lb: { lb: { name: "front", internal: false, ...balancer } },
    aws_lb_target_group: { items: { name: "items", target_type: "lambda" } },
    aws_lb_target_group_attachment: {
      items: { target_group_arn: "${aws_lb_target_group.items.arn}", target_id: FN },
    },
    aws_lb_listener: {
      https: {
        load_balancer_arn: "${aws_lb.lb.arn}",
        port: 443,
        protocol: "HTTPS",
        default_action: [...before, { type: "forward", target_group_arn: "${aws_lb_target_group.items.arn}" }],
      },
    },
  });

export const graphql = (authentication_type: string): Stack =>
  withWay({
    aws_appsync_graphql_api: { graph: { name: "graph", authentication_type, visibility: "GLOBAL" } },
    aws_appsync_datasource: {
      items: {
        api_id: "${aws_appsync_graphql_api.graph.id}",
        name: "items",
        type: "AWS_LAMBDA",
        lambda_config: [{ function_arn: FN }],
      },
    },
  });

/** A distribution in front of a function URL that demands a signature. */
export const distribution = (origin: Record<string, unknown>, behaviour: Record<string, unknown> = {}): Stack =>
  withWay({
    aws_lambda_function_url: { url: { function_name: "items", authorization_type: "AWS_IAM" } },
    aws_cloudfront_distribution: {
      edge: {
        origin: [{ domain_name: "${aws_lambda_function_url.url.function_url}", origin_id: "url", ...origin }],
        default_cache_behavior: [{ target_origin_id: "url", ...behaviour }],
      },
    },
    aws_lambda_permission: Object.fromEntries(
      ["InvokeFunctionUrl", "InvokeFunction"].map((action) => [
        action,
        {
          function_name: "items",
          action: `lambda:${action}`,
          principal: "cloudfront.amazonaws.com",
          source_arn: "${aws_cloudfront_distribution.edge.arn}",
        },
      ]),
    ),
  });

/** An identity pool whose guests get a role that may do this. */
export const guests = (allowed: boolean, action: string): Stack =>
  withWay({
    aws_cognito_identity_pool: { pool: { identity_pool_name: "pool", allow_unauthenticated_identities: allowed } },
    aws_iam_role: {
      guest: {
        name: "guest",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "sts:AssumeRoleWithWebIdentity",
              Principal: { Federated: "cognito-identity.amazonaws.com" },
              Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } },
            },
          ],
        }),
      },
    },
    aws_iam_role_policy: {
      guest: {
        role: "guest",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
        }),
      },
    },
    aws_cognito_identity_pool_roles_attachment: {
      pool: {
        identity_pool_id: "${aws_cognito_identity_pool.pool.id}",
        roles: { unauthenticated: "${aws_iam_role.guest.arn}" },
      },
    },
  });

/** An HTTP API with an OpenAPI body of one operation. */
export const described = (security: unknown): Stack =>
  withWay({
    aws_apigatewayv2_api: {
      api: { name: "api", protocol_type: "HTTP" },
      described: {
        name: "described",
        protocol_type: "HTTP",
        body: JSON.stringify({
          openapi: "3.0.1",
          components: {
            securitySchemes: {
              users: {
                type: "oauth2",
                "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "https://i.example" } },
              },
            },
          },
          paths: {
            "/x": {
              get: {
                security,
                "x-amazon-apigateway-integration": { type: "http_proxy", uri: "https://backend.example" },
              },
            },
          },
        }),
      },
    },
  });

export const socket = (connect: Record<string, unknown>): Stack =>
  withWay({
    aws_apigatewayv2_api: {
      api: { name: "api", protocol_type: "HTTP" },
      socket: { name: "socket", protocol_type: "WEBSOCKET" },
    },
    aws_apigatewayv2_integration: {
      items: goodStack().resource["aws_apigatewayv2_integration"]?.["items"] ?? {},
      socket: {
        api_id: "${aws_apigatewayv2_api.socket.id}",
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.items.invoke_arn}",
      },
    },
    aws_apigatewayv2_route: {
      connect: {
        api_id: "${aws_apigatewayv2_api.socket.id}",
        route_key: "$connect",
        target: "integrations/${aws_apigatewayv2_integration.socket.id}",
        ...connect,
      },
    },
  });
