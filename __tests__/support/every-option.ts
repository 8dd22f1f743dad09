import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformVariable } from "cdktf";
import { BackendForFrontend, issuers, SecuredApi, type ApiStack } from "../../constructs";

const account = "eu-central-1:123456789012";

/**
 * Makes an API with about every option switched on, for Terraform to judge against the provider's schema: what no default shows.
 * Left out is managed login branding, which needs the AWS provider 6.
 */
export function everyOption(stack: ApiStack): void {
  const googleSecret = new TerraformVariable(stack, "google_secret", { type: "string", sensitive: true });
  const kmsKeyArn = `arn:aws:kms:${account}:key/11111111-2222-3333-4444-555555555555`;
  const api = new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    tags: { team: "identity" },
    packaging: "prebuilt",
    pool: {
      tier: "PLUS",
      signInAliases: ["username", "email", "phone", "preferredUsername"],
      passwordPolicy: {
        minimumLength: 16,
        requireSymbols: false,
        passwordHistorySize: 4,
        temporaryPasswordValidityDays: 1,
      },
      selfSignUp: true,
      mfa: "required",
      secondFactors: ["totp", "sms"],
      accountRecovery: "email-then-phone",
      threatProtection: "enforced",
      email: { sourceArn: `arn:aws:ses:${account}:identity/example.com`, from: "auth@example.com" },
      messages: { verification: { subject: "Your code", message: "It is {####}" } },
      customAttributes: {
        org_id: { type: "String", maxLength: 40 },
        seats: { type: "Number", min: 1, max: 500, mutable: false },
        beta: { type: "Boolean" },
        since: { type: "DateTime" },
      },
      deletionProtection: false,
    },
    groups: {
      admin: { description: "Administrators", precedence: 0, roleArn: "arn:aws:iam::123456789012:role/admin" },
    },
    scopes: { read: "Read access", write: "Write access" },
    scopeIdentifier: "notes-api",
    identityProviders: { Google: { kind: "google", clientId: "google", clientSecret: googleSecret.stringValue } },
    webClients: {
      web: {
        callbackUrls: ["https://example.com/callback", "http://localhost:3000/callback"],
        logoutUrls: ["https://example.com/"],
        scopes: ["read"],
        openIdScopes: ["openid", "email", "profile", "phone"],
        confidential: true,
        lifetimes: { accessTokenMinutes: 5, idTokenMinutes: 5, refreshTokenDays: 1 },
        refreshTokenRotation: { retryGracePeriodSeconds: 10 },
        customSignIn: true,
        writeAttributes: ["email", "email_verified", "name", "given_name", "family_name", "picture"],
        identityProviders: ["COGNITO", "Google"],
      },
      app: {
        callbackUrls: ["https://app.example.com/auth/callback"],
        logoutUrls: ["https://app.example.com/"],
        scopes: ["read"],
        confidential: true,
        srpSignIn: true,
        customSignIn: true,
      },
    },
    machineClients: {
      machine: {
        scopes: ["read", "write"],
        accessTokenMinutes: 15,
        secretsManager: { name: "notes/machine", kmsKeyId: kmsKeyArn, recoveryWindowInDays: 7 },
      },
    },
    rotatingMachineClients: { reports: { scopes: ["read"], current: "2026a", previous: "2026b" } },
    signInDomain: {
      domain: "auth.example.com",
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
    },
    tokenTrigger: { version: "V3_0", claims: { claims: { org: { attribute: "custom:org_id" } } } },
    triggers: {
      preSignUp: "functions/items",
      postConfirmation: { entry: "functions/items", poolActions: ["cognito-idp:AdminAddUserToGroup"] },
      preAuthentication: { functionArn: `arn:aws:lambda:${account}:function:check:live` },
      postAuthentication: "functions/items",
      customMessage: "functions/items",
      defineAuthChallenge: "functions/items",
      createAuthChallenge: "functions/items",
      verifyAuthChallengeResponse: "functions/items",
      userMigration: "functions/items",
      customEmailSender: "functions/items",
      customSmsSender: "functions/items",
      kmsKeyArn,
    },
    jwtAuthorizers: { partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["notes"] }) },
    lambdaAuthorizers: { staff: { resultTtlInSeconds: 60 } },
    functions: {
      hello: "functions/hello",
      items: {
        entry: "functions/items",
        runtime: "nodejs22.x",
        architecture: "x86_64",
        memorySize: 512,
        timeout: 20,
        environment: { MODE: "all" },
        logRetentionInDays: 90,
        logKmsKeyArn: kmsKeyArn,
        sourceMaps: true,
        tracing: true,
        policyStatements: [{ actions: ["dynamodb:GetItem"], resources: [`arn:aws:dynamodb:${account}:table/notes`] }],
      },
    },
    routes: {
      "GET /hello": { public: "a greeting", target: "hello" },
      "GET /items": { scopes: ["read"], target: "items", throttling: { burstLimit: 2, rateLimit: 1 } },
      "GET /me": { authenticated: "the caller's own claims only", target: "items" },
      "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
      "GET /staff": { authorizer: "staff", requires: { issuerGroups: ["staff"] }, target: "items" },
      "GET /report": {
        iam: true,
        target: { functionArn: `arn:aws:lambda:${account}:function:report`, name: "report" },
      },
      "ANY /legacy/{proxy+}": { scopes: ["write"], target: { url: "https://legacy.example.com", name: "legacy" } },
      "GET /inside": {
        scopes: ["read"],
        target: {
          listenerArn: `arn:aws:elasticloadbalancing:${account}:listener/app/inside/1/2`,
          vpcLink: "internal",
          tlsServerName: "inside.example.com",
          requestParameters: { "overwrite:path": "/v2" },
          responseParameters: { "404": { "overwrite:statuscode": "403" } },
          timeoutMilliseconds: 2000,
          name: "inside",
        },
      },
      "POST /orders": {
        scopes: ["write"],
        target: {
          service: "SQS-SendMessage",
          parameters: { QueueUrl: "https://sqs.eu-central-1.amazonaws.com/1/orders", MessageBody: "$request.body" },
          resourceArns: [`arn:aws:sqs:${account}:orders`],
          name: "orders",
        },
      },
    },
    integrations: { items: { timeoutMilliseconds: 15_000 } },
    vpcLinks: { internal: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    cors: {
      allowOrigins: ["https://example.com"],
      allowCredentials: true,
      exposeHeaders: ["etag"],
      maxAgeSeconds: 600,
    },
    stages: { beta: { variables: { backend: "beta" }, throttling: { burstLimit: 2, rateLimit: 1 } } },
    stage: {
      name: "v1",
      description: "For everybody",
      variables: { backend: "live" },
      throttling: { burstLimit: 20, rateLimit: 10 },
      detailedMetrics: true,
    },
    accessLog: { retentionInDays: 365, kmsKeyArn, logGroupName: "/aws/vendedlogs/notes" },
    customDomain: {
      domainName: "api.example.com",
      certificateArn: `arn:aws:acm:${account}:certificate/11111111-2222-3333-4444-555555555555`,
      hostedZoneId: "Z0000000000000",
      mappings: { beta: "beta" },
    },
    distribution: {
      provider: new AwsProvider(stack, "us_east_1", { alias: "us_east_1", region: "us-east-1" }),
      domainName: "www.example.com",
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
      hostedZoneId: "Z0000000000000",
      webAcl: {
        rateLimit: 2000,
        managedRuleGroups: { AWSManagedRulesCommonRuleSet: { count: ["SizeRestrictions_BODY"] } },
      },
      originSecret: { current: "b", previous: "a", kmsKeyId: kmsKeyArn },
    },
    alarms: { actions: [`arn:aws:sns:${account}:alarms`] },
    dashboard: true,
  });
  const { pool, webClients } = api.identity;
  const client = webClients["app"];
  if (client === undefined) throw new Error("The backend needs its client");
  new BackendForFrontend(stack, "bff", {
    name: "notes-bff",
    origin: "https://app.example.com",
    pool,
    signInDomain: { url: "https://auth.example.com" },
    client,
    apiUrl: "https://api.example.com",
    kmsKeyArn,
    sessionHours: 1,
    accessLog: { kmsKeyArn },
    packaging: "prebuilt",
  });
}
