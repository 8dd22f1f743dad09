import { actions, allow, services } from "./policy";
import type { ManagedPolicy } from "./policy";

/** Policies for API Gateway, AppSync and Cognito. By name, without the path. */
export const API_SERVICES: Readonly<Record<string, ManagedPolicy>> = {
  AmazonAPIGatewayInvokeFullAccess: {
    version: "v2",
    statements: [allow(actions("execute-api:Invoke ManageConnections"), "arn:aws:execute-api:*:*:*")],
    rest: "nothing",
  },
  AmazonAPIGatewayAdministrator: {
    version: "v1",
    statements: [allow("apigateway:*", "arn:aws:apigateway:*::/*")],
    rest: "nothing",
  },
  AmazonAPIGatewayPushToCloudWatchLogs: {
    version: "v1",
    statements: [
      allow(
        actions(
          "logs:CreateLogGroup CreateLogStream DescribeLogGroups DescribeLogStreams PutLogEvents",
          "logs:GetLogEvents FilterLogEvents",
        ),
      ),
    ],
    rest: "nothing",
  },
  AWSAppSyncInvokeFullAccess: {
    version: "v1",
    statements: [allow(actions("appsync:GraphQL GetGraphqlApi ListGraphqlApis ListApiKeys"))],
    rest: "nothing",
  },
  AWSAppSyncAdministrator: {
    version: "v2",
    statements: [
      allow("appsync:*"),
      allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": ["appsync.amazonaws.com"] } }),
      allow("iam:CreateServiceLinkedRole", "*", { StringEquals: { "iam:AWSServiceName": "appsync.amazonaws.com" } }),
      allow(
        actions("iam:DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus"),
        "arn:aws:iam::*:role/aws-service-role/appsync.amazonaws.com/AWSServiceRoleForAppSync*",
      ),
    ],
    rest: "nothing",
  },
  AWSAppSyncPushToCloudWatchLogs: {
    version: "v1",
    statements: [allow(actions("logs:CreateLogGroup CreateLogStream PutLogEvents"))],
    rest: "nothing",
  },
  AWSAppSyncSchemaAuthor: {
    version: "v3",
    statements: [
      allow(
        actions(
          "appsync:GraphQL CreateResolver CreateType DeleteResolver DeleteType GetResolver GetType",
          "appsync:GetDataSource GetSchemaCreationStatus GetIntrospectionSchema GetGraphqlApi ListTypes",
          "appsync:ListApiKeys ListResolvers ListDataSources ListGraphqlApis StartSchemaCreation",
          "appsync:UpdateResolver UpdateType TagResource UntagResource ListTagsForResource CreateFunction",
          "appsync:UpdateFunction GetFunction DeleteFunction ListFunctions ListResolversByFunction",
          "appsync:EvaluateMappingTemplate EvaluateCode",
        ),
      ),
    ],
    rest: "nothing",
  },
  AmazonCognitoPowerUser: {
    version: "v9",
    statements: [
      allow(
        actions(
          "cognito-identity:*",
          "cognito-idp:*",
          "cognito-sync:*",
          "iam:ListRoles ListOpenIdConnectProviders GetRole ListSAMLProviders GetSAMLProvider",
          "kinesis:ListStreams",
          "lambda:GetPolicy ListFunctions",
          "sns:GetSMSSandboxAccountStatus ListPlatformApplications",
          "ses:ListIdentities GetIdentityVerificationAttributes",
          "mobiletargeting:GetApps",
          "acm:ListCertificates",
          "sms-voice:DescribeAccountAttributes",
        ),
      ),
      allow("iam:CreateServiceLinkedRole", "*", {
        StringEquals: { "iam:AWSServiceName": ["cognito-idp.amazonaws.com", "email.cognito-idp.amazonaws.com"] },
      }),
      allow(actions("iam:DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus"), [
        "arn:aws:iam::*:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp*",
        "arn:aws:iam::*:role/aws-service-role/email.cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdpEmail*",
      ]),
    ],
    rest: "nothing",
  },
  AmazonCognitoDeveloperAuthenticatedIdentities: {
    version: "v1",
    statements: [
      allow(
        actions(
          "cognito-identity:GetOpenIdTokenForDeveloperIdentity LookupDeveloperIdentity",
          "cognito-identity:MergeDeveloperIdentities UnlinkDeveloperIdentity",
        ),
      ),
    ],
    rest: "nothing",
  },
  AmazonCognitoUnauthenticatedIdentities: { version: "v1", statements: [allow("rum:PutRumEvents")], rest: "nothing" },
  AmazonESCognitoAccess: {
    version: "v2",
    statements: [
      allow(
        actions(
          "cognito-idp:DescribeUserPool CreateUserPoolClient DeleteUserPoolClient UpdateUserPoolClient",
          "cognito-idp:DescribeUserPoolClient AdminInitiateAuth AdminUserGlobalSignOut ListUserPoolClients",
          "cognito-identity:DescribeIdentityPool UpdateIdentityPool SetIdentityPoolRoles",
          "cognito-identity:GetIdentityPoolRoles",
        ),
      ),
      allow("iam:PassRole", "*", {
        StringLike: {
          "iam:PassedToService": ["cognito-identity.amazonaws.com", "cognito-identity-us-gov.amazonaws.com"],
        },
      }),
    ],
    rest: "nothing",
  },
  AmazonOpenSearchServiceCognitoAccess: {
    version: "v2",
    statements: [
      allow(
        actions(
          "cognito-idp:DescribeUserPool CreateUserPoolClient DeleteUserPoolClient UpdateUserPoolClient",
          "cognito-idp:DescribeUserPoolClient AdminInitiateAuth AdminUserGlobalSignOut ListUserPoolClients",
          "cognito-identity:DescribeIdentityPool UpdateIdentityPool GetIdentityPoolRoles",
        ),
        ["arn:aws:cognito-identity:*:*:identitypool/*", "arn:aws:cognito-idp:*:*:userpool/*"],
      ),
      allow("iam:PassRole", "arn:aws:iam::*:role/*", {
        StringLike: {
          "iam:PassedToService": ["cognito-identity.amazonaws.com", "cognito-identity-us-gov.amazonaws.com"],
        },
      }),
      allow("cognito-identity:SetIdentityPoolRoles"),
    ],
    rest: "nothing",
  },
  AmazonCognitoUnAuthedIdentitiesSessionPolicy: {
    version: "v3",
    rest: {
      within: services(
        "comprehend firehose geo kms mobiletargeting personalize polly rekognition rum sagemaker",
        "transcribe translate",
      ),
    },
  },
  AWSWAFFullAccess: {
    version: "v14",
    statements: [
      allow("apigateway:SetWebACL", "arn:aws:apigateway:*::/restapis/*/stages/*"),
      allow("appsync:SetWebACL", "arn:aws:appsync:*:*:apis/*"),
      allow(
        actions("cognito-idp:AssociateWebACL DisassociateWebACL GetWebACLForResource"),
        "arn:aws:cognito-idp:*:*:userpool/*",
      ),
      allow("cognito-idp:ListResourcesForWebACL"),
    ],
    rest: { within: services("amplify apprunner ec2 elasticloadbalancing logs s3 waf waf-regional wafv2") },
  },
  AWSWAFConsoleFullAccess: {
    version: "v20",
    statements: [
      allow("apigateway:SetWebACL", "arn:aws:apigateway:*::/restapis/*/stages/*"),
      allow("apigateway:GET", "arn:aws:apigateway:*::/*"),
      allow("appsync:SetWebACL", "arn:aws:appsync:*:*:apis/*"),
      allow(actions("appsync:ListGraphqlApis ListApis")),
      allow(
        actions("cognito-idp:AssociateWebACL DisassociateWebACL GetWebACLForResource"),
        "arn:aws:cognito-idp:*:*:userpool/*",
      ),
      allow(actions("cognito-idp:ListUserPools ListResourcesForWebACL")),
    ],
    rest: {
      within: services(
        "amplify apprunner aws-marketplace cloudfront cloudwatch ec2 elasticloadbalancing firehose logs",
        "pricing pricingplanmanager route53 s3 waf waf-regional wafv2",
      ),
    },
  },
};
