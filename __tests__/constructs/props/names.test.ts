import { FULL, LISTENER } from "../errors/full";
import { mistakes } from "../mistakes";
import { Token } from "cdktf";
import { project, tags } from "../../../constructs/props/names";
import { checkProps } from "../../../constructs/props/shape";
import { expectRefusal } from "../../support/expect-error";

test.each(["a", "a-1", "a".repeat(32), Token.asString({ resolve: () => "a" })])("%s begins names", (name) =>
  expect(() => checkProps(project, name, "p")).not.toThrow(),
);

test.each(["", "A", "1a", "-a", "a_b", "a".repeat(33)])("%j doesn't", (name) =>
  expectRefusal(() => checkProps(project, name, "p"), "project", "1 to 32"),
);

test("what is no string is told once", () => expectRefusal(() => checkProps(project, 7, "p"), "input-type", "it is 7"));

test.each([
  { "aws:team": "a" },
  { "AWS:team": "a" },
  { "": "a" },
  { ["x".repeat(129)]: "a" },
  Object.fromEntries([...Array(51).keys()].map((at) => [`tag${String(at)}`, "a"])),
])("the tags %j are refused", (given) => expectRefusal(() => checkProps(tags, given, "p"), "tag-key"));

test("others are taken", () =>
  expect(() => checkProps(tags, { team: "a", awsteam: "b", ["x".repeat(128)]: "c" }, "p")).not.toThrow());

const ARN = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;
const OWN = (options: object) => ({
  functions: { ...FULL.functions, hello: { entry: "functions/hello", ...options } },
});
const IMAGE = (imageUri: string) => ({ functions: { ...FULL.functions, hello: { code: { imageUri } } } });
const PACKED = (runtime: string) => ({
  functions: { ...FULL.functions, hello: { code: { s3Bucket: "b", s3Key: "k", handler: "a.b", runtime } } },
});
const OPTIONS = "functions.hello";
const STAFF = 'routes["GET /staff"]';
const GET = 'routes["GET /items"].target';
const ITEMS = (target: object) => ({ routes: { "GET /items": { scopes: ["read"], target } } });
const WEB = { callbackUrls: ["https://example.com/callback"] };
const BACK = (url: string, more: object = {}) => ITEMS({ url, name: "b", ...more });

/** What has the right type and AWS refuses, or takes and never does anything with. */
test.each<[string, object]>([
  [`${GET}.url`, BACK("https://b.example.com/a#b")],
  [`${GET}.url`, BACK("https://b.example.com/a b")],
  [`${GET}.url`, BACK("https://*.example.com/")],
  [`${GET}.url`, BACK("https://b.example.com:0/")],
  [`${GET}.url`, BACK("https://b.example.com/{")],
  [
    `${GET}.requestParameters["append:header.x"]`,
    BACK("https://b.example.com", { requestParameters: { "append:header.x": "" } }),
  ],
  [
    `${GET}.requestParameters["append:header.x"]`,
    BACK("https://b.example.com", { requestParameters: { "append:header.x": "$request.cookie.a" } }),
  ],
  [
    `${GET}.requestParameters["append:header.x"]`,
    BACK("https://b.example.com", { requestParameters: { "append:header.x": "$context.requestid" } }),
  ],
  [`${GET}.functionArn`, ITEMS({ functionArn: ARN("lambda", "function:a/b"), name: "f" })],
  [`${GET}.functionArn`, ITEMS({ functionArn: "arn:aws:lambda:eu-central-1:1234:function:a", name: "f" })],
  [
    `${GET}.tlsServerName`,
    ITEMS({ listenerArn: LISTENER, vpcLink: "internal", tlsServerName: "https://a.example.com", name: "l" }),
  ],
  ["vpcLinks.internal.subnetIds[0]", { vpcLinks: { internal: { subnetIds: ["10.0.1.0/24"] } } }],
  [`${OPTIONS}.logKmsKeyArn`, OWN({ logKmsKeyArn: ARN("kms", "alias/mine") })],
  [`${OPTIONS}.vpc.subnetIds[0]`, OWN({ vpc: { subnetIds: ["10.0.1.0/24"], securityGroupIds: ["sg-1"] } })],
  [`${OPTIONS}.vpc.securityGroupIds[0]`, OWN({ vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["default"] } })],
  [`${OPTIONS}.rolePath`, OWN({ rolePath: "/team" })],
  [
    `${OPTIONS}.environmentReferences.KEY.secretArn`,
    OWN({ environmentReferences: { KEY: { secretArn: "my-secret" } } }),
  ],
  [
    `${OPTIONS}.environmentReferences.KEY.parameterArn`,
    OWN({ environmentReferences: { KEY: { parameterArn: "/a" } } }),
  ],
  [`${OPTIONS}.reservedConcurrency`, OWN({ reservedConcurrency: 1.5 })],
  [`${OPTIONS}.provisionedConcurrency`, OWN({ alias: "live", reservedConcurrency: 1, provisionedConcurrency: 2 })],
  [`${OPTIONS}.ephemeralStorageSize`, OWN({ ephemeralStorageSize: 600.5 })],
  [
    `${OPTIONS}.fileSystem.accessPointArn`,
    OWN({
      vpc: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
      fileSystem: {
        arn: ARN("elasticfilesystem", "file-system/fs-1"),
        accessPointArn: "fsap-1",
        localMountPath: "/mnt/a",
      },
    }),
  ],
  [
    `${OPTIONS}.policyStatements[0].conditions["aws:SourceAccount"]`,
    OWN({
      policyStatements: [{ actions: ["s3:GetObject"], resources: ["*"], conditions: { "aws:SourceAccount": {} } }],
    }),
  ],
  [
    `${OPTIONS}.policyStatements[0].conditions.StringEqal`,
    OWN({ policyStatements: [{ actions: ["s3:GetObject"], resources: ["*"], conditions: { StringEqal: {} } }] }),
  ],
  [`${OPTIONS}.bundling.loader[".txt"]`, OWN({ bundling: { loader: { ".txt": "string" } } })],
  [`${OPTIONS}.tags.team`, OWN({ tags: { team: "x".repeat(257) } })],
  [`${OPTIONS}.code.imageUri`, IMAGE("docker.io/library/nginx:1")],
  [`${OPTIONS}.code.runtime`, PACKED("nodejs23.x")],
  [`${OPTIONS}.code.runtime`, PACKED("phyton3.13")],
  ["pool.arn", { pool: { poolId: "eu-central-1_AbCdEf123", arn: ARN("cognito-idp", "userpool/eu-central-1_Other") } }],
  ["pool.arn", { pool: { poolId: "us-east-1_AbCdEf123", arn: ARN("cognito-idp", "userpool/us-east-1_AbCdEf123") } }],
  ["pool.email.sourceArn", { pool: { email: { sourceArn: ARN("sns", "mail@example.com") } } }],
  ["pool.email.from", { pool: { email: { sourceArn: ARN("ses", "identity/a@example.com"), from: "nobody" } } }],
  ["pool.sms.snsRegion", { pool: { sms: { snsRegion: "frankfurt" } } }],
  ['pool.customAttributes["my plan"]', { pool: { customAttributes: { "my plan": { type: "String" } } } }],
  ["pool.customAttributes.seats", { pool: { customAttributes: { seats: { type: "Number", min: 9, max: 1 } } } }],
  [
    "webClients.web.writeAttributes[0]",
    { webClients: { web: { ...WEB, scopes: ["read"], writeAttributes: ["custom:plam"] } } },
  ],
  [
    "webClients.web.writeAttributes[0]",
    { webClients: { web: { ...WEB, scopes: ["read"], writeAttributes: ["sub"] } } },
  ],
  [
    "identityProviders.Corporate.metadata.document",
    { identityProviders: { Corporate: { kind: "saml", metadata: { document: "hello" } } } },
  ],
  [
    "identityProviders.Corporate.identifiers[0]",
    {
      identityProviders: {
        Corporate: { kind: "saml", metadata: { url: "https://idp.example.com" }, identifiers: ["x".repeat(41)] },
      },
    },
  ],
  ["signInDomain.certificateArn", { signInDomain: { domain: "auth.example.com", certificateArn: "cert" } }],
  [
    "signInDomain.domain",
    { signInDomain: { domain: "https://auth.example.com", certificateArn: ARN("acm", "certificate/a") } },
  ],
  [
    "signInDomain.managedLogin.branding.settings",
    { signInDomain: { prefix: "notes-a", managedLogin: { branding: { settings: "{" } } } },
  ],
  [
    "lambdaAuthorizers.staff.function.functionArn",
    { lambdaAuthorizers: { staff: { function: { functionArn: "a b" } } } },
  ],
  ["triggers.kmsKeyArn", { triggers: { customEmailSender: "functions/items", kmsKeyArn: "alias/mine" } }],
  ["clientIds[0]", { clientIds: ["a client"] }],
  [
    "jwtAuthorizers.partner.audience[0]",
    { jwtAuthorizers: { partner: { issuer: "https://a.example.com", audience: ["*"] } } },
  ],
  [`${STAFF}.requires`, { routes: { "GET /staff": { authorizer: "staff", requires: {}, target: "hello" } } }],
  ["cors.allowHeaders[0]", { cors: { allowOrigins: ["https://example.com"], allowHeaders: ["x y"] } }],
  ["stage.description", { stage: { description: "x".repeat(1025) } }],
  ["accessLog.kmsKeyArn", { accessLog: { kmsKeyArn: "mine" } }],
  [
    "customDomain.certificateArn",
    { customDomain: { ...FULL.customDomain, certificateArn: "arn:aws:iam::123456789012:server-certificate/a" } },
  ],
  ["customDomain.hostedZoneId", { customDomain: { ...FULL.customDomain, hostedZoneId: "example.com" } }],
  ["scopes.read", { scopes: { read: "" } }],
  ["scopes.read", { scopes: { read: "x".repeat(257) } }],
  ["alarms.actions", { alarms: { actions: [1, 2, 3, 4, 5, 6].map((name) => ARN("sns", String(name))) } }],
  ["alarms.actions[0]", { alarms: { actions: [ARN("sqs", "queue")] } }],
  ["alarms.latency.periodMinutes", { alarms: { latency: { threshold: 1, periodMinutes: 7.5 } } }],
  [
    "alarms.latency.evaluationPeriods",
    { alarms: { latency: { threshold: 1, periodMinutes: 1440, evaluationPeriods: 30 } } },
  ],
])("%s: what AWS refuses is refused there (%#)", (prop, wrong) => {
  const found = mistakes({ ...FULL, ...wrong }).filter((one) => one.prop === prop);
  expect(found).not.toEqual([]);
  expect(found.map(({ code, text }) => `${code}: ${text}`).join("\n")).toMatchSnapshot();
});

test.each<[string, object]>([
  ["a runtime that is newer than this release", PACKED("nodejs26.x")],
  ["Java's, which has a suffix", PACKED("java8.al2")],
  ["a newer provided one", PACKED("provided.al2023")],
  ["a key by reference", OWN({ logKmsKeyArn: "${aws_kms_key.log.arn}" })],
  ["an image by its digest", IMAGE(`123456789012.dkr.ecr.eu-central-1.amazonaws.com/a/b@sha256:${"a".repeat(64)}`)],
  [
    "an operator for each value",
    OWN({
      policyStatements: [
        {
          actions: ["s3:GetObject"],
          resources: ["*"],
          conditions: { "ForAllValues:StringLikeIfExists": { "aws:TagKeys": ["a"] } },
        },
      ],
    }),
  ],
  [
    "a sender with a name",
    {
      pool: {
        ...FULL.pool,
        email: { sourceArn: ARN("ses", "identity/example.com"), from: "Ex Ample <a@example.com>" },
      },
    },
  ],
])("%s is accepted", (_, right) => expect(() => mistakes({ ...FULL, ...right })).toThrow("It was accepted."));
