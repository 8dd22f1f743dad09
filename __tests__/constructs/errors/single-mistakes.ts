const web = (more: object) => ({ webClients: { web: more } });
const route = (more: object, key = "GET /items") => ({ routes: { [key]: { target: "items", ...more } } });
const further = (name: string, more: object) => route(more, `GET /${name}`);
const pool = (more: object) => ({ pool: more });
const called = (options: object) => ({ functions: { items: { entry: "functions/items", ...options } } });
const idp = (name: string, more: object) => ({ identityProviders: { [name]: more } });
const issuer = { issuer: "https://a.example.com", audience: ["a"] };
const partner = (more: object) => ({ jwtAuthorizers: { partner: { ...issuer, ...more } } });
const staff = (more: object) => ({ lambdaAuthorizers: { staff: { issuers: [issuer], ...more } } });
const ACCOUNT = "eu-central-1:123456789012";
const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);

/**
 * Mistakes in the props of a `SecuredApi`, each in the fewest props beyond those of `BASE`, with the code it is told by. Different checks tell them:
 * the shapes, the constructs, and the rules over what is emitted.
 */
export const SINGLE_MISTAKES: readonly (readonly [code: string, props: object])[] = [
  // The shapes.
  ["project", { project: "My App" }],
  ["api-domain", { domain: "https://example.com" }],
  ["tag-key", { tags: { "aws:a": "b" } }],
  ["input-unknown", { unknown: 1 }],
  ["input-type", { dashboard: "yes" }],
  ["input-value", { packaging: "zip" }],
  ["scope-identifier", { scopeIdentifier: "my scopes" }],
  ["client-openid-scopes", web({ openIdScopes: ["email"] })],
  ["refresh-token-rotation", web({ refreshTokenRotation: { retryGracePeriodSeconds: 90 } })],
  ["machine-client-scopes", { machineClients: { importer: { scopes: [] } } }],
  [
    "secret-recovery",
    { machineClients: { a: { scopes: ["read"], secretsManager: { name: "a", recoveryWindowInDays: 3 } } } },
  ],
  ["group-precedence", { groups: { staff: { description: "Staff", precedence: -1 } } }],
  ["input-missing", idp("google", { kind: "google", clientId: "a" })],
  // The pool.
  ["sign-in-aliases", pool({ signInAliases: ["preferredUsername"] })],
  ["password-policy", pool({ passwordPolicy: { minimumLength: 3 } })],
  ["schema-length", pool({ customAttributes: { plan: { type: "String", minLength: 9, maxLength: 1 } } })],
  ["schema-unconstrained", pool({ customAttributes: { seats: { type: "Number", min: 0 } } })],
  ["mfa-factors", pool({ mfa: "optional", secondFactors: [] })],
  ["message-placeholder", pool({ messages: { verification: { subject: "a", message: "Your code" } } })],
  ["threat-addresses", pool({ tier: "PLUS", threatProtection: { skippedIpRanges: ["0.0.0.0/0"] } })],
  ["threat-protection-tier", pool({ tier: "ESSENTIALS", threatProtection: "audit" })],
  ["email-from", pool({ email: { sourceArn: `arn:aws:ses:${ACCOUNT}:identity/example.com` } })],
  ["recovery-phone-mfa", pool({ mfa: "optional", secondFactors: ["sms"], accountRecovery: "phone" })],
  ["sign-in-policy-mfa", { pool: { mfa: "required", signInPolicy: { emailOtp: true } }, signInDomain: false }],
  ["trigger-attribute", { tokenTrigger: { claims: { claims: { plan: { attribute: "custom:other" } } } } }],
  ["trigger-timeout", { triggers: { preSignUp: { entry: "functions/items", timeout: 30 } } }],
  ["trigger-challenge", { triggers: { createAuthChallenge: "functions/items" } }],
  ["group-name", { groups: { "a,admin": { description: "Administrators", precedence: 1 } } }],
  ["scope-name", { scopes: { "a/b": "Two" } }],
  // The clients.
  ["client-token-lifetime", web({ lifetimes: { accessTokenMinutes: 1 } })],
  ["federation-unknown", web({ identityProviders: ["Gogle"] })],
  [
    "client-name",
    {
      webClients: { app: { callbackUrls: ["https://example.com"], scopes: ["read"] } },
      machineClients: { app: { scopes: ["read"] } },
    },
  ],
  ["rotation-generation", { rotatingMachineClients: { a: { scopes: ["read"], current: "1", previous: "1" } } }],
  [
    "federation-secret-literal",
    idp("corporate", { kind: "oidc", issuer: "https://idp.example.com", clientId: "a", clientSecret: "${var.secret}" }),
  ],
  ["client-callback", web({ callbackUrls: ["http://example.com/callback"] })],
  ["scope-unknown", web({ scopes: ["raed"] })],
  // The functions.
  ["function-entry", { functions: { other: "functions/itms" } }],
  ["function-memory", called({ memorySize: 64 })],
  ["function-timeout", called({ timeout: 0.5 })],
  ["function-environment", called({ environment: { AWS_REGION: "a" } })],
  ["function-environment-size", called({ environment: { CONFIG: "a".repeat(5000) } })],
  ["function-alias", called({ provisionedConcurrency: 2 })],
  [
    "function-file-system",
    called({
      fileSystem: {
        arn: `arn:aws:elasticfilesystem:${ACCOUNT}:file-system/fs-1`,
        accessPointArn: `arn:aws:elasticfilesystem:${ACCOUNT}:access-point/fsap-1`,
        localMountPath: "/mnt/a",
      },
    }),
  ],
  ["function-layers", called({ layers: ["tools"] })],
  ["function-dead-letter", called({ deadLetterTargetArn: "failed" })],
  [
    "function-role-existing",
    { functions: { own: { entry: "functions/items", roleArn: "arn:aws:iam::123456789012:role/a", rolePath: "/a/" } } },
  ],
  ["role-arn", called({ permissionsBoundaryArn: "arn:aws:iam::123456789012:role/a" })],
  ["log-retention", called({ logRetentionInDays: 31 })],
  [
    "iam-resource-mismatch",
    called({ policyStatements: [{ actions: ["dynamodb:GetItem"], resources: ["arn:aws:s3:::notes/*"] }] }),
  ],
  // The authorizers.
  ["issuer-shape", partner({ issuer: "http://a.example.com" })],
  ["audience-incomplete", partner({ audience: [] })],
  ["quota-audience", partner({ audience: many(51, "a") })],
  ["authorizer-identity-source", partner({ identitySource: "Authorization" })],
  ["authorizer-ttl-range", staff({ resultTtlInSeconds: 3601 })],
  // The routes.
  ["route-key-shape", route({ scopes: ["read"] }, "get /other")],
  ["route-key-shape", further("notes/:id", { scopes: ["read"] })],
  ["route-open", further("open", {})],
  ["route-public-reason", further("public", { public: "" })],
  ["route-ambiguous", further("ambiguous", { scopes: ["read"], public: "a reason of it" })],
  ["route-authorizer", further("authorizer", { authorizer: "stff", authenticated: "everybody of it" })],
  ["route-target", further("target", { scopes: ["read"], target: "itms" })],
  ["scope-unknown", further("scope", { scopes: ["raed"] })],
  ["target-url", further("url", { scopes: ["read"], target: { url: "http://b.example.com", name: "b" } })],
  [
    "target-service",
    further("service", { scopes: ["read"], target: { service: "SQS-Send", parameters: {}, name: "queue" } }),
  ],
  [
    "vpc-link",
    further("link", {
      scopes: ["read"],
      target: {
        listenerArn: `arn:aws:elasticloadbalancing:${ACCOUNT}:listener/app/a/1/2`,
        vpcLink: "intrnal",
        name: "inside",
      },
    }),
  ],
  ["function-arn", further("arn", { scopes: ["read"], target: { functionArn: "billing", name: "billing" } })],
  ["mcp-route", route({ mcp: { resource: "http://api.example.com/mcp", scopes: ["read"] } }, "ANY /mcp")],
  ["integration-timeout", { integrations: { items: { timeoutMilliseconds: 60_000 } } }],
  // The API.
  ["cors-credentials-wildcard", { cors: { allowOrigins: ["*"], allowCredentials: true } }],
  ["cors-max-age", { cors: { allowOrigins: ["https://a.example.com"], maxAgeSeconds: 100_000 } }],
  ["cors-origin", { cors: { allowOrigins: ["https://app.example.com/"] } }],
  ["stage-name", { stage: { name: "v 1" } }],
  ["stage-variable", { stage: { variables: { "a-b": "c" } } }],
  ["stage-limit", { stage: { throttling: { burstLimit: -1, rateLimit: 10 } } }],
  ["log-request-id", { accessLog: { format: { path: "$context.path" } } }],
  ["log-variable-unknown", { accessLog: { format: { requestId: "$context.requestId", path: "$context.pth" } } }],
  ["log-group-name", { accessLog: { logGroupName: "my logs" } }],
  ["log-retention", { accessLog: { retentionInDays: 31 } }],
  ["input-value", { customDomain: { domainName: "api.example.com", certificateArn: "certificate" } }],
  [
    "stage-undeclared",
    {
      customDomain: {
        domainName: "api.example.com",
        certificateArn: `arn:aws:acm:${ACCOUNT}:certificate/1`,
        mappings: { beta: "bta" },
      },
    },
  ],
  ["distribution-region", { distribution: { webAcl: { rateLimit: 5 } } }],
];
