import { logGroupName } from "../../../../posture/rules/stage/log-group-name";
import { holds } from "../holds";
import { goodStack, stackOf } from "../support";

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
