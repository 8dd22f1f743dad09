import { join } from "node:path";
import { ConfigurationErrors, ERROR_CODES, SecuredApi, type SecuredApiProps } from "../../../constructs";
import { CATALOGUE } from "../../../posture/catalogue";
import { readSynth } from "../../../posture/model/read";
import { evaluateRules, RULES } from "../../../posture/rules";
import { ERROR_TEXTS } from "../../../tools/docs/errors";
import { blocksOf } from "../../../tools/docs/blocks";
import * as asEmitted from "../../posture/rules/support";
import { goodStack, lambdaAuthorizer, over, type Resources } from "../../posture/rules/support";
import { INVALID_INPUTS } from "../../module/invalid-inputs";
import { ROOT } from "../../support/project";
import { synth, testStack } from "../../support/synth";

/** A mistake has one code, whether props, what is emitted or the module's inputs are judged. */

const BASE = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { items: "functions/items" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
  packaging: "prebuilt",
};
const route = (more: object, key = "GET /items") => ({ routes: { [key]: { target: "items", ...more } } });
const partner = (more: object) => ({
  jwtAuthorizers: { partner: { issuer: "https://a.example.com", audience: ["a"], ...more } },
});
const staff = (more: object) => ({
  lambdaAuthorizers: { staff: { issuers: [{ issuer: "https://a.example.com", audience: ["a"] }], ...more } },
});
const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, at) => `${name}${at}`);

const authorizer = (name: string, more: object): Resources =>
  over("aws_apigatewayv2_authorizer", name, {
    api_id: "${aws_apigatewayv2_api.api.id}",
    name,
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: { issuer: "https://a.example.com", audience: ["a"] },
    ...more,
  });
const CORS = { allow_methods: ["*"], allow_headers: ["authorization"] };
const [S, SERVER] = ["${aws_cognito_resource_server.scopes.identifier}", "aws_cognito_resource_server"];
const eleven = many(11, "s");

/** The same mistake as props and as emitted resources, by its one code. */
const MISTAKES: readonly (readonly [code: string, props: object, emitted: Resources])[] = [
  ["route-key-shape", route({ scopes: ["read"] }, "get /items"), asEmitted.route({ route_key: "get /items" })],
  [
    "quota-scopes",
    {
      ...route({ scopes: eleven }),
      scopes: Object.fromEntries(["read", ...eleven].map((name) => [name, name])),
      machineClients: { all: { scopes: eleven } },
    },
    {
      ...asEmitted.route({ authorization_scopes: eleven.map((name) => `${S}/${name}`) }),
      ...over(SERVER, "scopes", {
        scope: ["read", ...eleven].map((name) => ({ scope_name: name, scope_description: name })),
      }),
      ...asEmitted.web({ allowed_oauth_scopes: ["openid", ...eleven.map((name) => `${S}/${name}`)] }),
    },
  ],
  [
    "quota-audience",
    partner({ audience: many(51, "a") }),
    authorizer("partner", { jwt_configuration: { issuer: "https://a.example.com", audience: many(51, "a") } }),
  ],
  [
    "issuer-shape",
    partner({ issuer: "http://a.example.com" }),
    authorizer("partner", { jwt_configuration: { issuer: "http://a.example.com", audience: ["a"] } }),
  ],
  [
    "authorizer-identity-source",
    partner({ identitySource: "Authorization" }),
    authorizer("partner", { identity_sources: ["Authorization"] }),
  ],
  [
    "authorizer-name-duplicate",
    { ...partner({}), lambdaAuthorizers: { partner: staff({}).lambdaAuthorizers.staff } },
    authorizer("second", { name: "jwt" }),
  ],
  [
    "authorizer-ttl-range",
    staff({ resultTtlInSeconds: 3601 }),
    lambdaAuthorizer({ authorizer_result_ttl_in_seconds: 3601 }),
  ],
  ["scope-unknown", route({ scopes: ["raed"] }), asEmitted.route({ authorization_scopes: [`${S}/raed`] })],
  [
    "cors-credentials-wildcard",
    { cors: { allowOrigins: ["*"], allowCredentials: true } },
    asEmitted.api({ cors_configuration: { allow_origins: ["*"], allow_credentials: true, ...CORS } }),
  ],
  [
    "cors-max-age",
    { cors: { allowOrigins: ["https://example.com"], maxAgeSeconds: 86_401 } },
    asEmitted.api({ cors_configuration: { allow_origins: ["https://example.com"], max_age: 86_401, ...CORS } }),
  ],
  [
    "threat-protection-tier",
    { pool: { tier: "ESSENTIALS", threatProtection: "audit" } },
    asEmitted.pool({ user_pool_tier: "ESSENTIALS", user_pool_add_ons: { advanced_security_mode: "AUDIT" } }),
  ],
  [
    "scope-name",
    { scopes: { read: "Read access", "a/b": "Two" } },
    over(SERVER, "scopes", {
      scope: ["read", "write", "a/b"].map((name) => ({ scope_name: name, scope_description: name })),
    }),
  ],
  [
    "client-token-lifetime",
    { webClients: { web: { ...BASE.webClients.web, lifetimes: { accessTokenMinutes: 1 } } } },
    asEmitted.web({ access_token_validity: 1, token_validity_units: { access_token: "minutes" } }),
  ],
  [
    "log-request-id",
    { accessLog: { format: { path: "$context.path", why: "$context.authorizer.error" } } },
    asEmitted.stage({
      access_log_settings: {
        destination_arn: "${aws_cloudwatch_log_group.log.arn}",
        format: '{"path":"$context.path","why":"$context.authorizer.error"}',
      },
    }),
  ],
  [
    "role-arn",
    { functions: { items: { entry: "functions/items", roleArn: "admin" } } },
    asEmitted.lambda({ role: "admin" }),
  ],
  [
    "mtls-bypass",
    {
      customDomain: {
        domainName: "api.example.com",
        certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/1",
        mutualTls: { truststoreUri: "s3://bucket/key.pem" },
      },
      disableExecuteApiEndpoint: false,
    },
    asEmitted.mutualTlsDomain,
  ],
];

function codesOfProps(props: object): readonly string[] {
  try {
    const stack = testStack();
    new SecuredApi(stack, "Default", { ...BASE, ...props } as unknown as SecuredApiProps<string, string>);
    synth(stack);
  } catch (error) {
    const all = error instanceof ConfigurationErrors ? error.errors : [error];
    return [...new Set(all.map((one) => String((one as { code?: string }).code ?? one)))];
  }
  return [];
}

const codesOfEmitted = (resources: Resources): readonly string[] => {
  const { findings } = evaluateRules(readSynth(goodStack(resources)), RULES);
  return [...new Set(findings.filter(({ kind }) => kind === "mistake").map(({ code }) => code))];
};

test("what the mistakes are added to has none", () => {
  expect([codesOfProps({}), codesOfEmitted({})]).toEqual([[], []]);
});

test.each(MISTAKES)("%s as props, and as what is emitted", (code, props, emitted) => {
  expect({ props: codesOfProps(props), emitted: codesOfEmitted(emitted) }).toEqual({ props: [code], emitted: [code] });
});

const ofRules = CATALOGUE.map(({ code }) => code);
const ofModule = [
  ...new Set(
    blocksOf(join(ROOT, "module", "modules", "inputs")).flatMap(({ body }) =>
      [...body.matchAll(/^ +(?:\w+ += ")?\[([a-z-]+)\] /gm)].map(([, code = ""]) => code),
    ),
  ),
];

test("the module has the codes of constructs and rules, and codes of its own only where neither can see the mistake", () => {
  const known = new Set<string>([...ERROR_CODES, ...ofRules]);
  expect(ofModule.filter((code) => !known.has(code)).sort()).toEqual(Object.keys(ERROR_TEXTS.module).sort());
});

const web = (more: object) => ({ webClients: { web: { ...BASE.webClients.web, ...more } } });
const pool = (more: object) => ({ pool: more });
const existing = (more: object) => pool({ poolId: "eu-central-1_AbCdEfGhI", ...more });
const group = (more: object) => ({ groups: { admin: { description: "Administrators", precedence: 1, ...more } } });
const called = (options: object) => ({ functions: { items: { entry: "functions/items", ...options } } });
const listener = (listenerArn: string) =>
  route({ scopes: ["read"], target: { listenerArn, vpcLink: { id: "vl-1" }, name: "orders" } });
const secret = (recoveryWindowInDays: number) => ({
  machineClients: { importer: { scopes: ["read"], secretsManager: { name: "importer", recoveryWindowInDays } } },
});

/** What the compiler or AWS alone would refuse, each as the module refuses it. */
const AS_THE_MODULE: readonly (readonly [code: string, props: object])[] = [
  ["client-openid-scopes", web({ openIdScopes: ["email"] })],
  ["refresh-token-rotation", web({ refreshTokenRotation: { retryGracePeriodSeconds: 90 } })],
  ["federation-unknown", web({ identityProviders: ["gogle"] })],
  ["input-value", { identityProviders: { corp: { kind: "ldap" } } }],
  ["input-missing", { identityProviders: { google: { kind: "google" } } }],
  ["machine-client-scopes", { machineClients: { importer: { scopes: [] } } }],
  ["secret-recovery", secret(3)],
  ["secret-recovery", secret(31)],
  ["function-arn", route({ scopes: ["read"], target: { functionArn: "billing", name: "billing" } })],
  ["function-arn", { triggers: { preSignUp: { functionArn: "billing" } } }],
  ["function-arn", { tokenTrigger: { function: { functionArn: "arn:aws:lambda:eu-central-1:1:layer:x" } } }],
  ["function-arn", { lambdaAuthorizers: { staff: { function: { functionArn: "billing" } } } }],
  ["role-arn", group({ roleArn: "admin" })],
  ["role-arn", called({ roleArn: "arn:aws:iam::123456789012:user/a" })],
  ["role-arn", called({ permissionsBoundaryArn: "arn:aws:iam::123456789012:role/a" })],
  ["group-precedence", group({ precedence: -1 })],
  ["password-policy", pool({ passwordPolicy: { minimumLength: 3 } })],
  ["password-history-tier", pool({ tier: "LITE", passwordPolicy: { passwordHistorySize: 3 } })],
  ["schema-length", pool({ customAttributes: { plan: { type: "String", minLength: 9, maxLength: 1 } } })],
  ["schema-length", pool({ customAttributes: { plan: { type: "String", minLength: 0, maxLength: 2049 } } })],
  ["schema-unconstrained", pool({ customAttributes: { seats: { type: "Number", min: 0 } } })],
  ["scope-identifier", { scopeIdentifier: "my scopes" }],
  ["issuer-shape", existing({ endpoint: "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI" })],
  ["issuer-shape", existing({ endpoint: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other" })],
  ["issuer-shape", partner({ issuer: "https://a.example.com/.well-known/openid-configuration" })],
  ["audience-incomplete", partner({ audience: [] })],
  ["input-value", { cors: { allowOrigins: ["https://a.example.com"], allowMethods: ["GTE"] } }],
  ["route-target", { integrations: { itms: { timeoutMilliseconds: 1000 } } }],
  ["client-name", { machineClients: { web: { scopes: ["read"] } } }],
  [
    "client-name",
    {
      machineClients: { "backup-1": { scopes: ["read"] } },
      rotatingMachineClients: { backup: { scopes: ["read"], current: "1" } },
    },
  ],
  ["function-layers", called({ layers: ["arn:aws:lambda:eu-central-1:123456789012:layer:tools"] })],
  ["function-layers", called({ layers: ["tools"] })],
  ["function-dead-letter", called({ deadLetterTargetArn: "failed-orders" })],
  ["function-dead-letter", called({ deadLetterTargetArn: "arn:aws:kinesis:eu-central-1:123456789012:stream/a" })],
  ["function-dead-letter", called({ deadLetterTargetArn: "arn:aws:sns:us-east-1:123456789012:failed.fifo" })],
  ["target-listener", listener("internal")],
  ["target-listener", listener("arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/1")],
  ["stage-variable", { stage: { variables: { "a-b": "c" } } }],
];

test.each([
  ["iam-resource-mismatch", ["dynamodb:GetItem"], ["arn:aws:s3:::notes/*"]],
  ["iam-resource-mismatch", ["logs:PutLogEvents", "sqs:SendMessage"], ["arn:aws:sns:eu-central-1:123456789012:t"]],
])("%s, in the role of a function: %j on %j", (code, actions, resources) => {
  const stack = testStack();
  const props = { ...BASE, ...called({ policyStatements: [{ actions, resources }] }) };
  new SecuredApi(stack, "Default", props as unknown as SecuredApiProps<string, string>);
  expect(() => synth(stack)).toThrow(`error [${code}] functions.items (`);
});

test.each(AS_THE_MODULE)("%s, as the module refuses it: %j", (code, props) => {
  expect({ props: codesOfProps(props), module: ofModule.includes(code) }).toEqual({ props: [code], module: true });
});

test("what only Terraform knows passes, and a failure that a mistake causes doesn't hide it", () => {
  const reference = "${aws_lambda_function.billing.arn}";
  expect(codesOfProps(route({ scopes: ["read"], target: { functionArn: reference, name: "billing" } }))).toEqual([]);
  for (const arn of [
    "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/net/a/1/2",
    "arn:aws:servicediscovery:eu-central-1:123456789012:service/srv-1?stage=prod",
    "${aws_lb_listener.internal.arn}",
  ])
    expect(codesOfProps(listener(arn))).toEqual([]);
  const deadLetterTargetArn = "arn:aws:sns:us-east-1:123456789012:failed";
  const layers = [
    "arn:aws:lambda:eu-central-1:123456789012:layer:tools:3",
    "arn:aws:lambda:::awslayer:AmazonLinux1803",
  ];
  expect(codesOfProps(called({ layers, deadLetterTargetArn }))).toEqual([]);
  expect(codesOfProps(web({ identityProviders: [] }))).toEqual(["input-value"]);
});

test("each mistake that is written as props here is refused by the module under the same code", () => {
  const said = Object.values(INVALID_INPUTS).flatMap(({ says }) =>
    says.flatMap((text) => /^\[([a-z-]+)\]/.exec(text)?.[1] ?? []),
  );
  expect(MISTAKES.map(([code]) => code).filter((code) => !said.includes(code))).toEqual([]);
});

/** Codes that begin like another's are told apart here, so that a second name for one mistake is noticed. */
const APART: readonly string[] = [
  "api-domain api-domain-certificate",
  "api-domain api-domain-path",
  "backend backend-for-frontend",
  "backend backend-secret",
  "function-environment function-environment-secret",
  "function-environment function-environment-size",
  "route-authorizer route-authorizer-missing",
  "route-authorizer route-authorizer-type",
  "route-open route-open-overlap",
];

test("no two codes of different homes begin alike, but those that mean two things", () => {
  const all = [...new Set([...ERROR_CODES, ...ofRules, ...Object.keys(ERROR_TEXTS.module)])].sort();
  const alike = all.flatMap((one) =>
    all.filter((other) => other.startsWith(`${one}-`)).map((other) => `${one} ${other}`),
  );
  expect(alike.sort()).toEqual(APART);
});
