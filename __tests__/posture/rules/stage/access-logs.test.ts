import {
  accessLogOff,
  logAuthorizerError,
  logFormatSize,
  logRequestId,
  logVariableUnknown,
} from "../../../../posture/rules/stage/access-logs";
import { holds } from "../holds";
import { goodStack, stage, stackOf, without } from "../support";

describe("access-log-off", () => {
  holds(accessLogOff, {
    fires: {
      none: [
        goodStack(stage({ access_log_settings: undefined })),
        [{ at: "aws_apigatewayv2_stage.stage", says: ["/aws/vendedlogs/"] }],
      ],
    },
    silent: { "a log": goodStack() },
    unknown: { "whether there is one": goodStack(stage({ access_log_settings: "${var.log}" })) },
  });
});

describe("log-authorizer-error", () => {
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
});

describe("log-format-size", () => {
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
});

describe("log-request-id", () => {
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
});

describe("log-variable-unknown", () => {
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
});
