/**
 * The same mistakes under the names of others: AWS Security Hub's controls, checkov's and prowler's checks. checkov's ids
 * are those of its checks of Terraform. A code that stands for several mistakes has several. Compared on 2026-11-22 with
 * checkov 03d5fdad8d6154b1565799a7b1fb8070c158866f (bridgecrewio/checkov), prowler
 * 3e000faa3109230b748e4418a13c11c9e59f5cfb (prowler-cloud/prowler), and Security Hub's own pages.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 * https://www.checkov.io/5.Policy%20Index/terraform.html
 * https://hub.prowler.com/check
 */
export interface Controls {
  readonly securityHub?: readonly string[];
  readonly checkov?: readonly string[];
  readonly prowler?: readonly string[];
}

/** By code of a rule. Rules that nobody else has aren't listed. */
export const CONTROLS: Readonly<Record<string, Controls>> = {
  "access-log-off": {
    securityHub: ["APIGateway.9"],
    checkov: ["CKV_AWS_76"],
    prowler: ["apigatewayv2_api_access_logging_enabled"],
  },
  "api-key-not-authorization": { prowler: ["apigateway_restapi_authorizers_enabled"] },
  "client-user-existence-errors": { prowler: ["cognito_user_pool_client_prevent_user_existence_errors"] },
  "function-url-everybody": { securityHub: ["Lambda.1"] },
  "function-url-open": { checkov: ["CKV_AWS_258"], prowler: ["awslambda_function_url_public"] },
  "graphql-api-key": { securityHub: ["AppSync.5"], prowler: ["appsync_graphql_api_no_api_key_authentication"] },
  "guest-invokes": {
    securityHub: ["Cognito.2"],
    checkov: ["CKV_AWS_366"],
    prowler: ["cognito_identity_pool_guest_access_disabled"],
  },
  "permission-everybody": {
    securityHub: ["Lambda.1"],
    checkov: ["CKV_AWS_301"],
    prowler: ["awslambda_function_not_publicly_accessible"],
  },
  "permission-without-source": { securityHub: ["Lambda.1"], checkov: ["CKV_AWS_364"] },
  "pool-deletion-protection": {
    securityHub: ["Cognito.6"],
    prowler: ["cognito_user_pool_deletion_protection_enabled"],
  },
  "registration-open": { prowler: ["cognito_user_pool_self_registration_disabled"] },
  "rest-method-open": { checkov: ["CKV_AWS_59"], prowler: ["apigateway_restapi_authorizers_enabled"] },
  "rest-validator-missing": { checkov: ["CKV2_AWS_53"] },
  "route-open": {
    securityHub: ["APIGateway.8"],
    checkov: ["CKV_AWS_309"],
    prowler: ["apigatewayv2_api_authorizers_enabled"],
  },
  "implicit-route-open": { securityHub: ["APIGateway.8"], prowler: ["apigatewayv2_api_authorizers_enabled"] },
  "runtime-retired": {
    securityHub: ["Lambda.2"],
    checkov: ["CKV_AWS_363"],
    prowler: ["awslambda_function_using_supported_runtimes"],
  },
  "websocket-connect-open": { securityHub: ["APIGateway.8"], checkov: ["CKV_AWS_309"] },
};

/** As tags of SARIF: `securityhub/APIGateway.8`, `checkov/CKV_AWS_309`. */
export function controlTags(code: string): readonly string[] {
  const { securityHub = [], checkov = [], prowler = [] } = CONTROLS[code] ?? {};
  return [
    ...securityHub.map((id) => `securityhub/${id}`),
    ...checkov.map((id) => `checkov/${id}`),
    ...prowler.map((id) => `prowler/${id}`),
  ];
}
