import { triggerPermission } from "../../../../posture/rules/function/trigger-permission";
import { holds } from "../holds";
import { goodStack, pool, stackOf } from "../support";
import type { Resources } from "../support";

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
