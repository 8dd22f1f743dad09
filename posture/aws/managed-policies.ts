/**
 * What AWS managed policies say, as far as a decision about calls may need it.
 * AWS managed policy reference guide https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 * (read 2026-11-21; PowerUserAccess is v12, AWSLambda_FullAccess v2, AmazonAPIGatewayInvokeFullAccess v2).
 */
export interface ManagedPolicy {
  /** Statements that it holds for certain. */
  readonly statements?: readonly object[];
  /**
   * What else it may say: `nothing` when the statements are all of it; `within`: something about these actions only;
   * `not`: something, but nothing of these actions.
   */
  readonly rest: "nothing" | { readonly within: readonly string[] } | { readonly not: readonly string[] };
}

const allow = (action: string | readonly string[], resource: string | readonly string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/** Actions by which somebody calls something or becomes somebody else: no policy for reading allows them. */
const CALLS = [
  "execute-api:*",
  "lambda:Invoke*",
  "appsync:GraphQL",
  "sts:AssumeRole*",
  "iam:PassRole",
  "cognito-idp:Admin*",
];

/** By name, without the path. */
export const MANAGED_POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  AdministratorAccess: { statements: [allow("*")], rest: "nothing" },
  PowerUserAccess: {
    statements: [
      { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
      allow([
        "account:GetAccountInformation",
        "account:GetGovCloudAccountInformation",
        "account:GetPrimaryEmail",
        "account:ListRegions",
        "iam:CreateServiceLinkedRole",
        "iam:DeleteServiceLinkedRole",
        "iam:ListRoles",
        "organizations:DescribeEffectivePolicy",
        "organizations:DescribeOrganization",
      ]),
    ],
    rest: "nothing",
  },
  ReadOnlyAccess: { rest: { not: CALLS } },
  ViewOnlyAccess: { rest: { not: CALLS } },
  SecurityAudit: { rest: { not: CALLS } },
  IAMFullAccess: { statements: [allow("iam:*")], rest: { within: ["iam:*", "organizations:*"] } },
  AmazonAPIGatewayInvokeFullAccess: {
    statements: [allow(["execute-api:Invoke", "execute-api:ManageConnections"], "arn:aws:execute-api:*:*:*")],
    rest: "nothing",
  },
  AmazonAPIGatewayAdministrator: {
    statements: [allow(["apigateway:*"], "arn:aws:apigateway:*::/*")],
    rest: "nothing",
  },
  AmazonAPIGatewayPushToCloudWatchLogs: { rest: { within: ["logs:*"] } },
  AWSLambdaRole: { statements: [allow("lambda:InvokeFunction")], rest: "nothing" },
  AWSLambda_FullAccess: {
    statements: [
      allow("lambda:*"),
      allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } }),
    ],
    rest: {
      within: [
        "cloudformation:*",
        "cloudwatch:*",
        "ec2:Describe*",
        "kms:ListAliases",
        "iam:Get*",
        "iam:List*",
        "logs:*",
        "states:*",
        "tag:*",
        "xray:*",
      ],
    },
  },
  AWSLambda_ReadOnlyAccess: { rest: { not: CALLS } },
  AWSLambdaExecute: { rest: { within: ["logs:*", "s3:*"] } },
  AWSLambdaBasicExecutionRole: { statements: [allow(LOGS)], rest: "nothing" },
  AWSLambdaVPCAccessExecutionRole: { statements: [allow(LOGS)], rest: { within: ["ec2:*"] } },
  AWSLambdaENIManagementAccess: { rest: { within: ["ec2:*"] } },
  AWSLambdaSQSQueueExecutionRole: { statements: [allow(LOGS)], rest: { within: ["sqs:*"] } },
  AWSLambdaDynamoDBExecutionRole: { statements: [allow(LOGS)], rest: { within: ["dynamodb:*"] } },
  AWSLambdaKinesisExecutionRole: { statements: [allow(LOGS)], rest: { within: ["kinesis:*"] } },
  AWSLambdaMSKExecutionRole: { statements: [allow(LOGS)], rest: { within: ["kafka:*", "ec2:*"] } },
  CloudWatchLambdaInsightsExecutionRolePolicy: { rest: { within: ["logs:*"] } },
  AWSXRayDaemonWriteAccess: { rest: { within: ["xray:*"] } },
  CloudWatchLogsFullAccess: { statements: [allow("logs:*")], rest: { within: ["cloudwatch:*"] } },
  CloudWatchLogsReadOnlyAccess: { rest: { within: ["logs:*", "cloudwatch:*"] } },
  AmazonCognitoPowerUser: {
    statements: [allow(["cognito-identity:*", "cognito-idp:*", "cognito-sync:*"])],
    rest: { within: ["iam:*", "sns:*"] },
  },
  AmazonCognitoReadOnly: { rest: { not: CALLS } },
  AmazonS3FullAccess: { statements: [allow(["s3:*", "s3-object-lambda:*"])], rest: "nothing" },
  AmazonS3ReadOnlyAccess: { rest: { within: ["s3:*", "s3-object-lambda:*"] } },
  AmazonSQSFullAccess: { statements: [allow("sqs:*")], rest: "nothing" },
  AmazonDynamoDBReadOnlyAccess: { rest: { not: CALLS } },
  AmazonSSMManagedInstanceCore: { rest: { within: ["ssm:*", "ssmmessages:*", "ec2messages:*"] } },
};
