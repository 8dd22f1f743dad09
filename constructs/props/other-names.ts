/**
 * What AWS, the AWS provider and CDK call what a prop says here, where neither is like the other: `NAMES: PROP`, and after `|` what to write where it isn't
 * the same under another name. PROP is one that stands beside it: the same name may mean something else of another object.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cognito_user_pool_client
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cognito.UserPoolClientOptions.html
 */
const NAMES = `
allowedOauthFlows allowedOauthFlowsUserPoolClient grantTypes oAuth flows: callbackUrls | Leave it out: a web client has the authorization code grant with PKCE
allowedOauthFlows allowedOauthFlowsUserPoolClient grantTypes oAuth flows: accessTokenMinutes | Leave it out: a machine client has client_credentials, and nothing else
allowedOauthScopes oAuthScopes: openIdScopes | Write the API's own scopes in scopes, and openid, email, profile or phone in openIdScopes
allowedOauthScopes oAuthScopes: scopes
generateSecret clientSecret: confidential | Write confidential: true; Cognito makes the secret
generateSecret clientSecret: accessTokenMinutes | Leave it out: Cognito makes the secret of every machine client
explicitAuthFlows authFlows: srpSignIn | Write srpSignIn, choiceBasedSignIn or customSignIn: true for a flow beside managed login; USER_PASSWORD_AUTH can't be turned on
supportedIdentityProviders: identityProviders
redirectUris: callbackUrls
clientName: callbackUrls | Leave it out: its key is the name
clientName: accessTokenMinutes | Leave it out: its key is the name
groupName: precedence | Leave it out: its key is the name
accessTokenValidity: lifetimes | Write lifetimes: { accessTokenMinutes: … }
accessTokenValidity tokenValidity validity: accessTokenMinutes
idTokenValidity: lifetimes | Write lifetimes: { idTokenMinutes: … }
refreshTokenValidity: lifetimes | Write lifetimes: { refreshTokenDays: … }
tokenValidityUnits: lifetimes | Leave it out: the names in lifetimes say the units
preventUserExistenceErrors: callbackUrls | Leave it out: it is always ENABLED
enableTokenRevocation: callbackUrls | Leave it out: it is always true
usernameAttributes aliasAttributes: signInAliases
autoVerifiedAttributes: signInAliases | Leave it out: the addresses and numbers in signInAliases are verified, else the email address
mfaSecondFactor enabledMfas: secondFactors
advancedSecurityMode userPoolAddOns: threatProtection
userPoolTier featurePlan: tier
removalPolicy: deletionProtection | Leave it out to keep the pool; deletionProtection: false allows removing it
lambdaConfig lambdaTriggers: signInAliases | Write triggers beside pool, and tokenTrigger for claims
schema standardAttributes: customAttributes
selfSignUpEnabled: selfSignUp
adminCreateUserConfig allowAdminCreateUserOnly: selfSignUp | Leave it out where only administrators create users; selfSignUp: true is the opposite
emailConfiguration: email
smsConfiguration: sms
requireDigits requiresDigits: requireNumbers
effect: actions | Leave it out where it is "Allow": no statement denies; a permissions boundary can
sid principals: actions | Leave it out: a statement has actions, resources and conditions
handler: entry | Leave it out: a source exports handler
handler: code | Write code: { zipFile, runtime, handler }, or { s3Bucket, s3Key, runtime, handler }
filename zipFile s3Bucket imageUri packageType: policyStatements | Write it in code
initialPolicy: policyStatements
reservedConcurrentExecutions: reservedConcurrency
provisionedConcurrentExecutions: provisionedConcurrency
deadLetterConfig deadLetterQueue: deadLetterTargetArn
role executionRole: roleArn
securityGroups: securityGroupIds
subnets: subnetIds
name: domainName
regionalCertificateArn acmCertificateArn: certificateArn
aliases: domainName
basePath apiMappingKey: mappingKey
basePaths: mappings
securityPolicy: domainName | Leave it out: it is always TLS_1_2
mutualTlsAuthentication mtls: mutualTls
origins: allowOrigins
methods: allowMethods
headers: allowHeaders
credentials: allowCredentials
authorizerType authorizerUri authorizerPayloadFormatVersion: identitySources | Leave it out: it follows from function
apiKeys keys: identitySources | Write lambdaAuthorizers: { NAME: apiKeys({ CONSUMER: ["SHA-256 of the key"] }) }
handler lambda authorizerFunction: identitySources | Write function
authorizerResultTtlInSeconds resultsCacheTtl cacheTtl ttl: resultTtlInSeconds
enableSimpleResponses: responseType | Write responseType: "simple" for true, "policy" for false
jwtConfiguration: issuer | Write issuer and audience
jwtAudience: audience
authorizationScopes: scopes
integration integrationUri handler lambda function: target
requestParameters: parameters
credentialsArn: roleArn
authorizationType auth: authenticated | Write scopes, authenticated: "reason", authorizer, iam: true, or public: "reason"
authorizerId: authorizer
path method routeKey: authenticated | Leave it out: the route's key says method and path
throttle throttleSettings defaultRouteSettings throttlingBurstLimit throttlingRateLimit: throttling
throttlingBurstLimit: burstLimit
throttlingRateLimit: rateLimit
stageVariables: variables
stageName: name
autoDeploy: variables | Leave it out: every change is deployed
detailedMetricsEnabled metricsEnabled: detailedMetrics
accessLogSettings logging logs: accessLog
accessLogSettings: variables | Write accessLog beside stage
destinationArn: existingLogGroupArn
userPool cognito: pool
userPoolId: pool | Write pool: { poolId: … }
userPoolId: poolId
apiName name: project
resourceServers resourceServer: scopes
clients appClients: webClients | Write webClients, or machineClients for programs
corsConfiguration corsPreflight: cors
waf webAcl cloudfront cdn: distribution
lambdas: functions
alarmActions okActions: actions
`;

/** Every name of the list, in its order. */
export const OTHER_NAMES = NAMES.trim()
  .split("\n")
  .flatMap((line) => {
    const [, names = "", prop = "", instead = `Did you mean ${prop}?`] =
      /^([^:]+): (\w+)(?: \| (.+))?$/.exec(line) ?? [];
    return names.split(" ").map((name) => ({ name, prop, instead }));
  });

/** However its words are put together. */
function plain(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}

/** What to write for a name that has another one here, among these props. */
export function insteadOf(name: string, props: readonly string[]): string | undefined {
  return OTHER_NAMES.find((one) => plain(one.name) === plain(name) && props.includes(one.prop))?.instead;
}
