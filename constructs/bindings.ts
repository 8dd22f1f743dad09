/**
 * Every class of a provider that the constructs use: the only file of theirs that names the bindings' packages. Bindings that group their classes
 * in another way change this file, and nothing else.
 *
 * Each comes from its own sub-path: the root of a provider takes seconds to load.
 */
export { DataArchiveFile } from "@cdktf/provider-archive/lib/data-archive-file";
export { ArchiveProvider } from "@cdktf/provider-archive/lib/provider";
export { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
export { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
export { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
export { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
export { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
export { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
export { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
export { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
export { Apigatewayv2Api, type Apigatewayv2ApiCorsConfiguration } from "@cdktf/provider-aws/lib/apigatewayv2-api";
export { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
export { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
export { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
export { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
export { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
export { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
export { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
export { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
export { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
export { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
export { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
export {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
export { CognitoIdentityProvider } from "@cdktf/provider-aws/lib/cognito-identity-provider";
export { CognitoManagedLoginBranding } from "@cdktf/provider-aws/lib/cognito-managed-login-branding";
export { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server";
export {
  CognitoRiskConfiguration,
  type CognitoRiskConfigurationAccountTakeoverRiskConfiguration,
} from "@cdktf/provider-aws/lib/cognito-risk-configuration";
export { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
export {
  CognitoUserPool,
  type CognitoUserPoolConfig,
  type CognitoUserPoolLambdaConfig,
  type CognitoUserPoolPasswordPolicy,
  type CognitoUserPoolSchema,
  type CognitoUserPoolSmsConfiguration,
} from "@cdktf/provider-aws/lib/cognito-user-pool";
export {
  CognitoUserPoolClient,
  type CognitoUserPoolClientConfig,
} from "@cdktf/provider-aws/lib/cognito-user-pool-client";
export { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain";
export { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
export { DataAwsCognitoUserPool } from "@cdktf/provider-aws/lib/data-aws-cognito-user-pool";
export { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
export { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
export { IamRole } from "@cdktf/provider-aws/lib/iam-role";
export { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
export { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
export {
  LambdaFunction,
  type LambdaFunctionConfig,
  type LambdaFunctionEnvironment,
} from "@cdktf/provider-aws/lib/lambda-function";
export { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
export { LambdaProvisionedConcurrencyConfig } from "@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config";
export { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
export { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
export { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
export { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
export { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
export { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
export { S3Object } from "@cdktf/provider-aws/lib/s3-object";
export { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
export { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
export { Wafv2WebAcl, type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
