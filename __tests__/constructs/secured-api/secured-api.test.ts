import { Fn } from "cdktf";
import { acknowledge, SecuredApi } from "../../../constructs";
import type { SecuredApiProps } from "../../../constructs/secured-api/props";
import { POOL } from "../../support/identity";
import { expectRefusal } from "../../support/expect-error";
import { emitted, testStack } from "../../support/synth";
import { addresses, everyResource, resource, resources, type Terraform } from "../../support/terraform-json";

type Props = SecuredApiProps<"read" | "write", "hello" | "items">;

const PROPS: Props = {
  project: "notes",
  domain: "example.com",
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
  machineClients: { machine: { scopes: ["read", "write"] } },
  functions: { hello: "functions/hello", items: { entry: "functions/items", memorySize: 512 } },
  packaging: "prebuilt",
  routes: {
    "GET /hello": { public: "a greeting", target: "hello" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["read", "write"], target: "items" },
  },
};

const api = (props: Partial<Props> = {}): Terraform =>
  emitted((stack) => {
    new SecuredApi(stack, "Default", { ...PROPS, ...props });

    if (props.signInDomain === false)
      acknowledge(stack, { code: "sign-in-domain-missing", reason: "the domain is made elsewhere" });
  });

const refused = (props: object, code: string, ...texts: string[]): void =>
  expectRefusal(() => api(props), code, ...texts);

describe("by default", () => {
  test("names begin with the project, scopes and CORS with the domain", () => {
    const json = api();
    expect(resource(json, "aws_apigatewayv2_api.api")).toMatchObject({
      name: "notes-api",
      cors_configuration: { allow_origins: ["https://example.com"], allow_methods: ["GET", "POST"] },
      disable_execute_api_endpoint: false,
    });
    expect(resource(json, "aws_cognito_resource_server.scopes").identifier).toBe("https://api.example.com");
    expect(resource(json, "aws_cognito_user_pool_domain.sign_in").domain).toBe("notes-auth");
    expect(resource(json, "aws_cognito_user_pool.pool").name).toBe("notes-pool");
    for (const type of ["aws_lambda_function", "aws_iam_role"])
      everyResource(json, type, ({ function_name, name }) => /^notes-/.test(String(function_name ?? name)));
  });

  test("there is no trigger, no group and no alarm", () => {
    const json = api();
    for (const type of ["aws_cognito_user_group", "aws_cloudwatch_metric_alarm"])
      expect(resources(json, type).size).toBe(0);
    expect(resource(json, "aws_cognito_user_pool.pool")).not.toHaveProperty("lambda_config");
  });

  test("functions take options, and everything else of the project", () => {
    expect(resource(api(), "aws_lambda_function.items")).toMatchObject({
      memory_size: 512,
      function_name: "notes-items",
    });
    expect(resource(api(), "aws_lambda_function.hello")).toMatchObject({ memory_size: 256 });
  });

  test("a route demands the scopes as tokens carry them", () => {
    expect(resource(api(), "aws_apigatewayv2_route.post_items").authorization_scopes).toEqual([
      "${aws_cognito_resource_server.scopes.identifier}/read",
      "${aws_cognito_resource_server.scopes.identifier}/write",
    ]);
  });
});

describe("options", () => {
  test("without clients nobody's tokens are welcome, so there is no authorizer", () => {
    const json = api({
      webClients: {},
      machineClients: {},
      routes: { "GET /hello": { public: "a greeting", target: "hello" }, "GET /items": { iam: true, target: "items" } },
    });
    expect(resources(json, "aws_apigatewayv2_authorizer").size).toBe(0);
  });

  test("an existing pool is used and not touched", () => {
    const json = api({ pool: { poolId: POOL.poolId, arn: POOL.arn } });
    expect(resources(json, "aws_cognito_user_pool").size).toBe(0);
    expect(resource(json, "aws_apigatewayv2_authorizer.jwt")).toMatchObject({
      jwt_configuration: { issuer: POOL.issuer },
    });
    everyResource(json, "aws_cognito_user_pool_client", ({ user_pool_id }) => user_pool_id === POOL.poolId);
  });

  test("clients that are managed elsewhere can be welcome too", () => {
    const { jwt_configuration } = resource(api({ clientIds: ["elsewhere"] }), "aws_apigatewayv2_authorizer.jwt");
    expect(jwt_configuration).toMatchObject({
      audience: ["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.machine.id}", "elsewhere"],
    });
  });

  test("CORS, access log and sign-in domain can be switched off", () => {
    const json = api({ cors: false, accessLog: false, signInDomain: false });
    expect(resource(json, "aws_apigatewayv2_api.api")).not.toHaveProperty("cors_configuration");
    expect(resource(json, "aws_apigatewayv2_stage.stage")).not.toHaveProperty("access_log_settings");
    expect(addresses(json).filter((address) => /access_log|sign_in/.test(address))).toEqual([]);
  });

  test("the scope identifier, stage and throttling can be set", () => {
    const json = api({
      scopeIdentifier: "notes-api",
      stage: { name: "v1", throttling: { burstLimit: 5, rateLimit: 2 } },
      routes: {
        ...PROPS.routes,
        "GET /items": { scopes: ["read"], target: "items", throttling: { burstLimit: 2, rateLimit: 1 } },
      },
    });
    expect(resource(json, "aws_cognito_resource_server.scopes").identifier).toBe("notes-api");
    expect(resource(json, "aws_apigatewayv2_stage.stage")).toMatchObject({
      name: "v1",
      default_route_settings: { throttling_burst_limit: 5, throttling_rate_limit: 2 },
      route_settings: [{ route_key: "GET /items", throttling_burst_limit: 2, throttling_rate_limit: 1 }],
      depends_on: ["aws_apigatewayv2_route.get_items"],
    });
  });

  test("groups and a token trigger", () => {
    const json = api({
      groups: { admin: { description: "Administrators", precedence: 0 } },
      tokenTrigger: { version: "V3_0", claims: { claims: { plan: { constant: "free" } } } },
    });
    expect(resource(json, "aws_cognito_user_group.admin")).toMatchObject({ name: "admin", precedence: 0 });
    expect(resource(json, "aws_cognito_user_pool.pool").lambda_config).toMatchObject({
      pre_token_generation_config: { lambda_version: "V3_0" },
    });
    expect(resource(json, "aws_lambda_function.pre_token_generation")).toMatchObject({ timeout: 5 });
  });

  test("a function's own tags replace the common ones, however their keys are spelt, and join a map of Terraform's", () => {
    const functions = { ...PROPS.functions, items: { entry: "functions/hello", tags: { Team: "own" } } };
    const tagsOf = (tags: object) => {
      const { resource } = api({ tags, functions } as never) as never as {
        resource: Record<string, Record<string, { tags: unknown }>>;
      };
      return resource["aws_lambda_function"]?.["items"]?.tags;
    };
    expect(tagsOf({ team: "all", cost: "a" })).toEqual({ cost: "a", Team: "own" });
    expect(tagsOf(Fn.merge([{ a: "b" }]))).toBe('${merge(merge({"a" = "b"}), {"Team" = "own"})}');
  });

  test("tags reach everything that takes them", () => {
    const json = api({ tags: { team: "identity" } });
    const tagged = ["apigatewayv2_api", "apigatewayv2_stage", "cognito_user_pool", "lambda_function", "iam_role"];
    for (const type of [...tagged, "cloudwatch_log_group"])
      everyResource(json, `aws_${type}`, ({ tags }) => expect(tags).toEqual({ team: "identity" }));
  });

  test("under another id than Default, addresses carry it", () => {
    const json = emitted((stack) => new SecuredApi(stack, "notes", PROPS));
    expect(addresses(json)).toContain("aws_apigatewayv2_route.notes_get_hello");
  });
});

describe("refusals, also where the compiler was not asked", () => {
  const routes = (route: object) => ({ routes: { "GET /items": route } });

  test.each<[string, object, string, string]>([
    ["nothing said of the callers", routes({ target: "items" }), "route-open", '"GET /items"'],
    ["no scopes", routes({ scopes: [], target: "items" }), "route-open", '"GET /items"'],
    ["a misspelt scope", routes({ scopes: ["raed"], target: "items" }), "scope-unknown", '"read"'],
    [
      "a target that isn't there",
      routes({ scopes: ["read"], target: "itmes" }),
      "route-target",
      'Did you mean "items"',
    ],
    ["public without a reason", routes({ public: " ", target: "items" }), "route-public-reason", "no reason"],
    [
      "a key AWS refuses",
      { routes: { "GET items": { public: "a", target: "items" } } },
      "route-key-shape",
      "GET items",
    ],
    ["a project that can't begin names", { project: "Notes" }, "project", '"Notes"'],
    ["a project that is too long", { project: "a".repeat(33) }, "project", "1 to 32"],
    ["scopes nobody can obtain", { webClients: {}, machineClients: {} }, "scope-unobtainable", "Add a web client"],
    [
      "a trigger on a foreign pool",
      { pool: { poolId: POOL.poolId }, tokenTrigger: {} },
      "trigger-existing-pool",
      "elsewhere",
    ],
  ])("%s", (_, props, code, text) => refused(props, code, text));

  test("two routes that would have one address", () => {
    const route = { public: "a greeting", target: "hello" };
    refused(
      { routes: { "GET /a-b": route, "GET /a_b": route } },
      "route-address-duplicate",
      "GET /a-b",
      "GET /a_b",
      "get_a_b",
    );
  });

  test("two clients of one name: Terraform would see one", () => {
    const two = { ...PROPS, machineClients: { web: { scopes: ["read"] } } } as const;
    expect(() => new SecuredApi(testStack(), "Default", two)).toThrow(/\[client-name\] machineClients\.web/);
  });
});

describe("outputs", () => {
  test("each client has its id, a machine its secret, which is sensitive", () => {
    const { output = {} } = api({ signInDomain: false });
    expect(Object.keys(output).sort()).toEqual([
      "access_list",
      "api_endpoint",
      "issuer",
      "jwks_uri",
      "machine_client_id",
      "machine_client_secret",
      "pool_id",
      "routes",
      "web_client_id",
    ]);
    expect(Object.keys(output).filter((name) => output[name]?.sensitive === true)).toEqual(["machine_client_secret"]);
  });

  test("every route is in the table", () => {
    expect(api().output?.routes?.value).toEqual({
      "GET /hello": { authorization: "NONE", scopes: [] },
      "GET /items": { authorization: "JWT", scopes: ["${aws_cognito_resource_server.scopes.identifier}/read"] },
      "POST /items": {
        authorization: "JWT",
        scopes: ["read", "write"].map((name) => `\${aws_cognito_resource_server.scopes.identifier}/${name}`),
      },
    });
  });
});
