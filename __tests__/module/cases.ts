import { Fn } from "cdktf";
import type { SecuredApiProps } from "../../constructs";

type Scope = "read" | "write";
export type Case = SecuredApiProps<Scope, "items" | "profile", "partner" | "staff", "keys" | "own">;

const KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const BILLING = "arn:aws:lambda:us-east-1:123456789012:function:billing:live";

const EXISTING = {
  poolId: "us-east-1_AbCdEfGhI",
  arn: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI",
  endpoint: "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
};

const BASE = {
  domain: "example.com",
  packaging: "prebuilt",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/back"], scopes: ["read"] } },
  machineClients: { importer: { scopes: ["write"] } },
  functions: { items: "functions/items" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
} as const satisfies Omit<Case, "project" | "functions"> & { functions: object };

/** Each says what differs from an ordinary API: one group of options switched on, off or set. */
const DIFFERENCES = {
  plain: {},
  tagged: {
    tags: { team: "shop" },
    groups: { staff: { description: "Staff", precedence: 0, roleArn: "arn:aws:iam::123456789012:role/staff" } },
  },
  users: {
    pool: {
      tier: "PLUS",
      mfa: "required",
      selfSignUp: true,
      deletionProtection: false,
      passwordPolicy: {
        minimumLength: 20,
        requireSymbols: false,
        passwordHistorySize: 5,
        temporaryPasswordValidityDays: 1,
      },
      customAttributes: {
        plan: { type: "String", minLength: 1, maxLength: 20, mutable: false },
        seats: { type: "Number", min: 1, max: 500 },
        trial: { type: "Boolean" },
      },
    },
  },
  mailed: {
    pool: {
      tier: "PLUS",
      signInAliases: ["username", "email", "preferredUsername"],
      secondFactors: ["totp", "email"],
      accountRecovery: "administrator",
      threatProtection: "enforced",
      email: {
        sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        from: "Shop <auth@example.com>",
        replyTo: "help@example.com",
        configurationSet: "auth",
      },
      messages: {
        verification: { subject: "Verify", linkMessage: "{##Verify##}" },
        invitation: { subject: "Welcome", message: "{username}, your password is {####}" },
        code: { subject: "Code", message: "{####} is your code" },
      },
    },
    identityProviders: {
      acme: {
        kind: "saml",
        metadata: { url: "https://acme.example.com/metadata" },
        identifiers: ["acme.example.com"],
        signOut: true,
        signRequests: false,
        encryptedResponses: true,
        providerInitiated: true,
      },
    },
  },
  acted: {
    pool: {
      tier: "PLUS",
      secondFactors: ["totp", "sms"],
      accountRecovery: "phone-then-email",
      sms: { snsRegion: "us-west-2" },
      email: { sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/auth@example.com", from: "auth@example.com" },
      threatProtection: {
        compromisedCredentials: ["SIGN_IN"],
        accountTakeover: {
          medium: { action: "BLOCK", notify: false },
          mails: { blocked: { subject: "Blocked", text: "Blocked", html: "<p>Blocked</p>" } },
        },
        skippedIpRanges: ["192.0.2.0/24"],
        blockedIpRanges: ["2001:db8::/32", "203.0.113.0/24"],
      },
    },
    identityProviders: {
      staff: {
        kind: "oidc",
        issuer: "https://staff.example.com",
        clientId: "notes",
        clientSecret: Fn.sensitive("a secret") as string,
        attributesMethod: "POST",
      },
    },
  },
  audited: {
    pool: {
      tier: "PLUS",
      signInAliases: ["username"],
      mfa: "off",
      threatProtection: "audit",
      messages: { verification: { subject: "Verify", message: "{####}" } },
    },
  },
  lite: { pool: { tier: "LITE", mfa: "off" } },
  passkeys: {
    pool: { signInPolicy: { passkeys: true, emailOtp: true } },
    signInDomain: { prefix: "passkeys-sign-in", managedLogin: { branding: false } },
  },
  "passkeys-at-home": {
    pool: { signInPolicy: { passkeys: { userVerification: "preferred" } } },
    signInDomain: { domain: "auth.example.com", certificateArn: CERTIFICATE, managedLogin: { branding: false } },
  },
  "existing-pool": { pool: EXISTING, clientIds: ["1example23456789"] },
  "no-domain": { pool: EXISTING, signInDomain: false },
  "existing-server": { pool: EXISTING, existingResourceServer: true, scopeIdentifier: "shop-api" },
  confidential: {
    webClients: {
      portal: {
        callbackUrls: ["https://shop.example.com/back"],
        logoutUrls: ["https://shop.example.com/out"],
        scopes: ["read"],
        openIdScopes: ["openid"],
        confidential: true,
        lifetimes: { accessTokenMinutes: 5, idTokenMinutes: 10, refreshTokenDays: 1 },
        refreshTokenRotation: { retryGracePeriodSeconds: 30 },
        srpSignIn: true,
        writeAttributes: ["name"],
      },
    },
  },
  machines: {
    machineClients: {
      importer: {
        scopes: ["write"],
        accessTokenMinutes: 15,
        secretsManager: { name: "shop/importer", kmsKeyId: KEY, recoveryWindowInDays: 7 },
      },
      reader: { scopes: ["read"], secretsManager: { name: "shop/reader" } },
    },
    rotatingMachineClients: {
      ledger: { scopes: ["read"], current: "2026a" },
      backup: {
        scopes: ["read"],
        current: "2026b",
        previous: "2026a",
        accessTokenMinutes: 30,
        secretName: "shop/backup",
        kmsKeyId: KEY,
        recoveryWindowInDays: 0,
      },
    },
  },
  trigger: {
    pool: { customAttributes: { plan: { type: "String" } } },
    webClients: { web: { callbackUrls: ["https://example.com/back"], scopes: ["read"], writeAttributes: ["name"] } },
    tokenTrigger: {
      version: "V1_0",
      claims: { claims: { plan: { attribute: "custom:plan", default: "free" } }, suppress: { id: ["phone_number"] } },
    },
  },
  function: {
    functions: {
      items: {
        entry: "functions/items",
        memorySize: 512,
        timeout: 20,
        environment: { STOCK: "eu" },
        logRetentionInDays: 7,
        logKmsKeyArn: KEY,
        architecture: "x86_64",
      },
    } as never,
  },
  traced: {
    functions: {
      items: {
        entry: "functions/items",
        tracing: true,
        policyStatements: [
          { actions: ["dynamodb:GetItem"], resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/items"] },
        ],
      },
    } as never,
  },
  equipped: {
    functions: {
      items: {
        entry: "functions/items",
        vpc: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] },
        fileSystem: {
          arn: "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-1",
          accessPointArn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1",
          localMountPath: "/mnt/items",
        },
        layers: ["arn:aws:lambda:us-east-1:123456789012:layer:tools:1"],
        reservedConcurrency: 5,
        alias: "live",
        provisionedConcurrency: 2,
        ephemeralStorageSize: 1024,
        deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:failed",
        permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/team",
        rolePath: "/team/",
        tags: { owner: "items" },
        policyStatements: [
          {
            actions: ["dynamodb:GetItem"],
            resources: ["arn:aws:dynamodb:us-east-1:123456789012:table/items"],
            conditions: { StringEquals: { "aws:SourceVpc": ["vpc-1"] } },
          },
        ],
      },
    } as never,
  },
  image: {
    functions: {
      items: { code: { imageUri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/items:1", command: ["app.handle"] } },
    } as never,
  },
  object: {
    functions: {
      items: {
        code: {
          s3Bucket: "builds",
          s3Key: "items.zip",
          s3ObjectVersion: "7",
          sourceCodeHash: "aGFzaA==",
          handler: "app.handle",
          runtime: "python3.13",
        },
        roleArn: "arn:aws:iam::123456789012:role/items",
      },
    } as never,
  },
  triggers: {
    triggers: {
      preSignUp: { functionArn: "arn:aws:lambda:us-east-1:123456789012:function:members" },
      postConfirmation: { functionArn: "arn:aws:lambda:us-east-1:123456789012:function:greeter" },
      defineAuthChallenge: { functionArn: BILLING },
      customEmailSender: { functionArn: "arn:aws:lambda:us-east-1:123456789012:function:mail:live" },
      kmsKeyArn: KEY,
    },
    webClients: {
      web: { callbackUrls: ["https://example.com/back"], scopes: ["read"], srpSignIn: true, customSignIn: true },
    },
  },
  stages: {
    identitySource: "$request.header.X-Token",
    stage: { description: "What everybody calls", variables: { color: "blue" } },
    stages: {
      next: { description: "What comes", variables: { color: "green" }, throttling: { burstLimit: 5, rateLimit: 2 } },
    },
    customDomain: {
      domainName: "stages.shop.example.com",
      certificateArn: CERTIFICATE,
      mappings: { next: "next" },
    },
    routes: {
      "GET /items": { scopes: ["read"], target: "items", throttling: { burstLimit: 1, rateLimit: 1 } },
      "GET /old": {
        scopes: ["read"],
        target: {
          name: "old",
          url: "https://old.example.com",
          timeoutMilliseconds: 5000,
          requestParameters: { "overwrite:path": "/new" },
          responseParameters: { "500": { "overwrite:statuscode": "403" } },
        },
      },
    },
  },
  "domain-path": { customDomain: { existing: true, domainName: "shared.example.com", mappingKey: "orders" } },
  targets: {
    routes: {
      "GET /items/{id}": { scopes: ["read", "write"], target: "items", throttling: { burstLimit: 5, rateLimit: 2 } },
      "POST /bills": { scopes: ["write"], target: { name: "billing", functionArn: BILLING } },
      "DELETE /bills": { iam: true, target: { name: "billing", functionArn: BILLING } },
      "ANY /old/{proxy+}": {
        public: "the old shop checks its callers itself",
        target: { name: "old", url: "https://old.example.com", method: "GET" },
      },
    },
  },
  services: {
    dashboard: true,
    routes: {
      "GET /items": { scopes: ["read"], target: "items" },
      "POST /orders": {
        scopes: ["write"],
        target: {
          name: "orders",
          service: "SQS-SendMessage",
          parameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/orders", MessageBody: "$request.body" },
          resourceArns: ["arn:aws:sqs:us-east-1:123456789012:orders"],
          timeoutMilliseconds: 2000,
        },
      },
      "POST /events": {
        iam: true,
        target: {
          name: "events",
          service: "EventBridge-PutEvents",
          parameters: { Source: "notes", DetailType: "order", Detail: "$request.body" },
          roleArn: "arn:aws:iam::123456789012:role/events",
        },
      },
    },
  },
  "catch-alls": {
    routes: {
      "ANY /stock/{proxy+}": { scopes: ["read"], target: "items" },
      "OPTIONS /stock/{rest+}": { public: "preflights carry no token", target: "items" },
      $default: { scopes: ["write"], target: "items" },
    },
  },
  issuers: {
    routes: {
      "GET /partner": { authorizer: "partner", scopes: ["read:stock", "stock"], target: "items" },
      "GET /staff": { authorizer: "staff", authenticated: "everybody on the payroll", target: "items" },
      "GET /me": { authenticated: "the handler shows the caller's own claims only", target: "items" },
      "GET /read": { scopes: ["read"], target: "items" },
    },
    jwtAuthorizers: {
      partner: { issuer: "https://partner.eu.auth0.com/", audience: ["https://api.shop.example.com", "shop"] },
      staff: {
        issuer: "https://staff.example.com/oauth2/default",
        audience: ["shop"],
        identitySource: "$request.header.X-Token",
      },
    },
  },
  "lambda-authorizer": {
    resourceIdentifiers: ["https://api.example.com"],
    groups: { staff: { description: "Staff", precedence: 0 } },
    lambdaAuthorizers: { keys: { resultTtlInSeconds: 60 } } as never,
    routes: {
      "GET /keys": { authorizer: "keys", target: "items" },
      "GET /staff": {
        authorizer: "keys",
        requires: { groups: ["staff"], scopes: ["write"], issuerGroups: ["guests"] },
        target: "items",
      },
    },
  },
  mcp: {
    routes: {
      "ANY /mcp": {
        mcp: {
          resource: "https://api.example.com/mcp",
          scopes: ["read"],
          tools: { who_am_i: [], add_note: ["write"] },
          allowedOrigins: ["https://inspector.example.com"],
          name: "Notes",
          documentation: "https://example.com/docs",
        },
        target: "items",
      },
      // Written second, first by its key: the root of the well-known path is its.
      "ANY /agents": { mcp: { resource: "https://api.example.com/agents", scopes: ["write"] }, target: "items" },
    },
  },
  "lambda-issuers": {
    lambdaAuthorizers: {
      keys: {
        responseType: "policy",
        identitySources: ["$request.querystring.token"],
        issuers: [
          {
            issuer: "https://partner.eu.auth0.com/",
            audience: ["shop"],
            jwksUri: "https://partner.eu.auth0.com/.well-known/jwks.json",
            scopes: ["read"],
          },
          {
            issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
            audience: ["1example23456789"],
            audienceIn: "client_id",
            claims: { groups: "roles" },
            tokenUse: "access",
            clockToleranceSeconds: 10,
          },
        ],
      },
      own: { function: { functionArn: BILLING }, resultTtlInSeconds: 300, cachePerRoute: false },
    },
    routes: {
      "GET /keys": { authorizer: "keys", target: "items" },
      "GET /own": { authorizer: "own", target: "items" },
    },
  },
  pages: {
    cors: {
      allowOrigins: ["https://a.example.com", "https://b.example.com"],
      allowMethods: ["ANY"],
      allowHeaders: ["authorization"],
      exposeHeaders: ["etag"],
      allowCredentials: true,
      maxAgeSeconds: 60,
    },
    routes: { "ANY /items": { scopes: ["read"], target: "items" } },
  },
  servers: {
    cors: false,
    accessLog: false,
    stage: { name: "live", throttling: { burstLimit: 10, rateLimit: 5 }, detailedMetrics: true },
  },
  logged: {
    accessLog: {
      retentionInDays: 90,
      kmsKeyArn: KEY,
      logGroupName: "/aws/vendedlogs/shop",
      format: { requestId: "$context.requestId", who: "$context.authorizer.claims.sub" },
    },
  },
  "existing-log": { accessLog: { existingLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:shared:*" } },
  watched: {
    alarms: {
      actions: ["arn:aws:sns:us-east-1:123456789012:alarms"],
      latency: { threshold: 500, periodMinutes: 1, evaluationPeriods: 2 },
      clientErrors: false,
    },
  },
  "watched-alone": { alarms: { authorizerErrors: false } },
  domain: {
    customDomain: {
      domainName: "api.shop.example.com",
      certificateArn: CERTIFICATE,
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      mappingKey: "v1",
    },
  },
  "mutual-tls": {
    customDomain: {
      domainName: "mutual.shop.example.com",
      certificateArn: CERTIFICATE,
      hostedZoneId: "Z0123456789ABCDEFGHIJ",
      mutualTls: { truststoreUri: "s3://trust/store.pem", truststoreVersion: "1" },
      ownershipVerificationCertificateArn: CERTIFICATE,
    },
    ipAddressType: "dualstack",
  },
  "domain-beside": {
    customDomain: { domainName: "beside.shop.example.com", certificateArn: CERTIFICATE },
    disableExecuteApiEndpoint: false,
  },
} satisfies Readonly<Record<string, Partial<Case>>>;

/** What is set in one API: differences of other options. Each API that is planned takes a second of the processor. */
const TOGETHER: readonly (readonly (keyof typeof DIFFERENCES)[])[] = [
  ["plain"],
  ["tagged", "users", "function", "watched", "domain", "pages"],
  ["lite", "confidential", "traced", "logged", "mutual-tls", "catch-alls"],
  ["passkeys", "machines", "equipped", "watched-alone", "domain-path", "targets"],
  ["passkeys-at-home", "image", "servers", "domain-beside", "issuers"],
  ["existing-pool", "object", "existing-log"],
  ["no-domain", "lambda-issuers"],
  ["existing-server"],
  ["trigger", "lambda-authorizer"],
  ["audited", "services"],
  ["acted"],
  ["triggers", "stages"],
  ["mcp", "mailed"],
];
const options = TOGETHER.map((names) => names.flatMap((name) => Object.keys(DIFFERENCES[name])));
if (options.some((names) => new Set(names).size < names.length)) throw new Error("An option is set twice in one API.");
if (new Set(TOGETHER.flat()).size < Object.keys(DIFFERENCES).length) throw new Error("A difference is in no API.");

/** Every case by its name, which is its project too. */
export const CASES: Readonly<Record<string, Case>> = Object.fromEntries(
  TOGETHER.map(([project = "", ...more]) => [
    project,
    Object.assign({ project, ...BASE }, ...[project, ...more].map((name) => DIFFERENCES[name as "plain"])) as Case,
  ]),
);
