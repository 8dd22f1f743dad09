import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi } from "../../constructs";

const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const BILLING = "arn:aws:lambda:us-east-1:123456789012:function:billing:live";
const CLAIMS = {
  claims: { plan: { attribute: "custom:plan", default: "free" } },
  suppress: { id: ["phone_number"] },
} as const;

/** A stack in which every option that the module knows too differs from its default. @returns the stack's folder */
export function synthesizeVaried(outdir: string): string {
  const app = new App({ outdir });
  const stack = new ApiStack(app, "varied");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  new SecuredApi(stack, "Default", {
    project: "shop",
    domain: "shop.example.com",
    tags: { team: "shop" },
    packaging: "prebuilt",
    pool: {
      tier: "PLUS",
      mfa: "required",
      selfSignUp: true,
      deletionProtection: false,
      passwordPolicy: { minimumLength: 20, requireSymbols: false, passwordHistorySize: 5, temporaryPasswordValidityDays: 1 },
      customAttributes: {
        plan: { type: "String", minLength: 1, maxLength: 20, mutable: false },
        seats: { type: "Number", min: 1, max: 500 },
        trial: { type: "Boolean" },
      },
    },
    groups: { staff: { description: "Staff", precedence: 0, roleArn: "arn:aws:iam::123456789012:role/staff" } },
    scopes: { read: "Read access", write: "Write access" },
    scopeIdentifier: "shop-api",
    webClients: {
      portal: {
        callbackUrls: ["https://shop.example.com/back"],
        scopes: ["read"],
        openIdScopes: ["openid"],
        confidential: true,
        lifetimes: { accessTokenMinutes: 5, idTokenMinutes: 10, refreshTokenDays: 1 },
        refreshTokenRotation: { retryGracePeriodSeconds: 30 },
        srpSignIn: true,
        writeAttributes: ["name"],
      },
    },
    machineClients: {
      importer: {
        scopes: ["write"],
        accessTokenMinutes: 15,
        secretsManager: { name: "shop/importer", kmsKeyId: KEY, recoveryWindowInDays: 7 },
      },
    },
    signInDomain: { prefix: "shop-sign-in" },
    tokenTrigger: { version: "V1_0", claims: CLAIMS },
    functions: { items: { entry: "functions/items", memorySize: 512, timeout: 20, environment: { STOCK: "eu" }, logRetentionInDays: 7 } },
    routes: {
      "GET /items/{id}": { scopes: ["read", "write"], target: "items", throttling: { burstLimit: 5, rateLimit: 2 } },
      "POST /bills": { scopes: ["write"], target: { name: "billing", functionArn: BILLING } },
      "GET /partner": { authorizer: "partner", scopes: ["read:stock", "stock"], target: "items" },
      "GET /staff": { authorizer: "staff", authenticated: "everybody on the payroll", target: "items" },
      "DELETE /bills": { iam: true, target: { name: "billing", functionArn: BILLING } },
      "ANY /stock/{proxy+}": { scopes: ["read"], target: "items" },
      "$default": { scopes: ["write"], target: "items" },
      "ANY /old/{proxy+}": { public: "the old shop checks its callers itself", target: { name: "old", url: "https://old.example.com" } },
    },
    jwtAuthorizers: {
      partner: { issuer: "https://partner.eu.auth0.com/", audience: ["https://api.shop.example.com", "shop"] },
      staff: { issuer: "https://staff.example.com/oauth2/default", audience: ["shop"] },
    },
    cors: {
      allowOrigins: ["https://a.example.com", "https://b.example.com"],
      allowMethods: ["ANY"],
      allowHeaders: ["authorization"],
      exposeHeaders: ["etag"],
      allowCredentials: true,
      maxAgeSeconds: 60,
    },
    stage: { name: "live", throttling: { burstLimit: 10, rateLimit: 5 }, detailedMetrics: true },
    accessLog: { retentionInDays: 90, kmsKeyArn: KEY, logGroupName: "/aws/vendedlogs/shop", format: { requestId: "$context.requestId", who: "$context.authorizer.claims.sub" } },
    customDomain: {
      domainName: "api.shop.example.com",
      certificateArn: CERTIFICATE,
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      mappingKey: "v1",
    },
  });
  app.synth();
  return path.join(outdir, "stacks", "varied");
}

/** The same, said to the module. */
export const VARIED_INPUTS = {
  project: "shop",
  domain: "shop.example.com",
  tags: { team: "shop" },
  pool: {
    tier: "PLUS",
    mfa: "required",
    self_sign_up: true,
    protected: false,
    password_policy: { minimum_length: 20, require_symbols: false, history: 5, temporary_validity_days: 1 },
    attributes: {
      plan: { type: "String", min_length: 1, max_length: 20, mutable: false },
      seats: { type: "Number", min: 1, max: 500 },
      trial: { type: "Boolean" },
    },
  },
  groups: { staff: { description: "Staff", precedence: 0, role_arn: "arn:aws:iam::123456789012:role/staff" } },
  scopes: { read: "Read access", write: "Write access" },
  scope_identifier: "shop-api",
  web_clients: {
    portal: {
      callback_urls: ["https://shop.example.com/back"],
      scopes: ["read"],
      openid_scopes: ["openid"],
      confidential: true,
      access_token_minutes: 5,
      id_token_minutes: 10,
      refresh_token_days: 1,
      rotation_grace_seconds: 30,
      srp_sign_in: true,
      writable_attributes: ["name"],
    },
  },
  machine_clients: {
    importer: {
      scopes: ["write"],
      access_token_minutes: 15,
      secrets_manager: { name: "shop/importer", kms_key_id: KEY, recovery_days: 7 },
    },
  },
  sign_in_domain: { prefix: "shop-sign-in" },
  token_trigger: { version: "V1_0", claims: CLAIMS },
  functions: { items: { memory: 512, timeout: 20, environment: { STOCK: "eu" }, log_retention_days: 7 } },
  lambdas: { billing: BILLING },
  http_backends: { old: { url: "https://old.example.com" } },
  routes: {
    "GET /items/{id}": { scopes: ["read", "write"], target: "items", throttling: { burst: 5, rate: 2 } },
    "POST /bills": { scopes: ["write"], target: "billing" },
    "GET /partner": { authorizer: "partner", scopes: ["read:stock", "stock"], target: "items" },
    "GET /staff": { authorizer: "staff", any_token: "everybody on the payroll", target: "items" },
    "DELETE /bills": { iam: true, target: "billing" },
    "ANY /stock/{proxy+}": { scopes: ["read"], target: "items" },
    $default: { scopes: ["write"], target: "items" },
    "ANY /old/{proxy+}": { public: "the old shop checks its callers itself", target: "old" },
  },
  jwt_authorizers: {
    partner: { issuer: "https://partner.eu.auth0.com/", audience: ["https://api.shop.example.com", "shop"] },
    staff: { issuer: "https://staff.example.com/oauth2/default", audience: ["shop"] },
  },
  cors: {
    origins: ["https://a.example.com", "https://b.example.com"],
    methods: ["ANY"],
    headers: ["authorization"],
    expose_headers: ["etag"],
    credentials: true,
    max_age_seconds: 60,
  },
  stage: { name: "live", throttling: { burst: 10, rate: 5 }, detailed_metrics: true },
  access_log: {
    retention_days: 90,
    kms_key_arn: KEY,
    log_group_name: "/aws/vendedlogs/shop",
    format: { requestId: "$context.requestId", who: "$context.authorizer.claims.sub" },
  },
  custom_domain: {
    name: "api.shop.example.com",
    certificate_arn: CERTIFICATE,
    zone: { id: "Z0123456789ABCDEFGHIJ" },
    path: "v1",
  },
};
