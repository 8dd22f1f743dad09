import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import type { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import type { NodeFunction } from "../../../constructs/compute/node-function";
import { acknowledge } from "../../../constructs/stack/rule-report";
import type { ApiStack } from "../../../constructs/stack/stack";
import type { testApp } from "../../support/synth";
import { synth, testStack } from "../../support/synth";
import { readAccessList } from "../../../posture/access-list";
import { at, declare, override, problem, set, type Declared } from "../../support/sabotage";

const audience = (names: string[]) =>
  set<Apigatewayv2Authorizer>("aws_apigatewayv2_authorizer.jwt", (jwt) =>
    jwt.putJwtConfiguration({ issuer: "https://${aws_cognito_user_pool.pool.endpoint}", audience: names }),
  );

const WEB = "aws_cognito_user_pool_client.web";

const FOREIGN = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AAAAAAAAA";

describe("an override that lets others in than declared stops synth, and the message names the cause", () => {
  test.each<[string, (stack: ApiStack, declared: Declared) => void, RegExp[]]>([
    [
      "the issuer of another pool",
      override("aws_apigatewayv2_authorizer.jwt", "jwt_configuration.issuer", FOREIGN),
      [
        /\[access-issuer\] .*aws_apigatewayv2_authorizer\.jwt/,
        /declared tokens of aws_cognito_user_pool\.pool for .*; found nobody: .*Let in: tokens of https:\/\/cognito-idp\S*_AAAAAAAAA/,
      ],
    ],
    [
      "a role's trust for another service",
      override(
        "aws_iam_role.hello",
        "assume_role_policy",
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      ),
      [
        /\[function-role-trust\] .*aws_lambda_function\.hello/,
        /aws_iam_role\.hello doesn't let lambda\.amazonaws\.com/,
      ],
    ],
    [
      "a route's scopes emptied",
      set<Apigatewayv2Route>("aws_apigatewayv2_route.get_items", (route) => (route.authorizationScopes = [])),
      [
        /\[access-scopes\] .*aws_apigatewayv2_route\.get_items/,
        /found any holder of a token from pool/,
        /Let in: .*ID tokens/,
      ],
    ],
    [
      "a route with count = 0",
      override("aws_apigatewayv2_route.get_items", "count", 0),
      [/\[access-route-missing\] .*aws_apigatewayv2_api\.api/, /GET \/items: declared the route; found no such route/],
    ],
    [
      "auto_deploy off",
      override("aws_apigatewayv2_stage.stage", "auto_deploy", false),
      [/\[stage-not-deployed\] .*aws_apigatewayv2_stage\.stage/],
    ],
    [
      "no domain for a client that needs the token endpoint",
      override("aws_cognito_user_pool_domain.sign_in", "count", 0),
      [/\[sign-in-domain-missing\] .*aws_cognito_user_pool_client\.machine/, /client_credentials/],
    ],
    [
      "a function that another provider makes",
      override("aws_lambda_function.items", "provider", "aws.other"),
      [/\[access-override\] .*aws_lambda_function\.items/, /provider is another than declared \(aws\): aws\.other\./],
    ],
    [
      "the trigger removed",
      set<CognitoUserPool>("aws_cognito_user_pool.pool", (pool) => pool.resetLambdaConfig()),
      [/\[access-trigger\] .*aws_cognito_user_pool\.pool/, /found no token trigger/],
    ],
    [
      "a route that leads to another function",
      (stack) =>
        at(stack, "aws_apigatewayv2_route.get_items").addOverride(
          "target",
          "integrations/${aws_apigatewayv2_integration.hello.id}",
        ),
      [
        /\[access-target\] .*aws_apigatewayv2_route\.get_items/,
        /aws_lambda_function\.items answers; found aws_lambda_function\.hello/,
      ],
    ],
    [
      "a route without authorization",
      override("aws_apigatewayv2_route.get_items", "authorization_type", "NONE"),
      [/\[access-authorization\] .*aws_apigatewayv2_route\.get_items/, /Everybody gets in/],
    ],
    [
      "a client that is left out of the audience",
      audience(["${aws_cognito_user_pool_client.web.id}"]),
      [
        /\[access-clients\] .*aws_apigatewayv2_authorizer\.jwt/,
        /Refused: tokens for aws_cognito_user_pool_client\.machine/,
      ],
    ],
    [
      "a foreign client in the audience",
      audience(["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.machine.id}", "abc"]),
      [/\[access-clients\]/, /Let in: tokens for abc/],
    ],
    [
      "another Lambda that decides",
      override("aws_apigatewayv2_authorizer.staff", "authorizer_uri", "${aws_lambda_function.hello.invoke_arn}"),
      [
        /\[access-authorizer\] .*aws_apigatewayv2_authorizer\.staff/,
        /found whoever aws_lambda_function\.hello lets in/,
      ],
    ],
    [
      "a grant taken away",
      override("aws_iam_role_policy.caller_invoke", "count", 0),
      [/\[access-principals\] .*aws_apigatewayv2_route\.get_signed/, /aws_iam_role\.caller can't call it/],
    ],
    [
      "throttling taken away",
      override("aws_apigatewayv2_stage.stage", "default_route_settings", undefined),
      [/\[access-safeguard\] .*aws_apigatewayv2_stage\.stage/, /throttling/],
    ],
    [
      "the access log taken away",
      override("aws_apigatewayv2_stage.stage", "access_log_settings", undefined),
      [/\[access-safeguard\] .*aws_apigatewayv2_stage\.stage/, /an access log; found no access log/],
    ],
    [
      "a stage of another name",
      override("aws_apigatewayv2_stage.stage", "name", "prod"),
      [/\[access-address\] .*aws_apigatewayv2_stage\.stage/, /the stage \$default; found the stage prod/],
    ],
    [
      "a stage of another API",
      override("aws_apigatewayv2_stage.stage", "api_id", "abcdef"),
      [/\[access-address\] .*aws_apigatewayv2_stage\.stage/, /found a stage of abcdef/],
    ],
    [
      "the execute-api address switched off",
      override("aws_apigatewayv2_api.api", "disable_execute_api_endpoint", true),
      [/\[access-address\] .*aws_apigatewayv2_api\.api/, /Callers of that address get 404/],
    ],
    [
      "CORS taken away",
      override("aws_apigatewayv2_api.api", "cors_configuration", null),
      [/\[access-origins\] .*aws_apigatewayv2_api\.api/, /found pages of no origin/],
    ],
    [
      "a foreign origin",
      override("aws_apigatewayv2_api.api", "cors_configuration.allow_origins", ["https://foreign.example"]),
      [/\[access-origins\]/, /Pages of https:\/\/foreign\.example may call it/],
    ],
    [
      "a trigger that reaches no access token",
      override("aws_cognito_user_pool.pool", "lambda_config.pre_token_generation_config.lambda_version", "V1_0"),
      [/\[access-trigger\]/, /version V2_0; found version V1_0/],
    ],
    [
      "a group that isn't there",
      override("aws_cognito_user_group.admin", "count", 0),
      [/\[access-accounts\] .*aws_cognito_user_pool\.pool/, /Nobody can be in admin/],
    ],
    [
      "self sign-up",
      override("aws_cognito_user_pool.pool", "admin_create_user_config.allow_admin_create_user_only", false),
      [/\[access-accounts\] .*aws_cognito_user_pool\.pool/, /Anyone can sign up/],
    ],
    [
      "a client without its flow",
      set<CognitoUserPoolClient>(WEB, (client) => (client.allowedOauthFlows = [])),
      [/\[access-client\] .*aws_cognito_user_pool_client\.web/, /It gets no token by code/],
    ],
    [
      "a client with another flow",
      override(WEB, "allowed_oauth_flows", ["implicit"]),
      [/\[access-client\]/, /It gets tokens by implicit as well/],
    ],
    [
      "a client with fewer scopes",
      set<CognitoUserPoolClient>(WEB, (client) => (client.allowedOauthScopes = ["openid"])),
      [/\[access-client\]/, /It can't obtain .*https:\/\/api\.example\.com\/read/],
    ],
    [
      "a client with more scopes",
      override(WEB, "allowed_oauth_scopes", ["https://api.example.com/write"]),
      [/\[access-client\]/, /It may obtain https:\/\/api\.example\.com\/write as well/],
    ],
    [
      "a foreign callback",
      override(WEB, "callback_urls", ["https://foreign.example/callback"]),
      [/\[access-client\]/, /Authorization codes are sent to https:\/\/foreign\.example\/callback as well/],
    ],
    [
      "a client of another pool",
      override(WEB, "user_pool_id", "us-east-1_AAAAAAAAA"),
      [/\[access-client\]/, /found a client of us-east-1_AAAAAAAAA/],
    ],
    [
      "a client whose users have their account nowhere",
      set<CognitoUserPoolClient>(WEB, (client) => (client.supportedIdentityProviders = [])),
      [/\[access-client\]/, /Nobody can sign in through COGNITO/],
    ],
    [
      "a page's client with a secret",
      override(WEB, "generate_secret", true),
      [/\[access-client\]/, /a page can't keep/],
    ],
    ["a client with count = 0", override(WEB, "count", 0), [/\[access-client\]/, /found no such resource/]],
    [
      "a function that may never run",
      override("aws_lambda_function.items", "reserved_concurrent_executions", 0),
      [/\[function-concurrency-zero\] .*aws_lambda_function\.items/],
    ],
    [
      "a permission for another action",
      override("aws_lambda_permission.items", "action", "lambda:GetFunction"),
      [/\[function-permission\] .*/, /aws_lambda_function\.items/],
    ],
    [
      "protection from deletion taken away",
      override("aws_cognito_user_pool.pool", "deletion_protection", "INACTIVE"),
      [/\[access-safeguard\] .*aws_cognito_user_pool\.pool/],
    ],
  ])("%s", (_name, change, texts) => {
    const message = problem(change);
    for (const text of texts) expect(message).toMatch(text);
  });
});

test("an override that is meant is acknowledged like any other finding", () => {
  const stack = testStack();
  const { api } = declare(stack);
  const route = api.routes["GET /items"];
  if (route === undefined) throw new RangeError("no route");
  route.resource.addOverride("authorization_scopes", ["https://api.example.com/read", "https://api.example.com/write"]);
  acknowledge(route, { code: "access-scopes", reason: "writers read as well, from the next release on" });
  expect(() => synth(stack)).not.toThrow();
});

test("a raw route beside the declared ones is pointed out, and doesn't stop synth where it is closed", () => {
  const stack = testStack();
  const { api } = declare(stack);
  const items: NodeFunction = api.functions.items;
  new Apigatewayv2Route(stack, "raw", {
    apiId: api.api.apiId,
    routeKey: "GET /raw",
    authorizationType: "AWS_IAM",
    target: api.api.integrations.target(items),
  });
  expect(() => synth(stack)).not.toThrow();
  const messages = stack.node.metadata.map(({ data }) => String(data));
  expect(messages.find((text) => text.includes("access-route-undeclared"))).toMatch(/GET \/raw/);
});

describe("access-output", () => {
  const api = "aws_apigatewayv2_api.api";
  const web = ["aws_cognito_user_pool_client.machine", "aws_cognito_user_pool_client.web"];
  const TOKENS = { issuer: "aws_cognito_user_pool.pool", clients: web };

  test("what props declare is an output, and a file beside the stack", () => {
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
      ].map((route) => ({ api, ...route })),
      stages: [{ stage: "aws_apigatewayv2_stage.stage", api, name: "$default", accessLog: true, throttling: true }],
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
      apis: [{ api, origins: ["https://example.com"], executeApiEndpoint: true }],
    });
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
});
