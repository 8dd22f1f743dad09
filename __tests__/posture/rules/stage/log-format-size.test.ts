import { logFormatSize } from "../../../../posture/rules/stage/log-format-size";
import { holds } from "../holds";
import { goodStack, stage } from "../support";

const format = (text: string) =>
  goodStack(
    stage({ access_log_settings: { destination_arn: "${aws_cloudwatch_log_group.access.arn}", format: text } }),
  );
const at = "aws_apigatewayv2_stage.stage";

holds(logFormatSize, {
  fires: {
    "3 KB and a byte": [format("x".repeat(3073)), [{ at, says: ["3073", "3072"] }]],
    "bytes, not characters": [format("é".repeat(1537)), [{ at }]],
    "two lines": [format("$context.requestId\n$context.path"), [{ at, says: ["jsonencode"] }]],
  },
  silent: { "3 KB": format("x".repeat(3072)), "a line break at the end": format("$context.requestId\n") },
  unknown: { "the format": format("${var.format}") },
});
