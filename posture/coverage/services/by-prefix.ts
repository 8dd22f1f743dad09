/** A family of types, told by the beginning of their names; each is compared as a whole. */
export interface RelevantPrefix {
  readonly prefix: string;
  readonly reason: string;
}

const family = (reason: string, prefixes: string): readonly RelevantPrefix[] =>
  prefixes.split(/\s+/).map((prefix) => ({ prefix, reason }));

export const RELEVANT_PREFIXES: readonly RelevantPrefix[] = [
  // The `awscc` provider follows CloudFormation: `awscc_cognito_user_pool` is AWS::Cognito::UserPool.
  ...family(
    "The Cloud Control edition of a service that decides access",
    `awscc_apigateway_ awscc_apigatewayv2_ awscc_appsync_ awscc_bedrockagentcore_ awscc_certificatemanager_
    awscc_cloudformation_ awscc_cloudfront_ awscc_cognito_ awscc_elasticloadbalancingv2_ awscc_iam_ awscc_kms_
    awscc_lambda_ awscc_logs_ awscc_route53_ awscc_secretsmanager_ awscc_sso_ awscc_verifiedpermissions_ awscc_wafv2_`,
  ),
  ...family(
    "Decides which host answers within a VPC, or after a failover",
    "aws_route53_resolver_ aws_route53profiles_ aws_route53recoverycontrolconfig_",
  ),
  ...family(
    "A type of a service that decides access, newer than the list of its types",
    `aws_api_gateway_ aws_apigatewayv2_ aws_appsync_ aws_cognito_ aws_iam_ aws_kms_ aws_lambda_ aws_lambdacore_
    aws_lambdamicrovms_ aws_lambdaweb_ aws_secretsmanager_ aws_verifiedpermissions_ aws_wafv2_`,
  ),
];
