import { issuers, NodeFunction, PrivateRestApi, SecuredApi, type ApiStack } from "../../constructs";

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;

/** What an API with several ways in has besides them. */
const COMMON = {
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read", "write"] } },
  functions: { hello: "functions/hello", items: "functions/items" },
  packaging: "prebuilt",
} as const;

/** Makes two APIs with every way in and every edge, and a private one beside them. */
export function waysIn(stack: ApiStack): void {
  const api = new SecuredApi(stack, "Default", {
    ...COMMON,
    project: "notes",
    groups: { admin: { description: "Administrators", precedence: 1 } },
    jwtAuthorizers: { partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["a", "b"] }) },
    lambdaAuthorizers: {
      staff: { resultTtlInSeconds: 60 },
      policy: {
        responseType: "policy",
        issuers: [issuers.okta({ domain: "acme.okta.com", audience: ["api://default"] })],
      },
      own: {
        function: { functionArn: arn("lambda", "function:own:live") },
        identitySources: ["$request.header.x-api-key"],
      },
    },
    defaults: { scopes: ["read"] },
    routes: {
      $default: { target: "hello" },
      "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
      "GET /staff": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
      "GET /policy": { authorizer: "policy", target: "items" },
      "GET /own": { authorizer: "own", target: "items" },
      "ANY /signed/{id}": { iam: true, target: "items", throttling: { burstLimit: 1, rateLimit: 1 } },
    },
    ipAddressType: "dualstack",
    customDomain: {
      domainName: "api.example.com",
      certificateArn: arn("acm", "certificate/11111111-2222-3333-4444-555555555555"),
      hostedZoneId: "Z0123456789",
      mappingKey: "v1",
      mutualTls: { certificates: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" },
    },
    alarms: { actions: [arn("sns", "alarms")] },
    dashboard: true,
  });
  api.grantInvoke("caller", ["ANY /signed/{id}"]);
  // A second one: nothing but signed requests, no client, no log, no browser.
  new SecuredApi(stack, "second", {
    ...COMMON,
    project: "second",
    pool: { poolId: "eu-central-1_AbCdEfGhI" },
    scopes: {},
    webClients: {},
    accessLog: false,
    cors: false,
    routes: { "GET /report": { iam: true, target: { functionArn: arn("lambda", "function:report"), name: "report" } } },
  });
  functionRights(stack);
  privateApi(stack);
}

/** Options of functions that bring rights along. */
function functionRights(stack: ApiStack): void {
  const common = { entry: "examples/private-api/report.ts", packaging: "prebuilt" } as const;
  const kmsKeyArn = arn("kms", "key/11111111-2222-3333-4444-555555555555");
  new NodeFunction(stack, "mounted", {
    ...common,
    name: "mounted",
    vpc: { subnetIds: ["subnet-0a1b2c3d"], securityGroupIds: ["sg-0a1b2c3d"] },
    fileSystem: {
      arn: arn("elasticfilesystem", "file-system/fs-0a1b2c3d"),
      accessPointArn: arn("elasticfilesystem", "access-point/fsap-0a1b2c3d"),
      localMountPath: "/mnt/data",
    },
    deadLetterTargetArn: arn("sns", "failed"),
    environmentReferences: {
      SECRET_ARN: { secretArn: arn("secretsmanager", "secret:db-AbCdEf"), kmsKeyArn },
      PARAMETER_ARN: { parameterArn: arn("ssm", "parameter/db"), kmsKeyArn },
    },
  });
  new NodeFunction(stack, "queued", { ...common, name: "queued", deadLetterTargetArn: arn("sqs", "failed") });
}

function privateApi(stack: ApiStack): void {
  const target = new NodeFunction(stack, "report", {
    name: "report",
    entry: "examples/private-api/report.ts",
    packaging: "prebuilt",
  });
  const inside = new PrivateRestApi(stack, "inside", {
    name: "inside",
    vpcEndpointIds: ["vpce-0a1b2c3d"],
    routes: {
      "GET /": { allowFromVpcEndpoint: "a start page", target },
      "GET /reports/{id}": { iam: true, target },
      "ANY /files/{proxy+}": { iam: true, target },
    },
  });
  inside.grantInvoke("caller", ["GET /reports/{id}", "ANY /files/{proxy+}"]);
}
