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

holds(restValidatorMissing, {
  fires: {
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
