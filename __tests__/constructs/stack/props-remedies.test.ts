import { overrideArguments, SecuredApi, type SecuredApiProps } from "../../../constructs";
import { remedyInProps } from "../../../constructs/stack/props-remedies";
import type { ApiStack } from "../../../constructs/stack/stack";
import { evaluateRules, readSynth } from "../../../posture/index";
import { runtimeEndingOn } from "../../../posture/rules/function/functions";
import { synth, testStack } from "../../support/synth";

const HELLO = { entry: "functions/hello" };
const PROPS = {
  project: "notes",
  domain: "example.com",

  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  functions: { hello: HELLO },
  routes: { "GET /hello": { scopes: ["read"], target: "hello" } },
};

function stackOf(props: object): ApiStack {
  const stack = testStack();
  new SecuredApi(stack, "Default", { ...PROPS, ...props } as unknown as SecuredApiProps<string, string>);
  return stack;
}

/** What synth says, whether it goes on or not. */
function told(stack: ApiStack): string[] {
  try {
    synth(stack);
  } catch (error) {
    return (error as Error).message.split("\n\n");
  }
  return stack.node.metadata.map(({ data }) => String(data));
}

const hello = (options: object) => ({ functions: { hello: { ...HELLO, ...options } } });
const cors = (options: object) => ({ cors: { allowOrigins: ["https://example.com"], ...options } });
const web = (options: object) => ({ webClients: { web: { ...PROPS.webClients.web, ...options } } });
const CODE = { s3Bucket: "code", s3Key: "a.zip", handler: "a.b", runtime: "python3.9" };
const TENANT = { tenant: { type: "String", maxLength: 10 } };

test.each([
  ["access-log-off", { accessLog: false }, "Leave accessLog: false out."],
  ["api-without-address", { disableExecuteApiEndpoint: true }, "or leave disableExecuteApiEndpoint out."],
  [
    "authorizer-token-in-query",
    { identitySource: "$request.querystring.token" },
    'Write identitySource: "$request.header.Authorization".',
  ],
  [
    "claim-attribute-writable",
    {
      ...web({ writeAttributes: ["custom:tenant"] }),
      pool: { customAttributes: TENANT },
      tokenTrigger: { claims: { claims: { tenant: { attribute: "custom:tenant" } } } },
    },
    "Remove custom:tenant from writeAttributes.",
  ],
  ["cors-header-missing", cors({ allowHeaders: ["content-type"] }), 'Add "authorization" to allowHeaders.'],
  ["cors-method-missing", cors({ allowMethods: ["POST"] }), 'Add "GET" to allowMethods.'],
  ["function-concurrency-zero", hello({ reservedConcurrency: 0 }), "Leave reservedConcurrency out, or"],
  ["function-environment-secret", hello({ environment: { DB_PASSWORD: "hunter22" } }), "environmentReferences: { NAME"],
  ["pool-deletion-protection", { pool: { deletionProtection: false } }, "Leave deletionProtection: false out."],
  ["runtime-retired", { functions: { hello: { code: CODE } } }, 'Write runtime: "python3.13".'],
  [
    "scope-unobtainable",
    { routes: { "GET /hello": { scopes: ["write"], target: "hello" } } },
    "Add the scope to scopes of a client that is to call it.",
  ],
  ["sign-in-domain-missing", { signInDomain: false }, "Leave signInDomain: false out."],
  [
    "web-acl-bypassed",
    { distribution: { webAcl: { arn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b" } } },
    "Give these routes a Lambda authorizer of lambdaAuthorizers",
  ],
])("%s says to who wrote props which of them to write", (code, props, remedy) => {
  const found = told(stackOf(props)).find((text) => text.includes(`[${code}]`));
  expect(found).toContain(remedy);
  expect(found?.slice(found.indexOf(remedy))).not.toMatch(/\b(?!aws_)[a-z]+_[a-z_]+\b/);
});

test("the end of the default runtime is told with the one line that moves all functions on", () => {
  const stack = stackOf({});
  const { findings } = evaluateRules(readSynth(synth(stack)), [runtimeEndingOn(() => "2027-01-01")]);
  const [ending] = findings.filter(({ code }) => code === "runtime-ending");
  expect(ending && remedyInProps(stack, ending)).toBe(
    'Write runtime: "nodejs24.x", or of all bundled functions at once accountDefaults(app, { runtime: "nodejs24.x" }); it needs AWS provider 6.19.0.',
  );
});

test("what an override makes is told by the argument that the override names", () => {
  const stack = stackOf({});
  overrideArguments(stack, { "aws_cognito_user_pool.pool": { deletion_protection: "INACTIVE" } });
  const found = told(stack).find((text) => text.includes("[pool-deletion-protection]"));
  expect(found).toContain('Set deletion_protection = "ACTIVE"');
});
