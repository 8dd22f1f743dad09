import {
  permissionDuplicate,
  permissionEverybody,
  permissionWildcard,
  permissionWithoutSource,
} from "../../../../posture/rules/function/permissions";
import { holds } from "../holds";
import { goodStack, lambdaAuthorizer, stackOf, findingsOf, permission } from "../support";
import type { Resources } from "../support";
import { goat, goatAddresses } from "../authgoat";
import { permissionFor } from "../other-routes";

describe("permission-duplicate", () => {
  const more = (change: Record<string, unknown>, names = ["b", "c"]): Resources => ({
    aws_lambda_permission: Object.fromEntries(
      names.map((name) => [name, { ...goodStack().resource["aws_lambda_permission"]?.["items"], ...change }]),
    ),
  });

  holds(permissionDuplicate, {
    fires: {
      "one a route": [
        stackOf(more({ source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/GET/items" })),
        [{ at: "aws_lambda_permission.items", says: ["3 permissions", "*/*"] }],
      ],
    },
    silent: {
      one: goodStack(),
      "beside an authorizer's": stackOf(lambdaAuthorizer()),
      "for no API": stackOf(more({ source_arn: undefined })),
      "of functions of another state": stackOf(
        more({ function_name: "arn:aws:lambda:eu-west-1:1:function:elsewhere" }),
      ),
      "of an authorizer": stackOf(
        more({ source_arn: "${aws_apigatewayv2_api.api.execution_arn}/authorizers/abc" }, ["b"]),
      ),
      "for aliases": stackOf(more({ qualifier: "${aws_lambda_alias.live.name}" })),
    },
  });
});

describe("permission-everybody", () => {
  holds(permissionEverybody, {
    fires: {
      everybody: [permissionFor({ principal: "*" }), [{ at: "aws_lambda_permission.more" }]],
    },
    silent: {
      "a good stack": goodStack(),
      "an account": permissionFor({ principal: "111122223333" }),
      "an organization": permissionFor({ principal: "*", principal_org_id: "o-abcdefghij" }),
    },
  });

  describe("permission-everybody", () => {
    test("fires on every vulnerable entry point of its kind", async () => {
      expect(await goatAddresses(permissionEverybody, "vulnerable")).toEqual(["aws_lambda_permission.everybody"]);
      for (const { kind, message } of await goat(permissionEverybody, "vulnerable")) {
        expect(kind).toBe("mistake");
        expect(message).toMatch(/\S/);
      }
      expect((await goat(permissionEverybody, "vulnerable")).map(({ message }) => message).join()).toContain(
        "every AWS account",
      );
    });

    test("is silent once they are fixed", async () => {
      expect(await goat(permissionEverybody, "fixed")).toEqual([]);
    });

    test("says so where it isn't known", () => {
      const resource = {
        aws_lambda_function: { f: { function_name: "f" } },
        aws_lambda_permission: { p: { function_name: "f", action: "lambda:InvokeFunction", principal: "${var.who}" } },
      };
      expect(findingsOf(permissionEverybody, { resource })).toEqual([
        expect.objectContaining({ kind: "unknown", address: "aws_lambda_permission.p" }),
      ]);
    });
  });
});

describe("permission-wildcard", () => {
  const at = "aws_lambda_permission.items";

  const source = (source_arn: string) => goodStack(permission({ source_arn }));

  holds(permissionWildcard, {
    fires: {
      "every API": [
        source("arn:aws:execute-api:eu-west-1:123456789012:*/*/*"),
        [{ at, says: ["more than one API", "execution_arn"] }],
      ],
      everything: [source("*"), [{ at }]],
    },
    silent: {
      "one API": goodStack(),
      "one REST API, a pool, a rule": {
        ...goodStack(),
        resource: {
          ...goodStack().resource,
          aws_cloudwatch_event_rule: { r: { name: "r" } },
          aws_lambda_permission: Object.fromEntries(
            ["aws_api_gateway_rest_api.rest.execution_arn", "aws_cloudwatch_event_rule.r.arn"].map((name, i) => [
              `p${String(i)}`,
              { function_name: "items", principal: "events.amazonaws.com", source_arn: `\${${name}}` },
            ]),
          ),
        },
      },
      "one API by its ARN": source("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/*"),
    },
  });
});

describe("permission-without-source", () => {
  const at = "aws_lambda_permission.items";

  const bare = (change: Record<string, unknown>) => goodStack(permission({ source_arn: undefined, ...change }));

  holds(permissionWithoutSource, {
    fires: {
      "for API Gateway": [bare({}), [{ at, says: ["any account", "source_arn"] }]],
      "for Cognito": [bare({ principal: "cognito-idp.amazonaws.com" }), [{ at, says: ["the pool's ARN"] }]],
      "for everybody": [bare({ principal: "*" }), [{ at, says: ["everybody"] }]],
    },
    silent: {
      "with a source": goodStack(),
      "with an account": bare({ source_account: "123456789012" }),
      "for everybody who calls a function URL": bare({
        principal: "*",
        action: "lambda:InvokeFunctionUrl",
        function_url_auth_type: "NONE",
      }),
      "another service": bare({ principal: "events.amazonaws.com" }),
    },
    unknown: { "the principal": bare({ principal: "${var.principal}" }) },
  });
});
