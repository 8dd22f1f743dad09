import { restValidatorMissing } from "../../../../posture/rules/rest-api/rest-validator-missing";
import { holds } from "../holds";
import { goodStack } from "../support";
import { restMethod } from "../other-routes";

const REQUIRED = { authorization: "NONE", request_parameters: { "method.request.querystring.id": true } };
const MODEL = { authorization: "NONE", request_models: { "application/json": "Order" } };
const at = "aws_api_gateway_method.x";
const validated = (method: Record<string, unknown>, flags: Record<string, boolean>) => {
  const stack = restMethod({ ...method, request_validator_id: "${aws_api_gateway_request_validator.v.id}" });
  const v = { rest_api_id: "${aws_api_gateway_rest_api.rest.id}", name: "v", ...flags };
  return { ...stack, resource: { ...stack.resource, aws_api_gateway_request_validator: { v } } };
};

const V = "x-amazon-apigateway-request-validator";
const spec = (operation: object, document: object = {}) => {
  const stack = goodStack();
  const body = JSON.stringify({
    [`${V}s`]: {
      all: { validateRequestBody: true, validateRequestParameters: true },
      parameters: { validateRequestParameters: true },
    },
    paths: { "/orders": { parameters: [{ in: "path", required: true, name: "id" }], post: operation } },
    ...document,
  });
  return { ...stack, resource: { ...stack.resource, aws_api_gateway_rest_api: { spec: { name: "spec", body } } } };
};
const BODY = { requestBody: { content: { "application/json": { schema: { type: "object" } } } } };
const HEADER = { parameters: [{ in: "header", name: "x", required: true }] };
const SPEC = "aws_api_gateway_rest_api.spec";

holds(restValidatorMissing, {
  fires: {
    "an operation of a body without a validator": [
      spec(BODY),
      [{ at: SPEC, says: ["POST /orders (body; no validator)"] }],
    ],
    "the body's validator looks at parameters only": [
      spec({ ...BODY, ...HEADER }, { [V]: "parameters" }),
      [{ at: SPEC, says: ["POST /orders (body; parameters)"] }],
    ],
    "a validator that the body doesn't declare": [
      spec({ ...HEADER, [V]: "al" }),
      [{ at: SPEC, says: ["POST /orders (parameters; no validator al)"] }],
    ],
    "a body of Swagger 2.0": [
      spec({ parameters: [{ in: "body", name: "b", schema: {} }] }),
      [{ at: SPEC, says: ["POST /orders (body; no validator)"] }],
    ],
    "a parameter without a validator": [
      restMethod(REQUIRED),
      [{ at, says: ["method.request.querystring.id", "has no request validator", "validate_request_parameters"] }],
    ],
    "a model without a validator": [restMethod(MODEL), [{ at, says: ["a model for application/json"] }]],
    "a validator of something else": [
      validated(MODEL, { validate_request_parameters: true }),
      [{ at, says: ["doesn't check body"] }],
    ],
  },
  silent: {
    "an operation of a body with the whole body's validator": spec({ ...BODY, ...HEADER }, { [V]: "all" }),
    "an operation's own validator": spec({ ...BODY, ...HEADER, [V]: "all" }, { [V]: "parameters" }),
    "a body that declares no validators": spec(BODY, { [`${V}s`]: undefined }),
    "an operation that declares nothing": spec({}),
    "a good stack": goodStack(),
    "a validator of parameters": validated(REQUIRED, { validate_request_parameters: true }),
    "a validator of both": validated(
      { ...MODEL, ...REQUIRED },
      { validate_request_parameters: true, validate_request_body: true },
    ),
    "one of another state": restMethod({ ...MODEL, request_validator_id: "abc123" }),
    "a part of the path": restMethod({
      authorization: "NONE",
      request_parameters: { "method.request.path.proxy": true, "method.request.header.x": false },
    }),
  },
});
