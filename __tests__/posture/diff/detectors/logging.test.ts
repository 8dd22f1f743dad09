import { type Body, type Side, eachPair } from "./each-pair";

const API = {
  aws_apigatewayv2_api: { api: { name: "orders", protocol_type: "HTTP" } },
  aws_cloudwatch_log_group: { calls: { name: "calls" } },
};
const stage = (log?: unknown, more: Body = {}): Side => ({
  resource: {
    ...API,
    ...more,
    aws_apigatewayv2_stage: {
      live: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        name: "live",
        ...(log !== undefined && { access_log_settings: log }),
      },
    },
  },
});
const FORMAT = "$context.requestId $context.authorizer.error";
const to = (destination_arn: string, format = FORMAT): Side => stage([{ destination_arn, format }]);
const OWN = "arn:aws:logs:eu-central-1:111122223333:log-group:calls";

test("a stage's access log comes, goes, and goes elsewhere", () => {
  const sides = {
    none: stage(),
    "this configuration's log group": to("${aws_cloudwatch_log_group.calls.arn}"),
    "a log group by its ARN": to(OWN),
    "another one of the account": to(OWN.replace("calls", "others")),
    "another account's": to(OWN.replace("111122223333", "444455556666")),
    "a log group that isn't known": to("${var.unset}"),
    "no word of why": to(OWN, "$context.requestId"),
    "a format that isn't known": to(OWN, "${var.unset}"),
    "not known": stage("${var.unset}"),
  };
  expect(eachPair(sides, /^(access-log|log)-/)).toMatchSnapshot();
});
