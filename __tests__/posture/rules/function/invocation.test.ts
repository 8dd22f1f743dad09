import { functionPermission, triggerPermission } from "../../../../posture/rules/function/invocation";
import { readPlan } from "../../../../posture/model/read";
import { evaluateRules } from "../../../../posture/rules";
import { asPlan } from "../as-plan";
import { holds } from "../holds";
import { goodStack, integration, permission, route, stackOf, without, pool } from "../support";
import type { Resources } from "../support";

describe("function-permission", () => {
  const at = "aws_apigatewayv2_integration.items";

  const source = (source_arn: string) => permission({ source_arn });

  const ALIAS: Resources = {
    aws_lambda_alias: { live: { name: "live", function_name: "${aws_lambda_function.items.function_name}" } },
  };

  holds(functionPermission, {
    fires: {
      none: [without(goodStack(), "aws_lambda_permission.items"), [{ at, says: ["aws_lambda_function.items", "500"] }]],
      "for another service": [stackOf(permission({ principal: "s3.amazonaws.com" })), [{ at }]],
      "for another action": [stackOf(permission({ action: "lambda:GetFunction" })), [{ at }]],
      "for an alias, while the function itself is called": [stackOf(permission({ qualifier: "live" })), [{ at }]],
      "for the function itself, while its alias is called": [
        stackOf(integration({ integration_uri: "${aws_lambda_alias.live.invoke_arn}" }), ALIAS),
        [{ at }],
      ],
      "for another method": [
        stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/POST/items")),
        [{ at, says: ["GET /items", "*/*"] }],
        "unknown",
      ],
      "for another stage": [stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/prod/*")), [{ at }], "unknown"],
      "a pattern that leaves $default out": [
        stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/*/*"), route({ route_key: "$default" })),
        [{ at, says: ["$default"] }],
        "unknown",
      ],
      "the API's ARN without a route": [
        stackOf(source("${aws_apigatewayv2_api.api.execution_arn}")),
        [{ at }],
        "unknown",
      ],
    },
    silent: {
      "for all routes": goodStack(),
      "for every action": stackOf(permission({ action: "lambda:*" })),
      "for an alias that is called": stackOf(
        permission({ qualifier: "live" }),
        integration({
          integration_uri:
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:items:live/invocations",
        }),
      ),
      "for this route": stackOf(source("${aws_apigatewayv2_api.api.execution_arn}/*/GET/items")),
      "for $default": stackOf(
        source("${aws_apigatewayv2_api.api.execution_arn}/*/*"),
        route({ route_key: "$default" }),
      ),
      "a backend over HTTP": stackOf(
        integration({ integration_type: "HTTP_PROXY", integration_uri: "https://backend.example" }),
      ),
    },
    unknown: {
      "a function that is elsewhere": stackOf(
        integration({ integration_uri: "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere" }),
      ),
      "whom it lets in": stackOf(permission({ principal: "${var.principal}" })),
    },
  });

  test("an expression names a function and an alias that has no instance: the plan has no mistake", () => {
    const alias = { name: "live", function_name: "${aws_lambda_function.items.function_name}" };
    const stack = stackOf(integration({ integration_uri: "${aws_lambda_alias.live.invoke_arn}" }), {
      aws_lambda_alias: { live: alias },
    });
    const plan: unknown = JSON.parse(JSON.stringify(asPlan(stack)), (name, value: unknown) => {
      if (!Array.isArray(value)) return value;
      if (name === "references" && value[0] === "aws_lambda_alias.live.invoke_arn")
        return [...value, "aws_lambda_function.items.invoke_arn", "aws_lambda_function.items"];
      return value.filter((one) => one?.address !== "aws_lambda_alias.live" || one.expressions !== undefined);
    });
    const { findings } = evaluateRules(readPlan(plan).after, [functionPermission]);
    expect(findings.map(({ kind }) => kind)).toEqual(["unknown"]);
  });
});

describe("trigger-permission", () => {
  const trigger = pool({ lambda_config: { post_confirmation: "${aws_lambda_function.items.arn}" } });

  const allowed: Resources = {
    aws_lambda_permission: {
      pool: {
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.items.function_name}",
        principal: "cognito-idp.amazonaws.com",
        source_arn: "${aws_cognito_user_pool.pool.arn}",
      },
    },
  };

  holds(triggerPermission, {
    fires: {
      none: [
        stackOf(trigger),
        [
          {
            at: "aws_cognito_user_pool.pool",
            says: ["aws_lambda_function.items", "post_confirmation", "cognito-idp.amazonaws.com"],
          },
        ],
      ],
    },
    silent: { "one for the pool": stackOf(trigger, allowed), "no trigger": goodStack() },
    unknown: {
      "a function that is elsewhere": stackOf(
        pool({ lambda_config: { post_confirmation: "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere" } }),
      ),
    },
  });
});
