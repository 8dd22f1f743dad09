import { actions, allow, services } from "./policy";
import type { ManagedPolicy } from "./policy";

/** Policies for people who run an account, by job. By name, without the path. */
export const ADMINISTRATORS: Readonly<Record<string, ManagedPolicy>> = {
  AdministratorAccess: { version: "v1", statements: [allow("*")], rest: "nothing", everywhere: true },
  PowerUserAccess: {
    version: "v12",
    statements: [
      { NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*", Effect: "Allow" },
      allow(
        actions(
          "account:GetAccountInformation GetGovCloudAccountInformation GetPrimaryEmail ListRegions",
          "iam:CreateServiceLinkedRole DeleteServiceLinkedRole ListRoles",
          "organizations:DescribeEffectivePolicy DescribeOrganization",
        ),
      ),
    ],
    rest: "nothing",
  },
  IAMFullAccess: {
    version: "v2",
    statements: [
      allow(
        actions(
          "iam:*",
          "organizations:DescribeAccount DescribeOrganization DescribeOrganizationalUnit DescribePolicy",
          "organizations:ListChildren ListParents ListPoliciesForTarget ListRoots ListPolicies",
          "organizations:ListTargetsForPolicy",
        ),
      ),
    ],
    rest: "nothing",
  },
  IAMUserChangePassword: {
    version: "v5",
    statements: [
      allow("iam:ChangePassword", ["arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::*:user/*/${aws:username}"]),
      allow("iam:GetAccountPasswordPolicy"),
    ],
    rest: "nothing",
  },
  AWSDenyAll: { version: "v2", statements: [{ Action: ["*"], Resource: "*", Effect: "Deny" }], rest: "nothing" },
  SystemAdministrator: {
    version: "v12",
    statements: [
      allow(
        actions(
          "iam:GetAccount* GetContextKeys* GetCredentialReport ListAccountAliases ListGroups",
          "iam:ListOpenIDConnectProviders ListPolicies ListPoliciesGrantingServiceAccess ListRoles",
          "iam:ListSAMLProviders ListServerCertificates Simulate* UpdateServerCertificate",
          "iam:UpdateSigningCertificate",
          "lambda:Create* Delete* Get* InvokeFunction List* PublishVersion Update*",
        ),
      ),
      allow(
        actions(
          "iam:GetAccessKeyLastUsed GetGroup* GetInstanceProfile GetLoginProfile GetOpenIDConnectProvider",
          "iam:GetPolicy* GetRole* GetSAMLProvider GetSSHPublicKey GetServerCertificate",
          "iam:GetServiceLastAccessed* GetUser* ListAccessKeys ListAttached* ListEntitiesForPolicy",
          "iam:ListGroupPolicies ListGroupsForUser ListInstanceProfiles* ListMFADevices ListPolicyVersions",
          "iam:ListRolePolicies ListSSHPublicKeys ListSigningCertificates ListUserPolicies Upload*",
        ),
      ),
      allow(actions("iam:GetRole ListRoles PassRole"), [
        "arn:aws:iam::*:role/rds-monitoring-role",
        "arn:aws:iam::*:role/ec2-sysadmin-*",
        "arn:aws:iam::*:role/ecr-sysadmin-*",
        "arn:aws:iam::*:role/lambda-sysadmin-*",
      ]),
    ],
    rest: {
      within: services(
        "acm autoscaling cloudtrail cloudwatch codecommit codedeploy codepipeline config ds ec2",
        "elasticloadbalancing events kinesis kms logs rds rolesanywhere route53 route53domains s3 ses sns",
        "sqs trustedadvisor",
      ),
    },
  },
  NetworkAdministrator: {
    version: "v15",
    statements: [
      allow(actions("iam:GetRole ListRoles PassRole"), "arn:aws:iam::*:role/flow-logs-*"),
      allow("iam:CreateServiceLinkedRole", "*", {
        StringLike: { "iam:AWSServiceName": ["transitgateway.amazonaws.com"] },
      }),
    ],
    rest: {
      within: services(
        "autoscaling cloudfront cloudwatch directconnect ec2 elasticbeanstalk elasticloadbalancing logs",
        "networkmanager route53 route53domains s3 sns",
      ),
    },
  },
  DatabaseAdministrator: {
    version: "v5",
    statements: [
      allow(
        actions(
          "iam:ListRoles GetRole",
          "lambda:CreateEventSourceMapping CreateFunction DeleteEventSourceMapping DeleteFunction",
          "lambda:GetFunctionConfiguration ListEventSourceMappings ListFunctions",
        ),
      ),
      allow("iam:PassRole", [
        "arn:aws:iam::*:role/rds-monitoring-role",
        "arn:aws:iam::*:role/rdbms-lambda-access",
        "arn:aws:iam::*:role/lambda_exec_role",
        "arn:aws:iam::*:role/lambda-dynamodb-*",
        "arn:aws:iam::*:role/lambda-vpc-execution-role",
        "arn:aws:iam::*:role/DataPipelineDefaultRole",
        "arn:aws:iam::*:role/DataPipelineDefaultResourceRole",
      ]),
    ],
    rest: { within: services("cloudwatch datapipeline dynamodb ec2 elasticache kms logs pi rds redshift s3 sns") },
  },
  DataScientist: {
    version: "v5",
    statements: [
      allow(
        actions(
          "iam:GetInstanceProfile GetRole GetPolicy GetPolicyVersion ListRoles",
          "lambda:Create* Delete* Get* InvokeFunction PublishVersion Update* List*",
        ),
      ),
      allow("iam:PassRole", [
        "arn:aws:iam::*:role/DataPipelineDefaultRole",
        "arn:aws:iam::*:role/DataPipelineDefaultResourceRole",
        "arn:aws:iam::*:role/EMR_EC2_DefaultRole",
        "arn:aws:iam::*:role/EMR_DefaultRole",
        "arn:aws:iam::*:role/kinesis-*",
      ]),
      allow("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } }),
    ],
    rest: {
      within: services(
        "autoscaling cloudformation cloudwatch datapipeline dynamodb ec2 elasticfilesystem",
        "elasticmapreduce es firehose fsx kinesis kms logs machinelearning rds redshift s3 sagemaker sdb",
        "sns",
      ),
    },
  },
};
