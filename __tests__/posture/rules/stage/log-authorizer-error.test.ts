import { logAuthorizerError } from "../../../../posture/rules/stage/log-authorizer-error";
import { holds } from "../holds";
import { goodStack, stackOf, stage, without } from "../support";

const format = (text: string) =>
  stage({ access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access.arn}", format: text } });

holds(logAuthorizerError, {
  fires: {
    "no reason": [
      stackOf(format("$context.requestId")),
      [{ at: "aws_apigatewayv2_stage.stage", says: ["$context.authorizer.error"] }],
    ],
  },
  silent: {
    "the reason": goodStack(),
    "an API without authorizers": without(stackOf(format("$context.requestId")), "aws_apigatewayv2_authorizer.jwt"),
  },
  unknown: { "the format": stackOf(format("${var.format}")) },
});
