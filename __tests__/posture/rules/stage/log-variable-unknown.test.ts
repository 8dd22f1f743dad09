import { logVariableUnknown } from "../../../../posture/rules/stage/log-variable-unknown";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

const format = (text: string) =>
  goodStack(
    stage({ access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access.arn}", format: text } }),
  );
const at = "aws_apigatewayv2_stage.stage";

holds(logVariableUnknown, {
  fires: {
    "a misspelt one": [
      format('{"id":"$context.requestID","ms":"$context.responseLatancy"}'),
      [
        { at, nearest: "$context.requestId" },
        { at, nearest: "$context.responseLatency" },
      ],
    ],
    "one of REST APIs": [format("$context.requestId $context.resourcePath"), [{ at, says: ["resourcePath"] }]],
  },
  silent: {
    "known ones": goodStack(),
    "claims and answers": format(
      "$context.requestId $context.authorizer.claims.sub $context.authorizer.tenant $context.identity.sourceIp.",
    ),
  },
  unknown: { "the format": format("${var.format}") },
});
