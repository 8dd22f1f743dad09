import { readState } from "../../../../posture/model/read";
import { evaluateRules } from "../../../../posture/rules/index";
import { authorizerPermission } from "../../../../posture/rules/authorizer/authorizer-permission";
import { holds } from "../holds";
import { lambdaAuthorizer, stackOf, without } from "../support";
import type { Resources } from "../support";

const at = "aws_apigatewayv2_authorizer.lambda";
const source = (source_arn: string): Resources => ({
  aws_lambda_permission: { authorizer: { ...lambdaAuthorizer()["aws_lambda_permission"]?.["authorizer"], source_arn } },
});

holds(authorizerPermission, {
  fires: {
    none: [
      without(stackOf(lambdaAuthorizer()), "aws_lambda_permission.authorizer"),
      [{ at, says: ["aws_lambda_function.authorizer", "aws_lambda_permission"] }],
    ],
    "for routes only": [
      stackOf(lambdaAuthorizer(), source("${aws_apigatewayv2_api.api.execution_arn}/*/GET/items")),
      [{ at }],
      "unknown",
    ],
  },
  silent: {
    "one for the authorizer": stackOf(lambdaAuthorizer()),
    "one for all": stackOf(lambdaAuthorizer(), source("${aws_apigatewayv2_api.api.execution_arn}/*/*")),
    "a role instead": without(
      stackOf(lambdaAuthorizer({ authorizer_credentials_arn: "arn:aws:iam::123456789012:role/api" })),
      "aws_lambda_permission.authorizer",
    ),
  },
  unknown: {
    "a function that is elsewhere": stackOf(
      lambdaAuthorizer({
        authorizer_uri:
          "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:elsewhere/invocations",
      }),
    ),
  },
});

describe("a state, where every id is known", () => {
  const resource = (type: string, name: string, values: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    values,
  });
  const api = "arn:aws:execute-api:eu-west-1:123456789012:abc";
  const fn = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
  const state = (path: string) => ({
    format_version: "1.0",
    values: {
      root_module: {
        resources: [
          resource("aws_apigatewayv2_api", "api", {
            id: "abc",
            name: "api",
            protocol_type: "HTTP",
            execution_arn: api,
          }),
          resource("aws_lambda_function", "guard", { function_name: "guard", arn: fn, id: "guard" }),
          resource("aws_apigatewayv2_authorizer", "lambda", {
            id: "x1y2z3",
            api_id: "abc",
            authorizer_type: "REQUEST",
            authorizer_uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn}/invocations`,
          }),
          resource("aws_lambda_permission", "guard", {
            action: "lambda:InvokeFunction",
            function_name: "guard",
            principal: "apigateway.amazonaws.com",
            source_arn: `${api}${path}`,
          }),
        ],
      },
    },
  });
  const codes = (path: string) =>
    evaluateRules(readState(state(path)), [authorizerPermission]).findings.map(({ code }) => code);

  it("a permission for this very authorizer is one", () => expect(codes("/authorizers/x1y2z3")).toEqual([]));
  it("one for another is none", () => expect(codes("/authorizers/other")).toEqual(["authorizer-permission"]));
});
