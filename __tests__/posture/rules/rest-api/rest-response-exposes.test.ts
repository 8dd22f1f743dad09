import { restResponseExposes } from "../../../../posture/rules/rest-api/rest-response-exposes";
import { holds } from "../holds";
import { goodStack } from "../support";

const HEADER = "gatewayresponse.header.";
const response = (more: Record<string, unknown>) =>
  goodStack({
    aws_api_gateway_rest_api: { r: { name: "r" } },
    aws_api_gateway_gateway_response: {
      g: { rest_api_id: "${aws_api_gateway_rest_api.r.id}", response_type: "UNAUTHORIZED", ...more },
    },
  });
const at = "aws_api_gateway_gateway_response.g";
const json = (template: string) => ({ response_templates: { "application/json": template } });
const origins = (origin: string) => ({
  response_parameters: {
    [`${HEADER}Access-Control-Allow-Origin`]: origin,
    [`${HEADER}Access-Control-Allow-Credentials`]: "'true'",
  },
});
const body = (responses: object) =>
  goodStack({
    aws_api_gateway_rest_api: {
      r: { name: "r", body: JSON.stringify({ paths: {}, "x-amazon-apigateway-gateway-responses": responses }) },
    },
  });

holds(restResponseExposes, {
  fires: {
    "what an authorizer said": [
      response(json('{"why": "$context.authorizer.reason"}')),
      [{ at, says: ["$context.authorizer.reason"] }],
    ],
    "a header with it": [
      response({ response_parameters: { [`${HEADER}X-Why`]: "context.integrationErrorMessage" } }),
      [{ at, says: ["integrationErrorMessage"] }],
    ],
    "every origin, with credentials": [response(origins("method.request.header.Origin")), [{ at }]],
    "a refusal that is a success": [
      response({ status_code: "200" }),
      [{ at, says: ["answers refused requests with 200"] }],
    ],
    "one of an OpenAPI body": [
      body({ ACCESS_DENIED: { statusCode: 200 } }),
      [{ at: "aws_api_gateway_rest_api.r", says: ["ACCESS_DENIED"] }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "every origin, without credentials": response({
      response_parameters: { [`${HEADER}Access-Control-Allow-Origin`]: "method.request.header.Origin" },
    }),
    "credentials, without an origin": response({
      response_parameters: { [`${HEADER}Access-Control-Allow-Credentials`]: "'true'" },
    }),
    "what a caller may know": response(json('{"message": $context.error.messageString, "id": "$context.requestId"}')),
    "every origin may read that it was refused": response({
      response_parameters: { [`${HEADER}Access-Control-Allow-Origin`]: "'*'" },
    }),
    "one origin, with credentials": response(origins("'https://app.example.com'")),
    "another refusal": response({ status_code: "404" }),
    "an OpenAPI body": body({ DEFAULT_4XX: { responseTemplates: { "application/json": "{}" } } }),
  },
});
