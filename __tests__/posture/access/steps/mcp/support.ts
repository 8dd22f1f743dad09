import { readSynth } from "../../../../../posture/model/read";
export { NOW } from "../../../explain/support";

export const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";
export const RESOURCE = "https://api.example.com/mcp";
export const CONFIG = {
  resource: RESOURCE,
  target: "server",
  issuers: [{ issuer: ISSUER, scopes: ["notes/use"] }],
};

/** An API whose MCP server stands behind a function with this MCP_CONFIG; null: without one. */
function synthesized(config: unknown = CONFIG, more: object = {}) {
  const route = (key: string) => ({
    api_id: "${aws_apigatewayv2_api.api.id}",
    route_key: key,
    authorization_type: "NONE",
    target: "integrations/${aws_apigatewayv2_integration.gate.id}",
  });
  const text = typeof config === "string" ? config : JSON.stringify(config);
  return {
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_integration: {
        gate: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          integration_type: "AWS_PROXY",
          integration_uri: "${aws_lambda_function.gate.invoke_arn}",
          payload_format_version: "2.0",
        },
      },
      aws_apigatewayv2_route: {
        mcp: route("ANY /mcp"),
        metadata: route("GET /.well-known/oauth-protected-resource/mcp"),
      },
      aws_lambda_function: {
        gate: {
          function_name: "mcp-gate",
          ...(config === null ? {} : { environment: { variables: { MCP_CONFIG: text } } }),
        },
      },
      aws_lambda_permission: {
        gate: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.gate.function_name}",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
        },
      },
      ...more,
    },
  };
}

export const stack = (config: unknown = CONFIG, more: object = {}) => readSynth(synthesized(config, more));
