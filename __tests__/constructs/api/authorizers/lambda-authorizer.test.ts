import {
  HttpApi,
  issuers,
  LambdaAuthorizer,
  NodeFunction,
  Route,
  type LambdaAuthorizerProps,
} from "../../../../constructs";
import type { LambdaIssuer } from "../../../../constructs/api/authorizers/authorizer-config";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, synth, testStack } from "../../../support/synth";
import { resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

const ROUTES = {
  "GET /items": { authorizer: "staff", target: "items" },
  "POST /items": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
} as const;

/** The configuration as Terraform will hand it over: the argument of jsonencode, with references left as text. */
function configOf(json: Parameters<typeof resource>[0], address: string): string {
  const { environment } = resource(json, address) as {
    environment: { variables: { AUTHORIZER_CONFIG: string } };
  };
  return environment.variables.AUTHORIZER_CONFIG;
}

describe("the bundled function, for the own pool", () => {
  const json = api({ lambdaAuthorizers: { staff: {} }, routes: ROUTES });

  test("the authorizer takes payload 2.0, simple answers and no cache", () => {
    expect(resource(json, "aws_apigatewayv2_authorizer.staff")).toMatchObject({
      api_id: "${aws_apigatewayv2_api.api.id}",
      name: "staff",
      authorizer_type: "REQUEST",
      authorizer_uri: "${aws_lambda_function.staff_authorizer.invoke_arn}",
      authorizer_payload_format_version: "2.0",
      enable_simple_responses: true,
      identity_sources: ["$request.header.Authorization"],
      authorizer_result_ttl_in_seconds: 0,
    });
  });

  test("API Gateway may invoke it for this authorizer and nothing else", () => {
    expect(resource(json, "aws_lambda_permission.staff_authorizer")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      function_name: "${aws_lambda_function.staff_authorizer.function_name}",
      source_arn: "${aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.staff.id}",
    });
    const invokers = [...resources(json, "aws_lambda_permission").values()].filter(({ function_name }) =>
      String(function_name).includes("staff_authorizer"),
    );
    expect(invokers).toHaveLength(1);
  });

  test("its role writes its own log and does nothing else", () => {
    const { policy } = resource(json, "aws_iam_role_policy.staff_authorizer") as { policy: string };
    expect(policy.match(/"(\w+:\w+)"/g)).toEqual(['"logs:CreateLogStream"', '"logs:PutLogEvents"']);
    expect(policy).toContain("aws_cloudwatch_log_group.staff_authorizer.arn");
  });

  test("it trusts the pool, by client id, and asks for what the routes ask", () => {
    const config = configOf(json, "aws_lambda_function.staff_authorizer");
    expect(config).toMatch(/^\$\{jsonencode\(/);
    expect(config).toContain("https://${aws_cognito_user_pool.pool.endpoint}");
    expect(config).toMatch(/"clientIds" = \[aws_cognito_user_pool_client\.web\.id\]/);
    expect(config).not.toContain('"audience"');
    expect(config).toContain('"routes" = {"POST /items" = {"groups" = ["admin"]}}');
    expect(config).toContain('"identity" = {"header" = "Authorization"}');
  });

  test("routes name it and no scopes", () => {
    for (const address of ["aws_apigatewayv2_route.get_items", "aws_apigatewayv2_route.post_items"]) {
      expect(resource(json, address)).toMatchObject({
        authorization_type: "CUSTOM",
        authorizer_id: "${aws_apigatewayv2_authorizer.staff.id}",
      });
      expect(resource(json, address)).not.toHaveProperty("authorization_scopes");
    }
  });
});

test("foreign issuers by their presets, keys included", () => {
  const json = api({
    lambdaAuthorizers: {
      staff: {
        issuers: [
          { ...issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["https://api"] }), groups: ["staff"] },
          issuers.firebase("notes-1a2b3"),
        ],
        identitySources: ["$request.querystring.token"],
      },
    },
    routes: ROUTES,
  });
  const config = configOf(json, "aws_lambda_function.staff_authorizer");
  expect(config).toContain('"issuer" = "https://acme.eu.auth0.com/"');
  expect(config).toContain('"audience" = ["https://api"]');
  expect(config).toContain("securetoken@system.gserviceaccount.com");
  expect(config).toContain('"identity" = {"query" = "token"}');
  expect(resource(json, "aws_apigatewayv2_authorizer.staff")).toMatchObject({
    identity_sources: ["$request.querystring.token"],
  });
});

test("what it declares of every preset holds, whatever claims hold groups and scopes", () => {
  const clientIds = ["1a2b3c4d5e6f7g8h9i0j1k2l3m"] as const;
  const pool = { poolId: "eu-central-1_AbCdEfGhI", clientIds } as const;
  const presets = [
    issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["https://api", "https://api2"] }),
    issuers.okta({ domain: "acme.okta.com", audience: ["api://default"] }),
    issuers.firebase("notes-1a2b3"),
    issuers.google({ clientIds: ["abc.apps.googleusercontent.com", "def.apps.googleusercontent.com"] }),
    issuers.cognito({ ...pool, resourceIdentifiers: ["https://api.example.com", "urn:notes:api"] }),
    issuers.cognito({ ...pool, replicaRegion: "eu-west-1" }),
    issuers.generic({ issuer: "https://id.example.com", audience: ["notes", "urn:x:y"] }),
    issuers.generic({ issuer: "https://id.example.com/", audience: ["notes"], audienceIn: "client_id" }),
  ] as const;
  const more: readonly Partial<LambdaIssuer>[] = [
    {},
    { groups: ["admin"], scopes: ["read", "write"] },
    { groups: ["admin"], scopes: ["read"], claims: { groups: "roles", scopes: "scp" } },
    { tokenUse: "id" },
    { tokenUse: "access", groups: ["admin"] },
  ];
  const lists = [
    ...presets.flatMap((preset) => more.map((own) => [{ ...preset, ...own }] as const)),
    presets,
    presets.map((preset, i) => ({ ...preset, ...more[i % more.length] })) as [LambdaIssuer, ...LambdaIssuer[]],
  ];
  const synth = () =>
    emitted((stack) => {
      const made = new HttpApi(stack, "api", { name: "notes" });
      lists.forEach((list, i) => {
        const name = `keys-${String(i)}`;
        const authorizer = new LambdaAuthorizer(stack, name, { api: made, name, packaging: "prebuilt", issuers: list });
        const target = { name: "backend", url: "https://backend.example.com" };
        new Route(stack, `get_${String(i)}`, {
          api: made,
          key: `GET /${String(i)}`,
          authorization: { authorizer },
          target,
        });
      });
    });
  expect(synth).not.toThrow();
});

function one(options: Partial<LambdaAuthorizerProps>, key = "GET /items"): ReturnType<typeof emitted> {
  return emitted((stack) => {
    const made = new HttpApi(stack, "api", { name: "notes" });
    const authorizer = new LambdaAuthorizer(stack, "keys", {
      api: made,
      name: "keys",
      packaging: "prebuilt",
      ...(options.function === undefined ? { issuers: [issuers.firebase("notes-1a2b3")] } : {}),
      ...options,
    });
    const target = { name: "backend", url: "https://backend.example.com" };
    new Route(stack, "get_items", { api: made, key, authorization: { authorizer }, target });
  });
}

test.each([
  ["GET /items/{id}", "many paths"],
  ["GET /items/{rest+}", "many paths"],
  ["ANY /items", "many methods"],
  ["ANY /items/{id}", "many methods and paths"],
  ["$default", "many methods and paths"],
] as const)("refuses a cached policy for one call on %s, which takes %s", (key, many) => {
  const policy = { responseType: "policy", resultTtlInSeconds: 60 } as const;
  expectRefusal(() => one(policy, key), "authorizer-cache-path", many);
  expect(() => one({ ...policy, resultTtlInSeconds: 0 }, key)).not.toThrow();
  expect(() => one({ resultTtlInSeconds: 60 }, key)).not.toThrow();
});

test("takes a cached policy on a route with one method and one path", () => {
  const policy = { responseType: "policy", resultTtlInSeconds: 60 } as const;
  expect(resource(one(policy), "aws_apigatewayv2_authorizer.keys").enable_simple_responses).toBe(false);
});

describe("a function of one's own", () => {
  test("by its ARN: the address in the ARN's own region, and a permission", () => {
    const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:keys";
    const json = one({ function: { functionArn }, identitySources: ["$request.header.x-api-key"] });
    expect(resource(json, "aws_apigatewayv2_authorizer.keys")).toMatchObject({
      authorizer_uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
      identity_sources: ["$request.header.x-api-key"],
    });
    expect(resource(json, "aws_lambda_permission.keys_authorizer").function_name).toBe(functionArn);
    expect(resources(json, "aws_lambda_function").size).toBe(0);
  });

  test("by its source", () => {
    const json = one({ function: { entry: "functions/hello", environment: { TABLE: "keys" } } });
    expect(resource(json, "aws_lambda_function.keys_authorizer")).toMatchObject({
      function_name: "keys-authorizer",
      environment: { variables: { TABLE: "keys" } },
    });
  });

  test("by the function itself, which other APIs may call too", () => {
    const stack = testStack();
    const shared = new NodeFunction(stack, "shared", { name: "shared", entry: "functions/hello" });
    const made = new HttpApi(stack, "api", { name: "notes" });
    new LambdaAuthorizer(stack, "keys", { api: made, name: "keys", function: shared });
    const json = synth(stack);
    expect([...resources(json, "aws_lambda_function").keys()]).toEqual(["aws_lambda_function.shared"]);
    expect(resource(json, "aws_apigatewayv2_authorizer.keys").authorizer_uri).toBe(
      "${aws_lambda_function.shared.invoke_arn}",
    );
    expect(resource(json, "aws_lambda_permission.keys_authorizer")).toMatchObject({
      statement_id: "AllowAuthorizer-notes-keys",
      function_name: "${aws_lambda_function.shared.function_name}",
    });
  });

  test("takes no issuers and no requirements, which it wouldn't read", () => {
    const functionArn = "arn:aws:lambda:eu-central-1:123456789012:function:keys";
    expectRefusal(
      () => one({ function: { functionArn }, issuers: [issuers.firebase("notes-1a2b3")] }),
      "authorizer-own-function",
    );
    expectRefusal(
      () =>
        api({
          lambdaAuthorizers: { staff: { function: { functionArn } } },
          routes: { "GET /items": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" } },
        }),
      "authorizer-own-function",
    );
  });
});

test("two authorizers of one name are refused", () => {
  const stack = testStack();
  const made = new HttpApi(stack, "api", { name: "notes" });
  const props = { api: made, name: "keys", issuers: [issuers.firebase("notes-1a2b3")] } as const;
  new LambdaAuthorizer(stack, "first", { ...props, packaging: "prebuilt" });
  expectRefusal(
    () => new LambdaAuthorizer(stack, "second", { ...props, packaging: "prebuilt" }),
    "authorizer-name-duplicate",
  );
});

describe("authorizer-config", () => {
  test("a configuration that leaves no room in the environment is refused", () => {
    const groups = Array.from({ length: 400 }, (_, number) => `group-${number}`);
    expectRefusal(
      () => one({ issuers: [{ ...issuers.firebase("notes-1a2b3"), groups }] }),
      "authorizer-config-size",
      "3900",
    );
  });
});

describe("response-cache", () => {
  const sources = (options: Partial<LambdaAuthorizerProps>): unknown =>
    resource(one(options), "aws_apigatewayv2_authorizer.keys").identity_sources;

  test("keeps answers apart by route", () =>
    expect(sources({ resultTtlInSeconds: 60 })).toEqual(["$request.header.Authorization", "$context.routeKey"]));

  test("serves all routes only where that is said", () =>
    expect(sources({ resultTtlInSeconds: 60, cachePerRoute: false })).toEqual(["$request.header.Authorization"]));

  test.each([-1, 3601, 0.5])("refuses %s seconds", (resultTtlInSeconds) =>
    expectRefusal(() => one({ resultTtlInSeconds }), "authorizer-ttl-range"),
  );

  test("refuses to serve one route's answer to another", () => {
    const shared = { resultTtlInSeconds: 60, cachePerRoute: false } as const;
    expectRefusal(() => one({ ...shared, responseType: "policy" }), "authorizer-cache-shared", "policies");
    expectRefusal(
      () => one({ ...shared, routes: { "GET /items": { groups: ["admin"] } } }),
      "authorizer-cache-shared",
      "groups",
    );
  });
});
