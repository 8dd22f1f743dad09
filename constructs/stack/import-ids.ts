/** How the provider imports each type that this library emits: its "Import" section in https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
const FORMS: Readonly<Record<string, readonly [pattern: RegExp, shape: string]>> = {
  aws_cognito_user_pool: [/^[\w-]+_[A-Za-z0-9]+$/, "POOL_ID, e.g. eu-central-1_AbCdEfGhI"],
  aws_cognito_user_pool_client: [/^[\w-]+_[A-Za-z0-9]+\/[^/]+$/, "POOL_ID/CLIENT_ID"],
  aws_cognito_user_group: [/^[\w-]+_[A-Za-z0-9]+\/.+$/, "POOL_ID/GROUP"],
  aws_cognito_resource_server: [/^[\w-]+_[A-Za-z0-9]+\|.+$/, "POOL_ID|IDENTIFIER"],
  aws_cognito_identity_provider: [/^[\w-]+_[A-Za-z0-9]+:.+$/, "POOL_ID:NAME"],
  aws_cognito_risk_configuration: [/^[\w-]+_[A-Za-z0-9]+(:[^:]+)?$/, "POOL_ID, or POOL_ID:CLIENT_ID"],
  aws_cognito_user_pool_domain: [/^[a-z0-9.-]+$/, "DOMAIN, without a scheme"],
  aws_apigatewayv2_api: [/^[a-z0-9]+$/, "API_ID"],
  aws_apigatewayv2_authorizer: [/^[a-z0-9]+\/[^/]+$/, "API_ID/AUTHORIZER_ID"],
  aws_apigatewayv2_integration: [/^[a-z0-9]+\/[^/]+$/, "API_ID/INTEGRATION_ID"],
  aws_apigatewayv2_route: [/^[a-z0-9]+\/[^/]+$/, "API_ID/ROUTE_ID"],
  aws_apigatewayv2_stage: [/^[a-z0-9]+\/[^/]+$/, "API_ID/STAGE"],
  aws_apigatewayv2_api_mapping: [/^[^/]+\/[^/]+$/, "MAPPING_ID/DOMAIN"],
  aws_apigatewayv2_domain_name: [/^[a-z0-9.*-]+$/, "DOMAIN, without a scheme"],
  aws_lambda_function: [/^[\w-]+$/, "FUNCTION_NAME"],
  aws_lambda_permission: [/^[^/]+\/[^/]+$/, "FUNCTION_NAME/STATEMENT_ID"],
  aws_iam_role: [/^[\w+=,.@-]+$/, "ROLE_NAME"],
  aws_iam_role_policy: [/^[\w+=,.@-]+:[\w+=,.@-]+$/, "ROLE_NAME:POLICY_NAME"],
  aws_cloudwatch_log_group: [/^[.\-_/#A-Za-z0-9]+$/, "LOG_GROUP_NAME"],
};

/** What is wrong with an id, or undefined. Of types that aren't listed anything is believed but nothing. */
export function importIdProblem(type: string, id: string): string | undefined {
  if (id.trim() === "") return "the id is empty";
  const form = FORMS[type];
  return form === undefined || form[0].test(id)
    ? undefined
    : `"${id}" can't be imported: ${type} is imported by ${form[1]}`;
}
