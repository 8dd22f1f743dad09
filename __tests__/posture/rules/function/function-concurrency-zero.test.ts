import { functionConcurrencyZero } from "../../../../posture/rules/function/function-concurrency-zero";
import { holds } from "../holds";
import { goodStack, over, stackOf } from "../support";

const none = over("aws_lambda_function", "items", { reserved_concurrent_executions: 0 });

holds(functionConcurrencyZero, {
  fires: {
    "a route's function": [
      stackOf(none),
      [{ at: "aws_lambda_function.items", says: ["aws_apigatewayv2_integration.items"] }],
    ],
    "a trigger": [
      stackOf({
        aws_lambda_function: { shape: { function_name: "shape", reserved_concurrent_executions: 0 } },
        ...over("aws_cognito_user_pool", "pool", {
          lambda_config: { pre_token_generation: "${aws_lambda_function.shape.arn}" },
        }),
      }),
      [{ at: "aws_lambda_function.shape", says: ["pre_token_generation of aws_cognito_user_pool.pool"] }],
    ],
  },
  silent: {
    "no limit": goodStack(),
    "the provider's default": stackOf(over("aws_lambda_function", "items", { reserved_concurrent_executions: -1 })),
    "some concurrency": stackOf(over("aws_lambda_function", "items", { reserved_concurrent_executions: 5 })),
    "a function that nobody needs": stackOf({
      aws_lambda_function: { idle: { function_name: "idle", reserved_concurrent_executions: 0 } },
    }),
  },
  unknown: {
    "a limit that isn't known": stackOf(
      over("aws_lambda_function", "items", { reserved_concurrent_executions: "${var.limit}" }),
    ),
  },
});
