import { arnRegion } from "../../../../posture/rules/api/arn-region";
import { holds } from "../holds";
import { stackOf } from "../support";
import type { Stack } from "../support";

const ACCOUNT = "123456789012";
const one = (type: string, body: Record<string, unknown>, region?: string): Stack =>
  stackOf({ [type]: { it: { region: region ?? "eu-west-1", ...body } } });
const fires = (type: string, body: Record<string, unknown>, ...says: string[]) =>
  [one(type, body), [{ at: `${type}.it`, says }]] as const;
const lambda = (region: string) => `arn:aws:lambda:${region}:${ACCOUNT}:function:f`;

describe("arn-region", () => {
  holds(arnRegion, {
    fires: {
      "a layer": [
        ...fires("aws_lambda_function", { layers: [`arn:aws:lambda:us-east-1:${ACCOUNT}:layer:l:1`] }, "layers"),
      ],
      "an image": [
        ...fires("aws_lambda_function", { image_uri: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/a:1` }, "us-east-1"),
      ],
      "a key of a log, of another partition": [
        ...fires("aws_cloudwatch_log_group", { kms_key_id: `arn:aws-cn:kms:cn-north-1:${ACCOUNT}:key/a` }),
      ],
      "a trigger": [
        ...fires(
          "aws_cognito_user_pool",
          { lambda_config: [{ pre_sign_up: lambda("us-east-1") }] },
          "lambda_config.pre_sign_up",
        ),
      ],
      "a pool": [...fires("aws_cognito_user_pool_client", { user_pool_id: "us-east-1_AbCdEf123" }, "eu-west-1")],
      "one topic of another partition twice": [
        ...fires(
          "aws_cloudwatch_metric_alarm",
          {
            alarm_actions: [`arn:aws-cn:sns:cn-north-1:${ACCOUNT}:t`],
            ok_actions: [`arn:aws-cn:sns:cn-north-1:${ACCOUNT}:t`],
          },
          "alarm_actions and ok_actions name ",
        ),
      ],
      "a listener": [
        ...fires("aws_apigatewayv2_integration", {
          integration_uri: `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:listener/app/a/1/2`,
        }),
      ],
      "a function of another partition": [
        ...fires(
          "aws_apigatewayv2_integration",
          { integration_uri: lambda("eu-west-1").replace("aws", "aws-cn") },
          "the partition aws-cn",
          "Name one of the partition aws.",
        ),
      ],
      "a role of another partition": [
        ...fires("aws_lambda_function", { role: `arn:aws-us-gov:iam::${ACCOUNT}:role/r` }, "aws-us-gov"),
      ],
    },
    silent: {
      "a function of another region, which API Gateway may call": one("aws_apigatewayv2_integration", {
        integration_uri: lambda("us-east-1"),
      }),
      "a topic of another region, of which AWS doesn't say": one("aws_cloudwatch_metric_alarm", {
        alarm_actions: [`arn:aws:sns:us-east-1:${ACCOUNT}:t`],
      }),
      "its own region": one("aws_lambda_function", { layers: [`arn:aws:lambda:eu-west-1:${ACCOUNT}:layer:l:1`] }),
      "a key by its alias": one("aws_secretsmanager_secret", { kms_key_id: "alias/mine" }),
      "a region that nobody wrote": stackOf({
        aws_cloudwatch_log_group: { it: { name: "a", kms_key_id: `arn:aws:kms:us-east-1:${ACCOUNT}:key/a` } },
      }),
      "what isn't known": one("aws_lambda_function", { layers: ["${var.layer}"] }),
    },
  });
});
