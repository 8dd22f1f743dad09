import { targetOf } from "../../../posture/model/index";
import type { Model } from "../../../posture/model/index";
import { normalize, disagreements, readPlan, readState } from "../../../posture/model/read";
import { fixture, planned } from "../fixtures";

/** Each route: its key, authorization, and the addresses its links lead to. */
function table(model: Model) {
  return model.routes.map((route) => [
    route.key.known && route.key.value,
    route.authorization.known && route.authorization.value,
    targetOf(route.api)?.address,
    targetOf(route.authorizer)?.address,
    targetOf(route.integration)?.address,
  ]);
}

function audience(model: Model, address: string) {
  const found = model.authorizers.find((authorizer) => authorizer.address === address);
  return found?.jwt?.audience.items.map((a) => (a.kind === "client" ? a.client.address : a.id));
}

describe("plans of foreign projects", () => {
  test("reads one resource a route", () => {
    const model = planned("one-by-one");
    expect(table(model)).toEqual([
      [
        "POST /notes",
        "NONE",
        "aws_apigatewayv2_api.notes",
        "aws_apigatewayv2_authorizer.users",
        "aws_apigatewayv2_integration.notes",
      ],
      [
        "GET /notes",
        "JWT",
        "aws_apigatewayv2_api.notes",
        "aws_apigatewayv2_authorizer.users",
        "aws_apigatewayv2_integration.notes",
      ],
      [
        "DELETE /notes/{id}",
        "JWT",
        "aws_apigatewayv2_api.notes",
        "aws_apigatewayv2_authorizer.users",
        "aws_apigatewayv2_integration.notes",
      ],
    ]);
    expect(model.clients.map((c) => c.lifetimes.access)).toEqual([
      { known: true, value: 3600 },
      { known: true, value: 30 * 60 },
    ]);
    expect(model.outputs).toEqual([expect.objectContaining({ name: "api", sensitive: false })]);
    expect(model.outputs[0]?.references[0]?.address).toBe("aws_apigatewayv2_api.notes");
  });

  test("follows each.key and each.value through for_each", () => {
    const model = planned("for-each");
    const users = 'aws_apigatewayv2_authorizer.this["users"]';
    expect(table(model)).toEqual([
      ["GET /a", "JWT", "aws_apigatewayv2_api.this", users, 'aws_apigatewayv2_integration.this["one"]'],
      ["GET /b", "JWT", "aws_apigatewayv2_api.this", users, 'aws_apigatewayv2_integration.this["two"]'],
      ["POST /a", "JWT", "aws_apigatewayv2_api.this", users, 'aws_apigatewayv2_integration.this["two"]'],
    ]);
    expect(audience(model, users)).toEqual([
      'aws_cognito_user_pool_client.this["mobile"]',
      'aws_cognito_user_pool_client.this["web"]',
    ]);
  });

  test("leads each instance to its own where for_each iterates over other resources", () => {
    const of = (type: string, index: string, unknown: object) => ({
      address: `${type}.this["${index}"]`,
      mode: "managed",
      type,
      name: "this",
      index,
      provider_name: "registry.terraform.io/hashicorp/aws",
      values: {},
      change: { actions: ["create"], before: null, after: {}, after_unknown: unknown },
    });
    const configured = (type: string, more: object) => ({
      address: `${type}.this`,
      mode: "managed",
      type,
      name: "this",
      ...more,
    });
    const resources = ["blue", "green"].flatMap((key) => [
      of("aws_lambda_function", key, { arn: true, invoke_arn: true }),
      of("aws_lambda_permission", key, { function_name: true }),
    ]);
    const { after } = readPlan({
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: { root_module: { resources } },
      resource_changes: resources,
      configuration: {
        root_module: {
          resources: [
            configured("aws_lambda_function", {}),
            configured("aws_lambda_permission", {
              expressions: { function_name: { references: ["each.value.function_name", "each.value"] } },
              for_each_expression: { references: ["aws_lambda_function.this"] },
            }),
          ],
        },
      },
    });
    expect(after.permissions.map((one) => [one.address, targetOf(one.function)?.address])).toEqual([
      ['aws_lambda_permission.this["blue"]', 'aws_lambda_function.this["blue"]'],
      ['aws_lambda_permission.this["green"]', 'aws_lambda_function.this["green"]'],
    ]);
  });

  test("follows variables and outputs through nested modules, each instance to its own", () => {
    const model = planned("nested-modules");
    expect(model.routes).toHaveLength(4);
    for (const route of model.routes) {
      const api = /^module\.api\["\w+"\]/.exec(route.address)?.[0] ?? "";
      expect(targetOf(route.api)?.address).toBe(`${api}.aws_apigatewayv2_api.this`);
      expect(targetOf(route.authorizer)?.address).toBe(`${api}.aws_apigatewayv2_authorizer.this`);
      expect(targetOf(route.integration)?.module).toBe(route.module);
    }
    for (const authorizer of model.authorizers) {
      expect(authorizer.jwt && targetOf(authorizer.jwt.pool)?.address).toBe("module.auth.aws_cognito_user_pool.this");
      expect(audience(model, authorizer.address)).toEqual(["module.auth.aws_cognito_user_pool_client.this"]);
    }
  });

  test("finds an existing pool by the id that a data source read", () => {
    const model = planned("existing-pool");
    expect(model.pools.map((pool) => [pool.address, pool.managed])).toEqual([
      ["data.aws_cognito_user_pool.corporate", false],
    ]);
    expect(model.pools[0]?.tier.known).toBe(false);
    expect(model.authorizers[0]?.jwt && targetOf(model.authorizers[0].jwt.pool)).toBe(model.pools[0]);
    expect(model.clients[0] && targetOf(model.clients[0].pool)).toBe(model.pools[0]);
  });

  test("notes REST APIs and OpenAPI bodies, and follows a Lambda alias and a policy document", () => {
    const model = planned("rest-beside");
    expect(model.restApis.map((api) => api.address)).toEqual(["aws_api_gateway_rest_api.old"]);
    expect(Object.fromEntries(model.apis.map((api) => [api.resource.name, [api.protocol, api.fromBody]]))).toEqual({
      chat: [{ known: true, value: "WEBSOCKET" }, false],
      described: [{ known: true, value: "HTTP" }, true],
      orders: [{ known: true, value: "HTTP" }, false],
    });
    const lambda = model.authorizers[0]?.lambda;
    expect(lambda && targetOf(lambda.function)?.address).toBe("aws_lambda_function.authorizer");
    expect(model.permissions[0] && targetOf(model.permissions[0].source)?.address).toBe("aws_apigatewayv2_api.orders");
  });

  test("follows count.index, and says what locals and dynamic blocks hide", () => {
    const model = planned("counted");
    expect(model.routes.map((route) => targetOf(route.integration)?.address)).toEqual([
      "aws_apigatewayv2_integration.this[0]",
      "aws_apigatewayv2_integration.this[1]",
    ]);
    for (const route of model.routes)
      expect(route.authorizer).toMatchObject({ kind: "unknown", why: expect.stringContaining("local.authorizer") });
    expect(model.authorizers[0]?.jwt?.audience.missing).toHaveLength(1);
    expect(model.pools[0]?.resource.region).toEqual({ known: true, value: "us-east-1" });
    expect(model.apis[0]?.resource.region).toEqual({ known: true, value: "eu-west-1" });
  });

  test("gives a module that only requires a provider the region of the one around it", () => {
    const plan = fixture("module-style") as {
      configuration: { provider_config: Record<string, object>; root_module: { module_calls: Record<string, object> } };
    };
    const [name = ""] = Object.keys(plan.configuration.root_module.module_calls);
    const key = `module.${name}:aws`;
    plan.configuration.provider_config[key] = { name: "aws", module_address: `module.${name}` };
    const text = JSON.stringify(plan.configuration.root_module.module_calls);
    plan.configuration.root_module.module_calls = JSON.parse(
      text.replaceAll('"provider_config_key":"aws"', `"provider_config_key":"${key}"`),
    ) as Record<string, object>;
    const inside = readPlan(plan).after.resources.filter(({ module }) => module === `module.${name}`);
    expect(inside.length).toBeGreaterThan(0);
    for (const { region } of inside) expect(region).toEqual({ known: true, value: "eu-west-1" });
  });

  test("sees the route that a widespread module leaves open", () => {
    const model = planned("module-style");
    expect(table(model).map((row) => row.slice(0, 2))).toEqual([
      ["GET /ajar", "NONE"],
      ["GET /closed", "JWT"],
    ]);
    for (const route of model.routes)
      expect(targetOf(route.authorizer)?.address).toBe('module.gateway.aws_apigatewayv2_authorizer.this["cognito"]');
  });
});

describe("a plan that changes what there is", () => {
  const { before, after } = readPlan(fixture("update"));

  test("gives both sides, with moved resources at their new address on both", () => {
    expect(before.routes.map((route) => route.address)).toEqual(after.routes.map((route) => route.address));
    expect(disagreements(before, after)).toEqual([
      expect.stringContaining('aws_apigatewayv2_route.create.authorization: "JWT" here, "NONE" there'),
      expect.stringContaining("notes/wirte"),
      expect.stringContaining("aws_cognito_user_pool_client.web.secret: false here, true there"),
    ]);
  });

  test("links the side before by the ids of the state", () => {
    expect(before.routes).toHaveLength(3);
    for (const route of before.routes) {
      expect(targetOf(route.authorizer)?.address).toBe("aws_apigatewayv2_authorizer.users");
      expect(targetOf(route.integration)?.address).toBe("aws_apigatewayv2_integration.notes");
    }
  });

  test("tells moves, replacements and their cause", () => {
    expect(after.change("aws_apigatewayv2_route.index")).toMatchObject({
      previousAddress: "aws_apigatewayv2_route.list",
      actions: ["no-op"],
    });
    const replaced = after.changes.filter((change) => change.replaced);
    expect(replaced.map((change) => [change.address, change.replacePaths])).toEqual([
      ["aws_cognito_user_pool_client.web", [["generate_secret"]]],
    ]);
    expect(replaced[0]?.before?.sensitive("client_secret")).toBe(true);
    expect(after.changes.every((change) => change.type.startsWith("aws_"))).toBe(true);
  });

  test("reads the state before as the plan shows it, but for the move", () => {
    const state = normalize(readState(fixture("update", "state.json")));
    const plan = normalize(before);
    expect(state["clients"]).toEqual(plan["clients"]);
    expect(state["authorizers"]).toEqual(plan["authorizers"]);
    expect(Object.keys(state["routes"] ?? {})).toContain("aws_apigatewayv2_route.list");
  });
});

describe("a plan that isn't complete", () => {
  const route = {
    address: "aws_apigatewayv2_route.r",
    mode: "managed",
    type: "aws_apigatewayv2_route",
    name: "r",
    values: { id: "r1", api_id: "abc", route_key: "GET /orders", authorization_type: "AWS_IAM" },
  };
  const plan = (more: object, changes: readonly object[] = []) => ({
    format_version: "1.2",
    planned_values: { root_module: { resources: [] } },
    prior_state: { format_version: "1.0", values: { root_module: { resources: [route] } } },
    resource_changes: changes,
    configuration: { root_module: {} },
    ...more,
  });
  const change = (actions: readonly string[]) => [{ ...route, change: { actions, before: route.values, after: null } }];
  const routes = (document: object) => readPlan(document).after.routes.map(({ address }) => address);

  test.each([
    ["limited by -target", { complete: false }],
    ["with deferred changes", { deferred_changes: [{ reason: "unknown" }] }],
    ["stopped at an error", { errored: true }],
  ])("%s leaves what it doesn't list as it is", (_, more) => {
    expect(routes(plan(more))).toEqual([route.address]);
    expect(routes(plan(more, change(["delete"])))).toEqual([]);
    expect(readPlan(plan(more)).after.origin.complete).toBe(false);
  });

  test("whole, has nothing that it doesn't list", () => {
    const other = { ...route, address: "aws_apigatewayv2_route.other", name: "other" };
    const planned_values = { root_module: { resources: [other] } };
    expect(routes(plan({ complete: true, planned_values }))).toEqual([other.address]);
    expect(routes(plan({ complete: true }, change(["delete"])))).toEqual([]);
  });

  test("with -refresh-only it plans nothing, and all stays as it was found", () => {
    const { planned_values, resource_changes: _, ...rest } = plan({ complete: true });
    const refreshOnly = { ...rest, planned_values: { outputs: {}, ...planned_values, root_module: {} } };
    const { before, after } = readPlan(refreshOnly);
    expect(routes(refreshOnly)).toEqual([route.address]);
    expect(disagreements(before, after)).toEqual([]);
  });
});
