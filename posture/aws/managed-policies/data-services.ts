import { actions, allow, services } from "./policy";
import type { ManagedPolicy } from "./policy";

/** Policies for services that a function works with. By name, without the path. */
export const DATA_SERVICES: Readonly<Record<string, ManagedPolicy>> = {
  AWSXRayDaemonWriteAccess: {
    version: "v2",
    statements: [
      allow(
        actions(
          "xray:PutTraceSegments PutTelemetryRecords GetSamplingRules GetSamplingTargets",
          "xray:GetSamplingStatisticSummaries",
        ),
      ),
    ],
    rest: "nothing",
  },
  CloudWatchLogsFullAccess: {
    version: "v8",
    statements: [
      allow(
        actions(
          "logs:*",
          "cloudwatch:GenerateQuery GenerateQueryResultsSummary",
          "observabilityadmin:GetS3TableIntegration ListS3TableIntegrations ListTelemetryPipelines",
        ),
      ),
    ],
    rest: "nothing",
  },
  CloudWatchLogsReadOnlyAccess: {
    version: "v12",
    statements: [
      allow(
        actions(
          "logs:Describe* Get* List* StartQuery StopQuery TestMetricFilter FilterLogEvents StartLiveTail",
          "logs:StopLiveTail",
          "cloudwatch:GenerateQuery GenerateQueryResultsSummary",
          "observabilityadmin:ListS3TableIntegrations GetS3TableIntegration ListTelemetryPipelines",
        ),
      ),
    ],
    rest: "nothing",
  },
  AmazonS3FullAccess: { version: "v2", statements: [allow(actions("s3:*", "s3-object-lambda:*"))], rest: "nothing" },
  AmazonS3ReadOnlyAccess: {
    version: "v3",
    statements: [allow(actions("s3:Get* List* Describe*", "s3-object-lambda:Get* List*"))],
    rest: "nothing",
  },
  AmazonSQSFullAccess: { version: "v1", statements: [allow("sqs:*")], rest: "nothing" },
  AmazonSQSReadOnlyAccess: {
    version: "v4",
    statements: [
      allow(
        actions(
          "sqs:GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListQueues ListMessageMoveTasks",
          "sqs:ListQueueTags",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSStepFunctionsFullAccess: { version: "v1", statements: [allow("states:*")], rest: "nothing" },
  AWSCloudFormationFullAccess: { version: "v1", statements: [allow("cloudformation:*")], rest: "nothing" },
  AmazonEventBridgeFullAccess: {
    version: "v7",
    statements: [
      allow(actions("events:*", "schemas:*", "scheduler:*", "pipes:*")),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/apidestinations.events.amazonaws.com/AWSServiceRoleForAmazonEventBridgeApiDestinations",
        { StringEquals: { "iam:AWSServiceName": "apidestinations.events.amazonaws.com" } },
      ),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/schemas.amazonaws.com/AWSServiceRoleForSchemas",
        { StringEquals: { "iam:AWSServiceName": "schemas.amazonaws.com" } },
      ),
      allow(
        actions("secretsmanager:CreateSecret UpdateSecret DeleteSecret GetSecretValue PutSecretValue"),
        "arn:aws:secretsmanager:*:*:secret:events!*",
      ),
      allow("iam:PassRole", "arn:aws:iam::*:role/*", { StringLike: { "iam:PassedToService": "events.amazonaws.com" } }),
      allow("iam:PassRole", "arn:aws:iam::*:role/*", {
        StringLike: { "iam:PassedToService": "scheduler.amazonaws.com" },
      }),
      allow("iam:PassRole", "arn:aws:iam::*:role/*", { StringLike: { "iam:PassedToService": "pipes.amazonaws.com" } }),
    ],
    rest: "nothing",
  },
  AmazonDynamoDBFullAccess: {
    version: "v15",
    statements: [
      allow(
        actions(
          "iam:GetRole ListRoles",
          "lambda:CreateFunction ListFunctions ListEventSourceMappings CreateEventSourceMapping",
          "lambda:DeleteEventSourceMapping GetFunctionConfiguration DeleteFunction",
        ),
      ),
      allow("iam:PassRole", "*", {
        StringLike: {
          "iam:PassedToService": [
            "application-autoscaling.amazonaws.com",
            "application-autoscaling.amazonaws.com.cn",
            "dax.amazonaws.com",
          ],
        },
      }),
      allow("iam:CreateServiceLinkedRole", "*", {
        StringEquals: {
          "iam:AWSServiceName": [
            "replication.dynamodb.amazonaws.com",
            "dax.amazonaws.com",
            "dynamodb.application-autoscaling.amazonaws.com",
            "contributorinsights.dynamodb.amazonaws.com",
            "kinesisreplication.dynamodb.amazonaws.com",
          ],
        },
      }),
    ],
    rest: {
      within: services(
        "application-autoscaling cloudwatch datapipeline dax dynamodb ec2 kinesis kms resource-groups sns",
        "tag",
      ),
    },
  },
  AmazonDynamoDBReadOnlyAccess: {
    version: "v15",
    statements: [
      allow(actions("iam:GetRole ListRoles", "lambda:ListFunctions ListEventSourceMappings GetFunctionConfiguration")),
    ],
    rest: {
      within: services(
        "application-autoscaling cloudwatch datapipeline dax dynamodb ec2 kinesis kms resource-groups sns",
        "tag",
      ),
    },
  },
  SecretsManagerReadWrite: {
    version: "v5",
    statements: [
      allow("lambda:ListFunctions"),
      allow(
        actions("lambda:AddPermission CreateFunction GetFunction InvokeFunction UpdateFunctionConfiguration"),
        "arn:aws:lambda:*:*:function:SecretsManager*",
      ),
    ],
    rest: {
      within: services(
        "cloudformation docdb-elastic ec2 kms rds redshift redshift-serverless s3 secretsmanager",
        "serverlessrepo tag",
      ),
    },
  },
  AmazonSSMManagedInstanceCore: { version: "v2", rest: { within: services("ec2messages ssm ssmmessages") } },
  CloudWatchFullAccessV2: {
    version: "v15",
    statements: [
      allow(actions("iam:GetPolicy GetPolicyVersion GetRole")),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
        { StringLike: { "iam:AWSServiceName": "application-signals.cloudwatch.amazonaws.com" } },
      ),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*",
        { StringLike: { "iam:AWSServiceName": "events.amazonaws.com" } },
      ),
      allow(
        "iam:CreateServiceLinkedRole",
        "arn:aws:iam::*:role/aws-service-role/resource-explorer-2.amazonaws.com/AWSServiceRoleForResourceExplorer",
        { StringEquals: { "iam:AWSServiceName": ["resource-explorer-2.amazonaws.com"] } },
      ),
      allow("iam:PassRole", "*", {
        ArnLike: { "iam:AssociatedResourceArn": "arn:aws:observabilityadmin:*:*:s3tableintegration/*" },
        StringEquals: { "iam:PassedToService": "logs.amazonaws.com" },
      }),
      allow("iam:PassRole", "*", {
        ArnLike: { "iam:AssociatedResourceArn": "arn:aws:observabilityadmin:*:*:telemetry-pipeline/*" },
        StringEquals: {
          "iam:PassedToService": ["logs.amazonaws.com", "telemetry-pipelines.observabilityadmin.amazonaws.com"],
        },
      }),
    ],
    rest: {
      within: services(
        "application-autoscaling application-signals autoscaling cloudtrail cloudwatch logs oam",
        "observabilityadmin resource-explorer-2 rum s3tables servicequotas sns synthetics xray",
      ),
    },
  },
};
