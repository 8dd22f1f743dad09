import {
  authorizerIdentitySource,
  authorizerTokenInQuery,
  authorizerResponseFormat,
  authorizerPermission,
} from "../../../../posture/rules/authorizer/lambda-authorizers";
import { holds } from "../holds";
import { goodStack, jwt, lambdaAuthorizer, stackOf, without } from "../support";
import { readState } from "../../../../posture/model/read";
import { evaluateRules } from "../../../../posture/rules/index";
import type { Resources } from "../support";

describe("authorizer-identity-source", () => {
  const at = "aws_apigatewayv2_authorizer.jwt";

  const sources = (identity_sources: unknown) => goodStack(jwt({ identity_sources }));

  holds(authorizerIdentitySource, {
    fires: {
      "the form of REST APIs": [
        sources(["method.request.header.Authorization"]),
        [{ at, nearest: "$request.header.Authorization" }],
      ],
      "a misspelt one": [
        sources(["$request.headers.Authorization"]),
        [{ at, nearest: "$request.header.Authorization" }],
      ],
      "two on a JWT authorizer": [
        sources(["$request.header.Authorization", "$request.header.X-Token"]),
        [{ at, says: ["one identity source"] }],
      ],
      "none on a JWT authorizer": [sources(undefined), [{ at, says: ["$request.header.Authorization"] }]],
    },
    silent: {
      "a header": goodStack(),
      "several on a Lambda authorizer": stackOf(
        lambdaAuthorizer({
          identity_sources: ["$request.header.Authorization", "$context.routeKey", "$stageVariables.x"],
        }),
      ),
    },
    unknown: { "a source": sources(["${var.source}"]) },
  });
});

describe("authorizer-token-in-query", () => {
  holds(authorizerTokenInQuery, {
    fires: {
      "a query parameter": [
        goodStack(jwt({ identity_sources: ["$request.querystring.token"] })),
        [{ at: "aws_apigatewayv2_authorizer.jwt", nearest: "$request.header.Authorization" }],
      ],
    },
    silent: { "a header": goodStack() },
  });
});

describe("authorizer-response-format", () => {
  const at = "aws_apigatewayv2_authorizer.lambda";

  holds(authorizerResponseFormat, {
    fires: {
      "simple responses in format 1.0": [
        stackOf(lambdaAuthorizer({ authorizer_payload_format_version: "1.0" })),
        [{ at, says: ["1.0", "2.0"] }],
      ],
      "no format": [
        stackOf(lambdaAuthorizer({ authorizer_payload_format_version: undefined })),
        [{ at, says: ["names no payload format"] }],
      ],
      "format 2.0, and nothing said about simple responses": [
        stackOf(lambdaAuthorizer({ enable_simple_responses: undefined })),
        [{ at, severity: "note", says: ["500"] }],
      ],
    },
    silent: {
      "simple responses in format 2.0": stackOf(lambdaAuthorizer()),
      "policies in format 1.0": stackOf(
        lambdaAuthorizer({ authorizer_payload_format_version: "1.0", enable_simple_responses: false }),
      ),
      "a JWT authorizer": goodStack(),
    },
    unknown: { "the format": stackOf(lambdaAuthorizer({ authorizer_payload_format_version: "${var.version}" })) },
  });
});

describe("authorizer-permission", () => {
  const at = "aws_apigatewayv2_authorizer.lambda";

  const source = (source_arn: string): Resources => ({
    aws_lambda_permission: {
      authorizer: { ...lambdaAuthorizer()["aws_lambda_permission"]?.["authorizer"], source_arn },
    },
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

    test("a permission for this very authorizer is one", () => expect(codes("/authorizers/x1y2z3")).toEqual([]));
    test("one for another is none", () => expect(codes("/authorizers/other")).toEqual(["authorizer-permission"]));
  });
});
