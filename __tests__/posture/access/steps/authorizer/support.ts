import { explain, type ExplainOptions, type Explanation } from "../../../../../posture/explain";
import { readSynth } from "../../../../../posture/model/read";
import { whole } from "../../whole";
import { JWKS, NOW, token } from "../../../explain/support";

export const TRUSTED = "https://id.example.com/";
export const CONFIG = {
  issuers: [
    {
      issuer: TRUSTED,
      clientIds: ["web"],
      scopes: ["notes/read"],
      routes: { "GET /staff": { groups: ["admin"] } },
    },
  ],
};

/** Claims that GET /notes lets through. */
export const FINE = { iss: TRUSTED, client_id: "web", scope: "openid notes/read" };

interface Given {
  readonly config?: unknown;
  readonly authorizer?: object;
  readonly resource?: object;
}

/** A stack with GET /notes and GET /staff behind a Lambda authorizer; without a configuration a foreign function decides. */
export const stack = (given?: Given) => readSynth(stackJson(given));

/** The same as Terraform JSON. */
export function stackJson({ config = JSON.stringify(CONFIG), authorizer = {}, resource = {} }: Given = {}): object {
  const route = (key: string) => ({
    api_id: "${aws_apigatewayv2_api.api.id}",
    route_key: key,
    authorization_type: "CUSTOM",
    authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}",
    target: "integrations/${aws_apigatewayv2_integration.backend.id}",
  });
  return {
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_integration: {
        backend: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          integration_type: "HTTP_PROXY",
          integration_uri: "https://backend.example",
        },
      },
      aws_apigatewayv2_authorizer: {
        lambda: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          name: "lambda",
          authorizer_type: "REQUEST",
          authorizer_uri: "${aws_lambda_function.decides.invoke_arn}",
          authorizer_payload_format_version: "2.0",
          authorizer_result_ttl_in_seconds: 0,
          enable_simple_responses: true,
          identity_sources: ["$request.header.Authorization"],
          ...authorizer,
        },
      },
      aws_apigatewayv2_route: { notes: route("GET /notes"), staff: route("GET /staff") },
      aws_lambda_function: {
        decides: {
          function_name: "decides",
          ...(config === null ? {} : { environment: { variables: { AUTHORIZER_CONFIG: config } } }),
        },
      },
      aws_lambda_permission: {
        decides: {
          action: "lambda:InvokeFunction",
          function_name: "${aws_lambda_function.decides.function_name}",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.lambda.id}",
        },
      },
      ...resource,
    },
  };
}

export function ask(
  change: Record<string, unknown> | undefined = {},
  routeKey = "GET /notes",
  given: Given = {},
  options: ExplainOptions = {},
): Explanation {
  return asked(token({ ...FINE, ...change }), routeKey, given, options);
}

export function asked(
  text: string | undefined,
  routeKey = "GET /notes",
  given: Given = {},
  options: ExplainOptions = {},
) {
  return whole(explain(stack(given), { routeKey }, text, { now: NOW, jwks: JWKS, ...options }));
}
