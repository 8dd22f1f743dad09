import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecuredApi } from "../../../constructs";
import type { ApiStack } from "../../../constructs/stack/stack";
import { readAccessList } from "../../../posture/access-list";
import { synth, testApp, testStack } from "../../support/synth";

function declare(stack: ApiStack) {
  const role = new IamRole(stack, "caller", {
    name: "caller",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    }),
  });
  const api = new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    scopes: { read: "Read access", write: "Write access" },
    pool: {
      customAttributes: Object.fromEntries(
        ["org_id", "org_tier", "feature_flags"].map((name) => [name, { type: "String" }]),
      ),
    },
    groups: { admin: { description: "Administrators", precedence: 1 } },
    webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
    machineClients: { machine: { scopes: ["read", "write"] } },
    tokenTrigger: {},
    lambdaAuthorizers: { staff: {} },
    functions: { hello: "functions/hello", items: "functions/items" },
    packaging: "prebuilt",
    routes: {
      "GET /hello": { public: "a greeting", target: "hello" },
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /me": { authenticated: "shows the caller's own claims", target: "hello" },
      "GET /staff": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
      "GET /signed": { iam: true, target: "items" },
      "GET /backend": { scopes: ["write"], target: { url: "https://backend.example.com/v1", name: "backend" } },
    },
  });
  api.grantInvoke(role, ["GET /signed"]);
  return { api, role };
}

const web = ["aws_cognito_user_pool_client.machine", "aws_cognito_user_pool_client.web"];

const TOKENS = { issuer: "aws_cognito_user_pool.pool", clients: web };

test("what props declare is an output, and a file beside the stack", () => {
  const app = testApp();
  const stack = testStack();
  declare(stack);
  const output = (synth(stack) as { output?: { access_list?: { value: unknown } } }).output?.access_list?.value;
  expect(readAccessList(output)).toEqual({
    version: 1,
    routes: [
      {
        route: "GET /backend",
        target: "https://backend.example.com/v1",
        allow: { ...TOKENS, scopes: ["https://api.example.com/write"] },
      },
      { route: "GET /hello", target: "aws_lambda_function.hello", allow: { public: "a greeting" } },
      {
        route: "GET /items",
        target: "aws_lambda_function.items",
        allow: { ...TOKENS, scopes: ["https://api.example.com/read"] },
      },
      {
        route: "GET /me",
        target: "aws_lambda_function.hello",
        allow: { ...TOKENS, authenticated: "shows the caller's own claims" },
      },
      { route: "GET /signed", target: "aws_lambda_function.items", allow: { principals: ["aws_iam_role.caller"] } },
      {
        route: "GET /staff",
        target: "aws_lambda_function.items",
        allow: {
          authorizer: "aws_lambda_function.staff_authorizer",
          tokens: [{ issuer: "aws_cognito_user_pool.pool", clients: [...web].reverse() }],
          groups: ["admin"],
        },
      },
    ].map((route) => ({ api: "aws_apigatewayv2_api.api", ...route })),
    stages: [
      {
        stage: "aws_apigatewayv2_stage.stage",
        api: "aws_apigatewayv2_api.api",
        name: "$default",
        accessLog: true,
        throttling: true,
      },
    ],
    pools: [
      {
        pool: "aws_cognito_user_pool.pool",
        protected: true,
        selfSignUp: false,
        tokenTrigger: "aws_lambda_function.pre_token_generation",
        tokenTriggerVersion: "V2_0",
        groups: ["admin"],
      },
    ],
    clients: [
      {
        client: "aws_cognito_user_pool_client.machine",
        pool: "aws_cognito_user_pool.pool",
        flows: ["client_credentials"],
        scopes: ["https://api.example.com/read", "https://api.example.com/write"],
        confidential: true,
      },
      {
        client: "aws_cognito_user_pool_client.web",
        pool: "aws_cognito_user_pool.pool",
        flows: ["code"],
        scopes: ["openid", "email", "profile", "https://api.example.com/read"],
        callbackUrls: ["https://example.com/callback"],
        identityProviders: ["COGNITO"],
        confidential: false,
      },
    ],
    apis: [{ api: "aws_apigatewayv2_api.api", origins: ["https://example.com"], executeApiEndpoint: true }],
  });
  expect(app.outdir).toBeDefined();
});

test("the file is written with the stack, and not for one that declares nothing", () => {
  const write = (build: (stack: ApiStack) => unknown): string => {
    const stack = testStack();
    build(stack);
    const app = stack.node.root as ReturnType<typeof testApp>;
    app.synth();
    return join(app.outdir, "stacks", "auth-api", "access.json");
  };
  expect(readAccessList(JSON.parse(readFileSync(write(declare), "utf8")))).toMatchObject({ version: 1 });
  expect(existsSync(write(() => undefined))).toBe(false);
});
