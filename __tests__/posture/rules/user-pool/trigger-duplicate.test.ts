import { triggerDuplicate } from "../../../../posture/rules/user-pool/trigger-duplicate";
import { holds } from "../holds";
import { pool, stackOf } from "../support";

const twice = (plain: string | undefined) =>
  stackOf(
    pool({
      lambda_config: {
        pre_token_generation: plain,
        pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V2_0" },
      },
    }),
  );

holds(triggerDuplicate, {
  fires: {
    "two functions": [
      twice("arn:aws:lambda:eu-west-1:123456789012:function:other"),
      [{ at: "aws_cognito_user_pool.pool", says: ["Remove pre_token_generation"] }],
    ],
  },
  silent: { "the block alone": twice(undefined), "the same function": twice("${aws_lambda_function.items.arn}") },
});
