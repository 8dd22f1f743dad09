import { Token } from "cdktf";
import { SecuredApi, type SecuredApiProps } from "../../../constructs";
import { Problems } from "../../../constructs/errors/problems";
import { SECURED_API } from "../../../constructs/secured-api/props-shape";
import { ConfigurationError, ConfigurationErrors } from "../../../constructs/errors/configuration-error";
import type { BundleOptions } from "../../../constructs/compute/bundle";
import { FULL } from "./full";
import { mistakes, places } from "../mistakes";
import { testStack } from "../../support/synth";

/** Bundling is tested elsewhere; thousands of times it would take minutes. */
jest.mock("../../../constructs/compute/bundle", () => {
  const actual = jest.requireActual<{ readonly bundle: (options: BundleOptions) => unknown }>(
    "../../../constructs/compute/bundle",
  );
  const made = new Map([["index.js", Buffer.from("exports.handler = () => 1;")]]);
  return {
    ...actual,
    bundleAhead: () => undefined,
    bundle: (options: BundleOptions) => (options.entry.includes("/functions/") ? made : actual.bundle(options)),
  };
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

function withValue(value: unknown, path: Path, wrong: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return wrong;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? withValue(item, rest, wrong) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: withValue(record[key], rest, wrong) };
}

/** What the shapes say, which is quick; what they let pass the whole construction has to refuse. */
function shapes(props: unknown): readonly ConfigurationError[] {
  const problems = new Problems();
  SECURED_API(props, "", { path: "api", problems });
  try {
    problems.throwIfAny();
    return [];
  } catch (error) {
    return error instanceof ConfigurationErrors ? error.errors : [error as ConfigurationError];
  }
}

/** The mistakes that are told, or the failure that isn't one of ours. */
function told(props: unknown): readonly ConfigurationError[] | "accepted" | { readonly crashed: unknown } {
  try {
    new SecuredApi(testStack(), "Default", props as SecuredApiProps<string, string>);
    return "accepted";
  } catch (error) {
    if (error instanceof ConfigurationErrors) return error.errors;
    return error instanceof ConfigurationError ? [error] : { crashed: error };
  }
}

const WRONG: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["a number", 4711],
  ["NaN", NaN],
  ["an empty string", ""],
  ["blanks", "  "],
  ["an object", { nothing: "of this" }],
  ["a list", [null]],
  ["true", true],
  ["a function", () => 1],
];

/** Whose sentences stand in the snapshot. */
const SHOWN = new Set(["a number", "NaN", "an empty string", "an object"]);

/** Where such a value is right, or is somebody else's to know. */
const RIGHT: readonly (readonly [prop: RegExp, kind: RegExp])[] = [
  [/(selfSignUp|deletionProtection|passwordPolicy\.require.*|confidential|detailedMetrics|dashboard|\.iam)$/, /true/],
  [/(latency\.threshold|seats\.(min|max)|precedence|rateLimit|burstLimit|memorySize)$/, /a number/],
  [/(timeoutMilliseconds|maxAgeSeconds)$/, /a number/],
  [/^(tags\.team|functions\.items\.environment\.MODE|groups\.admin\.description)$|parameters\./, /empty|blanks/],
  // Records of any names.
  [/^(tags|functions\.items\.environment)$/, /an object/],
];

/**
 * Every prop of a full configuration, however deep, with every kind of wrong value in its place: whatever it is, the answer is a sentence about
 * that prop, and never a failure of the library's own.
 */
test("the configuration itself is accepted", () => expect(told(FULL)).toBe("accepted"));

test.each(pathsOf(FULL).map((path) => [path.join("."), path] as const))(
  "%s: no wrong value ends in a failure of the library's own, or passes",
  (name, path) => {
    const failures: string[] = [];
    const sentences = new Set<string>();
    for (const [kind, wrong] of WRONG) {
      const props = withValue(FULL, path, wrong);
      const quick = shapes(props);
      // One wrong value of each prop meets the rest of the construction too.
      const answer = quick.length === 0 || (kind === "null" && path.length <= 2) ? told(props) : quick;
      const shown = path
        .map((key) => (typeof key === "number" ? `[${String(key)}]` : `.${key}`))
        .join("")
        .slice(1);
      if (answer === "accepted") {
        if (!RIGHT.some(([prop, kinds]) => prop.test(propName(path)) && kinds.test(kind)))
          failures.push(`${kind} passes`);
      } else if ("crashed" in answer) failures.push(`${kind}: ${String(answer.crashed)}`);
      else {
        const [top] = path;
        // Other scopes and functions may be declared; then those that are used are not.
        if (top === "scopes" || (name === "functions" && kind === "an object")) continue;
        if (!answer.some(({ prop }) => prop?.startsWith(String(top)) === true))
          failures.push(
            `${kind} is told of ${answer.map(({ prop, code }) => `${code} ${String(prop)}`).join(", ")}, not of ${shown}`,
          );
        // Of the others it is the same sentence with another value in it.
        if (SHOWN.has(kind)) for (const { message } of answer) sentences.add(message);
        for (const { message } of answer)
          if (/TfToken|\[object|undefined|at .*\.ts:/.test(message)) failures.push(`${kind}: ${message}`);
      }
    }
    expect([name, failures]).toEqual([name, []]);
    expect([...sentences].join("\n")).toMatchSnapshot();
  },
);

function propName(path: Path): string {
  return path
    .map((key, index) =>
      typeof key === "number"
        ? `[${String(key)}]`
        : /^\w+$/.test(key)
          ? `${index === 0 ? "" : "."}${key}`
          : `[${JSON.stringify(key)}]`,
    )
    .join("");
}

const FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:check";
const REFERENCE = Token.asAny({ resolve: () => true });
const DOMAIN = (domainName: string) => ({
  customDomain: { domainName, certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a" },
});
const ITEMS = (target: object | string) => ({ routes: { "GET /items": { scopes: ["read"], target } } });
const WEB = { callbackUrls: ["https://example.com/callback"] };
const CALLED = (options: object) => ({
  functions: { ...FULL.functions, items: { entry: "functions/items", ...options } },
});
const POOL = (options: object) => ({ pool: { ...FULL.pool, ...options } });
const many = <T>(count: number, one: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at));
const PARAMETER = { parameterArn: "arn:aws:ssm:eu-central-1:123456789012:parameter/a" };

test.each<[string, object, string]>([
  ["groups.staff", { groups: { staff: "Staff" } }, "Write an object: { description: …, precedence: … }"],
  ["alarms.actions[0]", { alarms: { actions: ["my-topic"] } }, "Write an ARN, e.g. arn:aws:sns:REGION:ACCOUNT:TOPIC"],
  [
    "webClients.web.scopes[0]",
    { webClients: { web: { ...WEB, scopes: ["openid"] } } },
    "It belongs to OpenID Connect: only openIdScopes of a web client can name it",
  ],
  [
    'routes["GET /items"].target.url',
    ITEMS({ url: "http://backend.example.com", name: "b" }),
    "Write https://HOST/PATH",
  ],
  ["domain", { domain: "bücher.example" }, 'Write the host name alone: "xn--bcher-kva.example"'],
  ["domain", { domain: "https://Bücher.example:8443/a" }, 'Write the host name alone: "xn--bcher-kva.example"'],
  [
    "webClients.web.scopes[0]",
    { webClients: { web: { ...WEB, scopes: ["https://api.example.com/read"] } } },
    '"read"?',
  ],
  ["domain", { domain: `${"a".repeat(64)}.example` }, "Write the host name alone"],
  ["customDomain.domainName", DOMAIN(`${"a".repeat(64)}.example.com`), "63 characters between two dots"],
  ["customDomain.domainName", DOMAIN(`${"a".repeat(60)}.`.repeat(5) + "com"), "253 in all"],
  ["tags.team", { tags: { Team: "a", team: "b" } }, "to IAM it is the key Team"],
  ['functions["it ems"]', { functions: { ...FULL.functions, "it ems": "functions/items" } }, "can't name a function"],
  ['lambdaAuthorizers["my auth"]', { lambdaAuthorizers: { "my auth": {} } }, "can't name a function"],
  ["triggers.preSignUp", { triggers: { preSignUp: FUNCTION_ARN } }, `Write { functionArn: "${FUNCTION_ARN}" }`],
  ['routes["GET /items"].target', ITEMS(FUNCTION_ARN), `Write { functionArn: "${FUNCTION_ARN}", name: "…" }`],
  ['routes["GET /items"].target', ITEMS("https://a.example"), 'Write { url: "https://a.example", name: "…" }'],
  ['routes["GET /items"]', ITEMS({ functionArn: FUNCTION_ARN, name: "n".repeat(90) }), "AWS accepts 100"],
  ["stage.throttling.rateLimit", { stage: { throttling: { burstLimit: 1, rateLimit: 0 } } }, "Write more than 0"],
  [`vpcLinks.${"n".repeat(96)}`, { vpcLinks: { ["n".repeat(96)]: { subnetIds: ["subnet-1"] } } }, "Write 1 to 95"],
  ["groups.admin", { groups: { admin: undefined } }, "it is undefined. Write an object"],
  ["groups", { groups: REFERENCE }, "it is a reference"],
  ["dashboard", { dashboard: REFERENCE }, "it is a reference"],
  ["domain", { domain: "Example.com." }, 'Write the host name alone: "example.com"'],
  ["domain", { domain: "bücher example" }, "Write the host name alone: in lowercase letters, e.g. example.com"],
  // What AWS refuses at apply.
  [
    'routes["GET /items"].target.functionArn',
    ITEMS({ functionArn: "arn:aws:lambda:eu-central-1:123456789012:function:f:$LATEST", name: "f" }),
    "optionally with :ALIAS or :VERSION",
  ],
  [
    "functions.items.environmentReferences.AWS_REGION",
    CALLED({ environmentReferences: { AWS_REGION: PARAMETER } }),
    "none that Lambda reserves",
  ],
  [
    "functions.items.environmentReferences.MODE",
    CALLED({ environment: { MODE: "a" }, environmentReferences: { MODE: PARAMETER } }),
    "Keep one of them",
  ],
  [
    "functions.items.vpc.subnetIds",
    CALLED({ vpc: { subnetIds: many(17, (at) => `subnet-${String(at)}`), securityGroupIds: ["sg-1"] } }),
    "there are 17. AWS accepts 16",
  ],
  [
    "functions.items.vpc.securityGroupIds",
    CALLED({ vpc: { subnetIds: ["subnet-1"], securityGroupIds: many(6, (at) => `sg-${String(at)}`) } }),
    "AWS accepts 5",
  ],
  [
    "functions.items.code.handler",
    {
      functions: {
        ...FULL.functions,
        items: { code: { s3Bucket: "code", s3Key: "a.zip", handler: "a b", runtime: "python3.13" } },
      },
    },
    "1 to 128 characters without blanks",
  ],
  [
    "groups.admin.description",
    { groups: { admin: { description: "a".repeat(2049), precedence: 1 } } },
    "1 to 2048 characters",
  ],
  [
    "pool.messages.verification.subject",
    POOL({ messages: { verification: { subject: "a".repeat(141), message: "{####}" } } }),
    "1 to 140 characters",
  ],
  [
    "pool.messages.invitation.message",
    POOL({ messages: { invitation: { subject: "a", message: `{username}{####}${"a".repeat(20_000)}` } } }),
    "6 to 20000",
  ],
  [
    "pool.customAttributes",
    POOL({ customAttributes: Object.fromEntries(many(51, (at) => [`a${String(at)}`, { type: "Boolean" }])) }),
    "there are 51. AWS accepts 50",
  ],
  [
    "pool.customAttributes.email",
    POOL({ customAttributes: { email: { type: "String", maxLength: 10 } } }),
    "Write another name, or use it",
  ],
  [
    "pool.signInPolicy.passkeys.relyingPartyId",
    POOL({ signInPolicy: { passkeys: { relyingPartyId: "https://example.com" } } }),
    "Write a host name",
  ],
  ['webClients["50%"]', { webClients: { "50%": { ...WEB, scopes: ["read"] } } }, "Write 1 to 95"],
  ['machineClients["a/b"]', { machineClients: { "a/b": { scopes: ["read"] } } }, "Write 1 to 95"],
  [
    "identityProviders.Corporate.identifiers",
    {
      identityProviders: {
        Corporate: {
          kind: "saml",
          metadata: { url: "https://a.example.com" },
          identifiers: many(51, (at) => `id${String(at)}`),
        },
      },
    },
    "AWS accepts 50",
  ],
  ["stage.variables.a", { stage: { variables: { a: "b".repeat(513) } } }, "1 to 512"],
  [
    "lambdaAuthorizers.staff.identitySources",
    { lambdaAuthorizers: { staff: { identitySources: [] } } },
    "Name at least one",
  ],
  [
    "webClients.web.callbackUrls[0]",
    { webClients: { web: { ...WEB, callbackUrls: [`https://example.com/${"a".repeat(1024)}`], scopes: ["read"] } } },
    "1 to 1024 characters",
  ],
  [
    "identityProviders.my_idp.issuer",
    {
      identityProviders: {
        my_idp: { kind: "oidc", issuer: "http://idp", clientId: "a", clientSecret: "s3cr3t" },
      },
    },
    "Write https://",
  ],
  // What no browser sends, so that no page would get in.
  [
    'routes["ANY /mcp"].mcp.allowedOrigins[0]',
    {
      routes: {
        "ANY /mcp": {
          mcp: { resource: "https://api.example.com/mcp", scopes: ["read"], allowedOrigins: ["*"] },
          target: "hello",
        },
      },
    },
    "Write scheme and host as browsers send them",
  ],
])("%s is named as it is written, with what to write instead", (prop, wrong, instead) => {
  const answer = told({ ...FULL, ...wrong });
  if (answer === "accepted" || "crashed" in answer) throw new Error(JSON.stringify(answer));
  const found = answer.find((one) => one.prop === prop);
  expect(found?.message).toContain(instead);
});

test.each([
  ["a function's name, its log group's", { functions: { ...FULL.functions, "it ems": "functions/items" } }],
  ["a trigger's ARN, its entry", { triggers: { preSignUp: FUNCTION_ARN } }],
  ["a log's format, its fields", { accessLog: { format: "$context.requestId" } }],
  ["a limit, one that it is held to", CALLED({ reservedConcurrency: -2 })],
  ["a reference, what is in it", { cors: REFERENCE }],
])("what follows from a mistake isn't told beside it: of %s", (_, wrong) => {
  const answer = told({ ...FULL, ...wrong });
  if (answer === "accepted" || "crashed" in answer) throw new Error(JSON.stringify(answer));
  expect(answer.map(({ message }) => message)).toHaveLength(1);
});

describe("a first try is told the prop that it means", () => {
  const route = (access: object) => ({ routes: { "GET /items": { target: "items", ...access } } });
  test.each([
    ["a stage by its name", { stage: "prod" }, "stage", /Write an object with any of name, /],
    [
      "true for public",
      route({ public: true }),
      'routes["GET /items"].public',
      /: the reason why everybody may call it$/,
    ],
    [
      "a shortened name",
      { pool: { passwordPolicy: { minLength: 8 } } },
      "pool.passwordPolicy.minLength",
      /minimumLength\?$/,
    ],
    ["a name of Terraform's", { pool: { self_sign_up: true } }, "pool.self_sign_up", /selfSignUp\?$/],
    ["a list of scopes", { scopes: ["read"] }, "scopes", /Write an object: \{ read: "what it allows" \}$/],
    ["a list of groups", { groups: ["admin"] }, "groups", /\{ admin: \{ description: …, precedence: … \} \}$/],
    ["one scope, and no more than that", route({ scope: ["read"] }), 'routes["GET /items"].scope', /scopes\?$/],
  ])("%s", (_, props, prop, text) => {
    expect(mistakes(props)).toEqual([expect.objectContaining({ prop, text: expect.stringMatching(text) as string })]);
  });

  test("a route that means nothing of who may call it says so besides", () => {
    expect(places(route({ colour: "red" }))).toEqual([
      'input-unknown routes["GET /items"].colour',
      'route-open routes["GET /items"]',
    ]);
    expect(places(route({ scopes: [] }))).toContain('route-open routes["GET /items"]');
  });
});

describe("what AWS would take, and nobody means,", () => {
  const saml = (...identifiers: string[]) => ({
    kind: "saml",
    metadata: { url: "https://idp.example.com/metadata" },
    identifiers,
  });
  test("is two identity providers of one identifier", () => {
    const identityProviders = { one: saml("example.com", "a"), two: saml("b", "example.com") };
    expect(mistakes({ identityProviders })).toEqual([
      expect.objectContaining({
        code: "input-value",
        prop: "identityProviders.two.identifiers[1]",
        text: expect.stringContaining('"example.com" leads to one already. Write another') as string,
      }),
    ]);
  });

  test("is an alarm above 0 ms; above no error at all it is one", () => {
    const alarms = { actions: ["arn:aws:sns:eu-central-1:123456789012:alarms"], serverErrors: { threshold: 0 } };
    expect(places({ alarms: { ...alarms, latency: { threshold: 0 } }, colour: 1 })).toEqual([
      "input-unknown colour",
      "input-value alarms.latency.threshold",
    ]);
  });
});
