import { actions, allow, services } from "./policy";
import type { ManagedPolicy } from "./policy";

/** Policies for Amplify and Elastic Beanstalk. By name, without the path. */
export const PLATFORMS: Readonly<Record<string, ManagedPolicy>> = {
  "AdministratorAccess-Amplify": {
    version: "v12",
    statements: [
      allow(
        actions(
          "iam:ListRoleTags TagRole AttachRolePolicy CreatePolicy DeletePolicy DeleteRole DeleteRolePolicy",
          "iam:DetachRolePolicy PutRolePolicy UntagRole UpdateRole GetRole GetPolicy GetRolePolicy PassRole",
          "iam:ListPolicyVersions CreatePolicyVersion DeletePolicyVersion CreateRole ListRolePolicies",
          "iam:PutRolePermissionsBoundary DeleteRolePermissionsBoundary",
          "appsync:CreateApiKey CreateDataSource CreateFunction CreateResolver CreateType DeleteApiKey",
          "appsync:DeleteDataSource DeleteFunction DeleteResolver DeleteType GetDataSource GetFunction",
          "appsync:GetIntrospectionSchema GetResolver GetSchemaCreationStatus GetType GraphQL ListApiKeys",
          "appsync:ListDataSources ListFunctions ListGraphqlApis ListResolvers ListResolversByFunction",
          "appsync:ListTypes StartSchemaCreation UntagResource UpdateApiKey UpdateDataSource UpdateFunction",
          "appsync:UpdateResolver UpdateType TagResource CreateGraphqlApi DeleteGraphqlApi GetGraphqlApi",
          "appsync:ListTagsForResource UpdateGraphqlApi",
          "apigateway:DELETE GET PATCH POST PUT",
          "cognito-idp:CreateUserPool CreateUserPoolClient DeleteUserPool DeleteUserPoolClient",
          "cognito-idp:DescribeUserPool DescribeUserPoolClient ListTagsForResource ListUserPoolClients",
          "cognito-idp:UpdateUserPoolClient CreateGroup DeleteGroup TagResource UpdateUserPool",
          "cognito-idp:SetUserPoolMfaConfig",
          "cognito-identity:CreateIdentityPool DeleteIdentityPool DescribeIdentity DescribeIdentityPool",
          "cognito-identity:SetIdentityPoolRoles GetIdentityPoolRoles UpdateIdentityPool TagResource",
          "lambda:AddPermission CreateFunction DeleteFunction GetFunction GetFunctionConfiguration",
          "lambda:InvokeAsync InvokeFunction RemovePermission UpdateFunctionCode UpdateFunctionConfiguration",
          "lambda:ListTags TagResource UntagResource AddLayerVersionPermission CreateEventSourceMapping",
          "lambda:DeleteEventSourceMapping DeleteLayerVersion GetEventSourceMapping GetLayerVersion",
          "lambda:ListEventSourceMappings ListLayerVersions PublishLayerVersion RemoveLayerVersionPermission",
          "lambda:UpdateEventSourceMapping",
        ),
        "*",
        { "ForAnyValue:StringEquals": { "aws:CalledVia": ["cloudformation.amazonaws.com"] } },
      ),
      allow(
        actions(
          "appsync:GetIntrospectionSchema GraphQL UpdateApiKey ListApiKeys",
          "sts:AssumeRole",
          "cognito-idp:AdminAddUserToGroup AdminCreateUser CreateGroup DeleteGroup DeleteUser ListUsers",
          "cognito-idp:AdminGetUser ListUsersInGroup AdminDisableUser AdminRemoveUserFromGroup",
          "cognito-idp:AdminResetUserPassword AdminListGroupsForUser ListGroups AdminListUserAuthEvents",
          "cognito-idp:AdminDeleteUser AdminConfirmSignUp AdminEnableUser AdminUpdateUserAttributes",
          "cognito-idp:DescribeIdentityProvider DescribeUserPool DeleteUserPool DescribeUserPoolClient",
          "cognito-idp:CreateUserPool CreateUserPoolClient UpdateUserPool AdminSetUserPassword ListUserPools",
          "cognito-idp:ListUserPoolClients ListIdentityProviders GetUserPoolMfaConfig",
          "cognito-identity:GetIdentityPoolRoles SetIdentityPoolRoles CreateIdentityPool DeleteIdentityPool",
          "cognito-identity:ListIdentityPools DescribeIdentityPool",
          "lambda:GetFunction CreateFunction AddPermission DeleteFunction DeleteLayerVersion InvokeFunction",
          "lambda:ListLayerVersions",
          "iam:PutRolePolicy CreatePolicy AttachRolePolicy ListPolicyVersions ListAttachedRolePolicies",
          "iam:CreateRole PassRole ListRolePolicies DeleteRolePolicy CreatePolicyVersion DeletePolicyVersion",
          "iam:DeleteRole DetachRolePolicy",
        ),
      ),
      allow(
        actions(
          "iam:AttachRolePolicy CreateRole CreateServiceLinkedRole GetRole PutRolePolicy PassRole",
          "iam:UpdateAssumeRolePolicy DeleteRolePolicy",
          "lambda:CreateFunction EnableReplication DeleteFunction GetFunction GetFunctionConfiguration",
          "lambda:PublishVersion UpdateFunctionCode UpdateFunctionConfiguration ListTags TagResource",
          "lambda:UntagResource ListEventSourceMappings CreateEventSourceMapping",
        ),
      ),
    ],
    rest: {
      within: services(
        "amplify amplifybackend amplifyuibuilder cloudformation cloudfront codecommit dynamodb ecr es",
        "events geo kinesis lex logs mobiletargeting polly rekognition route53 s3 sns sqs ssm",
      ),
    },
  },
  AmplifyBackendDeployFullAccess: {
    version: "v9",
    statements: [
      allow("appsync:GetIntrospectionSchema"),
      allow(
        actions(
          "appsync:GetSchemaCreationStatus StartSchemaCreation UpdateResolver ListFunctions UpdateFunction",
          "appsync:UpdateApiKey",
        ),
      ),
      allow(
        actions("lambda:InvokeFunction UpdateFunctionCode GetFunction UpdateFunctionConfiguration"),
        "arn:aws:lambda:*:*:function:amplify-*",
        { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
      ),
      allow("lambda:ListTags", "arn:aws:lambda:*:*:function:amplify-*"),
      allow(
        "sts:AssumeRole",
        [
          "arn:aws:iam::*:role/cdk-*-deploy-role-*-*",
          "arn:aws:iam::*:role/cdk-*-file-publishing-role-*-*",
          "arn:aws:iam::*:role/cdk-*-image-publishing-role-*-*",
          "arn:aws:iam::*:role/cdk-*-lookup-role-*-*",
        ],
        { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
      ),
    ],
    rest: { within: services("amplify cloudformation ec2 logs rds s3 ssm") },
  },
  "AdministratorAccess-AWSElasticBeanstalk": {
    version: "v9",
    statements: [
      allow(
        actions(
          "iam:GetRole ListAttachedRolePolicies ListInstanceProfiles ListRolePolicies ListRoles",
          "iam:ListServerCertificates",
        ),
      ),
      allow(actions("iam:AddRoleToInstanceProfile CreateInstanceProfile CreateRole"), [
        "arn:aws:iam::*:role/aws-elasticbeanstalk*",
        "arn:aws:iam::*:instance-profile/aws-elasticbeanstalk*",
      ]),
      allow("iam:AttachRolePolicy", "arn:aws:iam::*:role/aws-elasticbeanstalk*", {
        ArnLike: {
          "iam:PolicyArn": [
            "arn:aws:iam::aws:policy/AWSElasticBeanstalk*",
            "arn:aws:iam::aws:policy/service-role/AWSElasticBeanstalk*",
          ],
        },
      }),
      allow("iam:PassRole", "arn:aws:iam::*:role/*", {
        StringEquals: {
          "iam:PassedToService": [
            "elasticbeanstalk.amazonaws.com",
            "ec2.amazonaws.com",
            "ec2.amazonaws.com.cn",
            "autoscaling.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "ecs.amazonaws.com",
            "cloudformation.amazonaws.com",
          ],
        },
      }),
    ],
    // Its service-linked roles' ARNs are too many to be compared exactly with another policy's; they are left open.
    rest: {
      within: [
        ...services(
          "acm autoscaling cloudformation cloudtrail cloudwatch codebuild codecommit dynamodb ec2 ecs",
          "elasticbeanstalk elasticloadbalancing logs rds s3 sns sqs",
        ),
        "iam:CreateServiceLinkedRole",
      ],
    },
  },
  AWSElasticBeanstalkReadOnly: {
    version: "v1",
    statements: [
      allow(
        actions(
          "iam:GetRole ListAttachedRolePolicies ListInstanceProfiles ListRolePolicies ListRoles",
          "iam:ListServerCertificates",
        ),
      ),
    ],
    rest: {
      within: services(
        "acm autoscaling cloudformation cloudtrail cloudwatch ec2 elasticbeanstalk elasticloadbalancing",
        "rds s3 sns sqs",
      ),
    },
  },
  AWSElasticBeanstalkWebTier: { version: "v7", rest: { within: services("elasticbeanstalk logs s3 xray") } },
  AWSElasticBeanstalkWorkerTier: {
    version: "v6",
    rest: { within: services("cloudwatch dynamodb elasticbeanstalk logs s3 sqs xray") },
  },
  AWSElasticBeanstalkMulticontainerDocker: { version: "v3", rest: { within: services("ecs") } },
  AWSElasticBeanstalkEnhancedHealth: {
    version: "v4",
    rest: { within: services("autoscaling ec2 elasticloadbalancing logs sns sqs") },
  },
  AWSElasticBeanstalkService: {
    version: "v17",
    statements: [allow(actions("iam:ListRoles PassRole"))],
    rest: {
      within: services(
        "autoscaling cloudformation cloudwatch codebuild ec2 ecs elasticbeanstalk elasticloadbalancing",
        "logs rds s3 sns sqs",
      ),
    },
  },
  AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy: {
    version: "v12",
    statements: [
      allow("iam:PassRole", "arn:aws:iam::*:role/*", {
        StringEquals: {
          "iam:PassedToService": [
            "elasticbeanstalk.amazonaws.com",
            "ec2.amazonaws.com",
            "ec2.amazonaws.com.cn",
            "autoscaling.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "ecs.amazonaws.com",
            "cloudformation.amazonaws.com",
          ],
        },
      }),
    ],
    rest: {
      within: services(
        "autoscaling cloudformation cloudwatch ec2 ecs elasticbeanstalk elasticloadbalancing logs rds s3",
        "sns sqs",
      ),
    },
  },
  AWSElasticBeanstalkCustomPlatformforEC2Role: { version: "v1", rest: { within: services("ec2 logs s3") } },
};
