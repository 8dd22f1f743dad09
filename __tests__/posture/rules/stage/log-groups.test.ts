import { logGroupName, logPolicyOverflow } from "../../../../posture/rules/stage/log-groups";
import { holds } from "../holds";
import { goodStack, stackOf } from "../support";
import type { Resources } from "../support";

describe("log-group-name", () => {
  const named = (name: string) => stackOf({ aws_cloudwatch_log_group: { access: { name } } });

  holds(logGroupName, {
    fires: {
      "no slash in front of aws": [named("aws/api"), [{ at: "aws_cloudwatch_log_group.access", nearest: "/aws/api" }]],
      "a space": [named("/my api"), [{ at: "aws_cloudwatch_log_group.access", nearest: "/my-api" }]],
    },
    silent: {
      "a name": goodStack(),
      "a group of something else": stackOf({ aws_cloudwatch_log_group: { other: { name: "any thing" } } }),
    },
    unknown: { "the name": named("${var.name}") },
  });
});

describe("log-policy-overflow", () => {
  const stages = (count: number, prefix: string): Resources => ({
    aws_cloudwatch_log_group: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`g${i}`, { name: `${prefix}${i}` }]),
    ),
    aws_apigatewayv2_stage: Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `s${i}`,
        {
          api_id: "${aws_apigatewayv2_api.api.id}",
          name: `s${i}`,
          access_log_settings: {
            destination_arn: `\${aws_cloudwatch_log_group.g${i}.arn}`,
            format: "$context.requestId",
          },
        },
      ]),
    ),
  });

  const long = `/api/${"x".repeat(450)}/`;

  const all = Array.from({ length: 10 }, (_, i) => ({
    at: `aws_cloudwatch_log_group.g${i}`,
    says: ["5120", "/aws/vendedlogs/apigateway/"],
  }));

  holds(logPolicyOverflow, {
    fires: { "ten long names": [stackOf(stages(10, long)), all] },
    silent: {
      "under vendedlogs": stackOf(stages(10, `/aws/vendedlogs${long}`.slice(0, 460))),
      "ten short names": stackOf(stages(10, "/api/")),
    },
    unknown: { "a name": stackOf({ aws_cloudwatch_log_group: { access: { name: "${var.name}" } } }) },
  });
});
