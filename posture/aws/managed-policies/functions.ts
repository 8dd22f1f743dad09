import { actions, allow, services } from "./policy";
import type { ManagedPolicy } from "./policy";

/** Policies for Lambda: execution roles, and who calls and deploys functions. By name, without the path. */
export const FUNCTIONS: Readonly<Record<string, ManagedPolicy>> = {
  AWSLambdaRole: { version: "v1", statements: [allow("lambda:InvokeFunction")], rest: "nothing" },
  "AWSLambdaInvocation-DynamoDB": {
    version: "v1",
    statements: [
      allow("lambda:InvokeFunction"),
      allow(actions("dynamodb:DescribeStream GetRecords GetShardIterator ListStreams")),
    ],
    rest: "nothing",
  },
  AWSLambdaExecute: {
    version: "v1",
    statements: [allow("logs:*", "arn:aws:logs:*:*:*"), allow(actions("s3:GetObject PutObject"), "arn:aws:s3:::*")],
    rest: "nothing",
  },
  AWSLambda_FullAccess: {
    version: "v7",
    statements: [
      allow(
        actions(
          "cloudformation:DescribeStacks ListStackResources",
          "cloudwatch:ListMetrics GetMetricData",
          "ec2:DescribeSecurityGroups DescribeSubnets DescribeVpcs",
          "kms:DescribeKey ListAliases",
          "iam:GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
          "iam:ListRoles",
          "lambda:*",
          "logs:DescribeLogGroups",
          "states:DescribeStateMachine ListStateMachines",
          "tag:GetResources",
          "xray:GetTraceSummaries BatchGetTraces",
        ),
      ),
      allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }),
      allow(
        actions("logs:DescribeLogStreams GetLogEvents FilterLogEvents StartLiveTail StopLiveTail"),
        "arn:aws:logs:*:*:log-group:/aws/lambda/*",
      ),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda",
        { StringEquals: { "iam:AWSServiceName": "lambda.amazonaws.com" } },
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaReplicator: {
    version: "v3",
    statements: [
      allow(actions("lambda:CreateFunction DeleteFunction DisableReplication"), "arn:aws:lambda:*:*:function:*"),
      allow("iam:PassRole", "*", { StringLikeIfExists: { "iam:PassedToService": "lambda.amazonaws.com" } }),
      allow("cloudfront:ListDistributionsByLambdaFunction"),
    ],
    rest: "nothing",
  },
  AWSLambdaBasicExecutionRole: {
    version: "v1",
    statements: [allow(actions("logs:CreateLogGroup CreateLogStream PutLogEvents"))],
    rest: "nothing",
  },
  AWSLambdaBasicDurableExecutionRolePolicy: {
    version: "v3",
    statements: [
      allow(
        actions(
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
          "lambda:CheckpointDurableExecution GetDurableExecutionState",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaVPCAccessExecutionRole: {
    version: "v3",
    statements: [
      allow(
        actions(
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
          "ec2:CreateNetworkInterface DescribeNetworkInterfaces DescribeSubnets DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses UnassignPrivateIpAddresses",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaENIManagementAccess: {
    version: "v2",
    statements: [
      allow(
        actions(
          "ec2:CreateNetworkInterface DescribeNetworkInterfaces DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses UnassignPrivateIpAddresses",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaSQSQueueExecutionRole: {
    version: "v1",
    statements: [
      allow(
        actions(
          "sqs:ReceiveMessage DeleteMessage GetQueueAttributes",
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaDynamoDBExecutionRole: {
    version: "v1",
    statements: [
      allow(
        actions(
          "dynamodb:DescribeStream GetRecords GetShardIterator ListStreams",
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaKinesisExecutionRole: {
    version: "v2",
    statements: [
      allow(
        actions(
          "kinesis:DescribeStream DescribeStreamSummary GetRecords GetShardIterator ListShards ListStreams",
          "kinesis:SubscribeToShard",
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSLambdaMSKExecutionRole: {
    version: "v2",
    statements: [
      allow(
        actions(
          "kafka:DescribeCluster DescribeClusterV2 GetBootstrapBrokers",
          "ec2:CreateNetworkInterface DescribeNetworkInterfaces DescribeVpcs DeleteNetworkInterface",
          "ec2:DescribeSubnets DescribeSecurityGroups",
          "logs:CreateLogGroup CreateLogStream PutLogEvents",
        ),
      ),
    ],
    rest: "nothing",
  },
  CloudWatchLambdaInsightsExecutionRolePolicy: {
    version: "v1",
    statements: [
      allow("logs:CreateLogGroup"),
      allow(actions("logs:CreateLogStream PutLogEvents"), "arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"),
    ],
    rest: "nothing",
  },
  CloudWatchLambdaApplicationSignalsExecutionRolePolicy: {
    version: "v1",
    statements: [
      allow("xray:PutTraceSegments", "*", { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } }),
      allow(
        actions("logs:CreateLogGroup CreateLogStream PutLogEvents"),
        "arn:aws:logs:*:*:log-group:/aws/application-signals/data:*",
        { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
      ),
    ],
    rest: "nothing",
  },
  AmazonS3ObjectLambdaExecutionRolePolicy: {
    version: "v1",
    statements: [
      allow(actions("logs:CreateLogGroup CreateLogStream PutLogEvents", "s3-object-lambda:WriteGetObjectResponse")),
    ],
    rest: "nothing",
  },
  AWSCodeDeployRoleForLambda: {
    version: "v3",
    statements: [
      allow(
        actions(
          "cloudwatch:DescribeAlarms",
          "lambda:UpdateAlias GetAlias GetProvisionedConcurrencyConfig",
          "sns:Publish",
        ),
      ),
      allow(actions("s3:GetObject GetObjectVersion"), "arn:aws:s3:::*/CodeDeploy/*"),
      allow(actions("s3:GetObject GetObjectVersion"), "*", {
        StringEquals: { "s3:ExistingObjectTag/UseWithCodeDeploy": "true" },
      }),
      allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:CodeDeployHook_*"),
    ],
    rest: "nothing",
  },
  AWSCodeDeployRoleForLambdaLimited: {
    version: "v1",
    statements: [
      allow(actions("cloudwatch:DescribeAlarms", "lambda:UpdateAlias GetAlias GetProvisionedConcurrencyConfig")),
      allow(actions("s3:GetObject GetObjectVersion"), "arn:aws:s3:::*/CodeDeploy/*"),
      allow(actions("s3:GetObject GetObjectVersion"), "*", {
        StringEquals: { "s3:ExistingObjectTag/UseWithCodeDeploy": "true" },
      }),
      allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:CodeDeployHook_*"),
    ],
    rest: "nothing",
  },
  AWSLambdaFullAccess: {
    version: "v8",
    statements: [
      allow(
        actions(
          "cognito-identity:ListIdentityPools",
          "iam:GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
          "iam:ListRoles PassRole",
          "lambda:*",
        ),
      ),
    ],
    rest: {
      within: services(
        "cloudformation cloudwatch cognito-sync dynamodb ec2 events iot kinesis kms logs s3 sns sqs tag",
        "xray",
      ),
    },
  },
  AWSLambdaReadOnlyAccess: {
    version: "v8",
    statements: [
      allow(
        actions(
          "cognito-identity:ListIdentityPools",
          "iam:GetPolicy GetPolicyVersion GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies",
          "iam:ListRoles",
          "lambda:Get* List*",
        ),
      ),
    ],
    rest: {
      within: services(
        "cloudformation cloudwatch cognito-sync dynamodb ec2 events iot kinesis kms logs s3 sns sqs tag",
      ),
    },
  },
  AWSLambdaManagedEC2ResourceOperator: { version: "v3", rest: { within: services("ec2") } },
};
