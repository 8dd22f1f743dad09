/**
 * The pages that rules stand on: title and address, as the table of rules shows them. A rule may also name the issue of
 * the provider or of another project where the mistake was met.
 */
const APIGW = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const APIGW_REF = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";
const COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide";
const COGNITO_REF = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference";
const PROVIDER = "https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources";

export const SOURCES = {
  jwt: `API Gateway: Control access to HTTP APIs with JWT authorizers ${APIGW}/http-api-jwt-authorizer.html`,
  lambdaAuthorizer: `API Gateway: Control access to HTTP APIs with Lambda authorizers ${APIGW}/http-api-lambda-authorizer.html`,
  cors: `API Gateway: Configure CORS for HTTP APIs ${APIGW}/http-api-cors.html`,
  corsReference: `API Gateway V2 API reference: Cors ${APIGW_REF}/apis-apiid.html#apis-apiid-model-cors`,
  routes: `API Gateway: Create routes for HTTP APIs ${APIGW}/http-api-develop-routes.html`,
  routeReference: `API Gateway V2 API reference: Route ${APIGW_REF}/apis-apiid-routes-routeid.html`,
  authorizerReference: `API Gateway V2 API reference: Authorizer ${APIGW_REF}/apis-apiid-authorizers-authorizerid.html`,
  integrations: `API Gateway: Create AWS Lambda proxy integrations for HTTP APIs ${APIGW}/http-api-develop-integrations-lambda.html`,
  serviceIntegrations: `API Gateway: Integration subtype reference ${APIGW}/http-api-develop-integrations-aws-services-reference.html`,
  quotas: `API Gateway: Quotas for HTTP APIs ${APIGW}/http-api-quotas.html`,
  logging: `API Gateway: Configure logging for HTTP APIs ${APIGW}/http-api-logging.html`,
  logVariables: `API Gateway: Customize HTTP API access logs ${APIGW}/http-api-logging-variables.html`,
  logDelivery:
    "CloudWatch Logs: Enable logging from AWS services https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
  logGroupReference:
    "CloudWatch Logs API reference: CreateLogGroup https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  throttling: `API Gateway: Throttle requests to HTTP APIs ${APIGW}/http-api-throttling.html`,
  stages: `API Gateway: Stages for HTTP APIs ${APIGW}/http-api-stages.html`,
  apiDomainCertificate: `API Gateway: Set up custom domain names for HTTP APIs ${APIGW}/http-api-custom-domain-names.html`,
  privateIntegration: `API Gateway: Create private integrations for HTTP APIs ${APIGW}/http-api-develop-integrations-private.html`,
  httpIntegration: `API Gateway: Create HTTP proxy integrations for HTTP APIs ${APIGW}/http-api-develop-integrations-http.html`,
  parameterMapping: `API Gateway: Transform API requests and responses for HTTP APIs ${APIGW}/http-api-parameter-mapping.html`,
  arns: "AWS IAM: Identify AWS resources with Amazon Resource Names https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
  disableEndpoint: `API Gateway: Disable the default endpoint for HTTP APIs ${APIGW}/http-api-disable-default-endpoint.html`,
  iam: `API Gateway: Control access to HTTP APIs with IAM authorization ${APIGW}/http-api-access-control-iam.html`,
  client: `Amazon Cognito API reference: CreateUserPoolClient ${COGNITO_REF}/API_CreateUserPoolClient.html`,
  pool: `Amazon Cognito API reference: CreateUserPool ${COGNITO_REF}/API_CreateUserPool.html`,
  group: `Amazon Cognito API reference: CreateGroup ${COGNITO_REF}/API_CreateGroup.html`,
  schema: `Amazon Cognito API reference: SchemaAttributeType ${COGNITO_REF}/API_SchemaAttributeType.html`,
  passwordPolicy: `Amazon Cognito API reference: PasswordPolicyType ${COGNITO_REF}/API_PasswordPolicyType.html`,
  appClients: `Amazon Cognito: Application-specific settings with app clients ${COGNITO}/user-pool-settings-client-apps.html`,
  scopes: `Amazon Cognito: Scopes, M2M, and resource servers ${COGNITO}/cognito-user-pools-define-resource-servers.html`,
  tiers: `Amazon Cognito: User pool feature plans ${COGNITO}/cognito-sign-in-feature-plans.html`,
  domain: `Amazon Cognito: Configuring a user pool domain ${COGNITO}/cognito-user-pools-assign-domain.html`,
  ownDomain: `Amazon Cognito: Using your own domain for managed login ${COGNITO}/cognito-user-pools-add-custom-domain.html`,
  managedLoginBranding: `Amazon Cognito: Apply branding to managed login pages ${COGNITO}/managed-login-branding.html`,
  managedLogin: `Amazon Cognito: User pool managed login ${COGNITO}/cognito-user-pools-managed-login.html`,
  deletionProtection: `Amazon Cognito: User pool deletion protection ${COGNITO}/user-pool-settings-deletion-protection.html`,
  userExistence: `Amazon Cognito: Managing user existence error responses ${COGNITO}/cognito-user-pool-managing-errors.html`,
  attributes: `Amazon Cognito: Working with user attributes ${COGNITO}/user-pool-settings-attributes.html`,
  trigger: `Amazon Cognito: Pre token generation Lambda trigger ${COGNITO}/user-pool-lambda-pre-token-generation.html`,
  triggers: `Amazon Cognito: Customizing user pool workflows with Lambda triggers ${COGNITO}/cognito-user-pools-working-with-lambda-triggers.html`,
  accessToken: `Amazon Cognito: Understanding the access token ${COGNITO}/amazon-cognito-user-pools-using-the-access-token.html`,
  verifyTokens: `Amazon Cognito: Verifying JSON web tokens ${COGNITO}/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html`,
  issuerConfiguration: `Amazon Cognito API reference: IssuerConfigurationType ${COGNITO_REF}/API_IssuerConfigurationType.html`,
  replicas: `Amazon Cognito: Multi-Region replication for user pools ${COGNITO}/user-pool-multi-region.html`,
  registration: `Amazon Cognito: Dynamic client registration ${COGNITO}/cognito-user-pools-dynamic-client-registration.html`,
  clientMetadata: `Amazon Cognito: Client ID metadata documents ${COGNITO}/cognito-user-pools-client-id-metadata.html`,
  partitions: "AWS General Reference: Regional endpoints https://docs.aws.amazon.com/general/latest/gr/rande.html",
  signUp: `Amazon Cognito: Signing up and confirming user accounts ${COGNITO}/signing-up-users-in-your-app.html`,
  rotation: `Amazon Cognito: Refresh tokens ${COGNITO}/amazon-cognito-user-pools-using-the-refresh-token.html`,
  oauthSecurity: "RFC 9700: Best Current Practice for OAuth 2.0 Security https://www.rfc-editor.org/rfc/rfc9700",
  runtimes: "AWS Lambda: Lambda runtimes https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  functionUrl:
    "AWS Lambda: Control access to Lambda function URLs https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
  environmentVariables:
    "AWS Lambda: Working with Lambda environment variables https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  webFunctions: "AWS Lambda: Invoking functions https://docs.aws.amazon.com/lambda/latest/dg/lambda-invocation.html",
  restAccess: `API Gateway: Control and manage access to REST APIs ${APIGW}/apigateway-control-access-to-api.html`,
  gatewayResponses: `API Gateway: Gateway responses ${APIGW}/api-gateway-gatewayResponse-definition.html`,
  requestValidation: `API Gateway: Request validation for REST APIs ${APIGW}/api-gateway-method-request-validation.html`,
  webAcl:
    "CloudFront: Use AWS WAF protections https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html",
  restPolicy: `API Gateway: Control access to a REST API with resource policies ${APIGW}/apigateway-resource-policies.html`,
  apiKeys: `API Gateway: Usage plans and API keys for REST APIs ${APIGW}/api-gateway-api-usage-plans.html`,
  websocket: `API Gateway: Control and manage access to WebSocket APIs ${APIGW}/apigateway-websocket-api-control-access.html`,
  loadBalancer:
    "Elastic Load Balancing: Authenticate users using an Application Load Balancer https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html",
  graphql:
    "AWS AppSync: Configuring authorization and authentication https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html",
  originAccess:
    "CloudFront: Restrict access to an AWS Lambda function URL origin https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html",
  identityPool: `Amazon Cognito: IAM roles ${COGNITO}/iam-roles.html`,
  permissions:
    "AWS Lambda: Granting Lambda function access to AWS services https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html",
  reservedConcurrency:
    "AWS Lambda: Configuring reserved concurrency for a function https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  functionNetwork:
    "AWS Lambda: Giving Lambda functions access to resources in an Amazon VPC https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
  serviceRole:
    "AWS IAM: Create a role to delegate permissions to an AWS service https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-service.html",
  executionRole:
    "AWS Lambda: Defining Lambda function permissions with an execution role https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  actionResources:
    "AWS Service Authorization Reference: Actions, resources, and condition keys https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  passRole:
    "AWS IAM: IAM Access Analyzer policy check reference https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
  leastPrivilege:
    "AWS IAM: Grant least privilege https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  sensitiveOutput:
    "Terraform: Manage sensitive data https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
  auth0Issuer:
    "Auth0: Validate JSON Web Tokens https://auth0.com/docs/secure/tokens/json-web-tokens/validate-json-web-tokens",
  entraIssuer:
    "Microsoft identity platform: ID token claims reference (iss) https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference",
  providerStage: `aws_apigatewayv2_stage ${PROVIDER}/apigatewayv2_stage`,
  providerIntegration: `aws_apigatewayv2_integration ${PROVIDER}/apigatewayv2_integration`,
  providerPool: `aws_cognito_user_pool ${PROVIDER}/cognito_user_pool`,
} as const;
