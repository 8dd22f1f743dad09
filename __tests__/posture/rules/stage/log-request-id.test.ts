import { logRequestId } from "../../../../posture/rules/stage/log-request-id";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

const format = (text: string) =>
  goodStack(
    stage({ access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access.arn}", format: text } }),
  );

holds(logRequestId, {
  fires: {
    "no id": [
      format('{"ip":"$context.identity.sourceIp"}'),
      [{ at: "aws_apigatewayv2_stage.stage", says: ["$context.requestId"] }],
    ],
    "a name that only begins like it": [format("$context.requestIdentity"), [{ at: "aws_apigatewayv2_stage.stage" }]],
  },
  silent: {
    "the id": goodStack(),
    "the extended id": format("$context.extendedRequestId"),
    "no log": goodStack(stage({ access_log_settings: undefined })),
  },
  unknown: { "the format": format("${var.format}") },
});
