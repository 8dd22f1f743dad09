import { readEstate } from "../../../cli/adopt/estate";
import type { JsonObject } from "../../../cli/json";
import { planAdoption } from "../../../cli/adopt/plan";
import { ODD_ESTATES } from "./odd";
import { ORDERS, PEOPLE, PEOPLE_ENDPOINT as endpoint, PEOPLE_ID as user_pool_id, smallEstate, stateOf } from "./state";

const api_id = "a1b2c3d4e5";
const adoptionOf = (...more: Parameters<typeof stateOf>[0][number][]) =>
  planAdoption(readEstate(stateOf([...smallEstate(), ...more])));

const route = (name: string, values: object) => ({
  address: `aws_apigatewayv2_route.${name}`,
  values: { id: name, api_id, authorization_type: "AWS_IAM", target: "integrations/int1", ...values },
});
const permission = (address: string, values: object = {}) => ({
  address,
  values: {
    id: "perm",
    statement_id: "AllowShop",
    action: "lambda:InvokeFunction",
    function_name: "orders",
    principal: "apigateway.amazonaws.com",
    source_arn: `arn:aws:execute-api:eu-central-1:123456789012:${api_id}/*/*`,
    ...values,
  },
});

test("what is emitted for an estate is its resources, each by its own id, and nothing besides", () => {
  const { taken, added, left, overrides } = adoptionOf(permission("aws_lambda_permission.orders"));
  expect(Object.fromEntries(taken.map(({ held, to, id }) => [held.address, [to, id]]))).toEqual({
    "aws_apigatewayv2_api.shop": ["aws_apigatewayv2_api.api", api_id],
    "aws_apigatewayv2_stage.shop": ["aws_apigatewayv2_stage.stage", `${api_id}/$default`],
    "aws_apigatewayv2_integration.orders": ["aws_apigatewayv2_integration.orders", `${api_id}/int1`],
    "aws_apigatewayv2_route.orders": ["aws_apigatewayv2_route.get_orders", `${api_id}/rt1`],
    "aws_lambda_permission.orders": ["aws_lambda_permission.orders", "orders/AllowShop"],
  });
  expect([added, [...left]]).toEqual([[], []]);
  // A stage without limits stays without: the construct's would answer 429 from the 101st call a second.
  expect(overrides["aws_apigatewayv2_stage.stage"]).toEqual({ default_route_settings: null });
  expect(overrides["aws_apigatewayv2_api.api"]).toEqual({ name: "Shop API" });
});

test("where no permission of the state can be the construct's, none is made", () => {
  const { descriptions, taken, added } = adoptionOf();
  expect(descriptions[0]?.props["routes"]).toEqual({
    "GET /orders": { iam: true, target: { functionArn: ORDERS, name: "orders", permission: false } },
  });
  expect([taken.length, added]).toEqual([4, []]);
});

test("a module's call isn't broken: its permission stays with the function that it also makes", () => {
  const { left, taken } = adoptionOf(permission("module.orders.aws_lambda_permission.this"), {
    address: "module.orders.aws_lambda_function.this",
    values: { arn: ORDERS, function_name: "orders" },
  });
  expect(left.get("module.orders.aws_lambda_permission.this")).toMatch(
    /^module\.orders also makes module\.orders\.aws_lambda_function/,
  );
  expect(taken).toHaveLength(4);
});

test("a route that the constructs refuse stays, with their reason, and the rest is taken over", () => {
  const { left, taken } = adoptionOf(
    {
      address: "aws_apigatewayv2_integration.legacy",
      values: {
        id: "int2",
        api_id,
        integration_type: "HTTP_PROXY",
        integration_method: "ANY",
        integration_uri: "http://legacy.example.org",
      },
    },
    {
      address: "aws_apigatewayv2_integration.queue",
      values: { id: "int3", api_id, integration_type: "MOCK" },
    },
    route("legacy", { route_key: "GET /legacy", target: "integrations/int2" }),
    route("queue", { route_key: "POST /queue", target: "integrations/int3" }),
  );
  expect(left.get("aws_apigatewayv2_route.legacy")).toContain("[target-url]");
  expect(left.get("aws_apigatewayv2_route.queue")).toContain("of the type MOCK");
  expect(left.get("aws_apigatewayv2_integration.queue")).toBe("no adopted route leads to it");
  expect(taken.map(({ to }) => to)).toContain("aws_apigatewayv2_route.get_orders");
});

test("services, links into a VPC, mappings and time limits become props", () => {
  const integration = (id: string, values: object) => ({
    address: `aws_apigatewayv2_integration.${id}`,
    values: { id, api_id, payload_format_version: "1.0", ...values },
  });
  const parameters = { QueueUrl: "https://sqs.example.com/q", MessageBody: "$request.body" };
  const credentials_arn = "arn:aws:iam::123456789012:role/queue";
  const listener = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/1/2";
  const { descriptions, overrides, added } = adoptionOf(
    integration("queue", {
      integration_type: "AWS_PROXY",
      integration_subtype: "SQS-SendMessage",
      credentials_arn,
      request_parameters: parameters,
    }),
    integration("inner", {
      integration_type: "HTTP_PROXY",
      integration_method: "GET",
      integration_uri: listener,
      connection_type: "VPC_LINK",
      connection_id: "link1",
      tls_config: [{ server_name_to_verify: "inner.example.com" }],
      timeout_milliseconds: 5000,
    }),
    route("queue", { route_key: "POST /queue", target: "integrations/queue" }),
    route("inner", { route_key: "GET /inner", target: "integrations/inner" }),
  );
  expect(descriptions[0]?.props["routes"]).toMatchObject({
    "POST /queue": { target: { service: "SQS-SendMessage", parameters, roleArn: credentials_arn, name: "sqs" } },
    "GET /inner": {
      target: {
        listenerArn: listener,
        vpcLink: { id: "link1" },
        tlsServerName: "inner.example.com",
        method: "GET",
        timeoutMilliseconds: 5000,
        name: "inner",
      },
    },
  });
  expect(Object.keys(overrides).filter((address) => address.includes("integration"))).toEqual([]);
  expect(added).toEqual([]);
});

test("further stages, their mappings and VPC links are taken over; what has no place stays, with the reason", () => {
  const [, written = []] = ODD_ESTATES.find(([name]) => name.startsWith("stages behind")) ?? [];
  const { descriptions, taken, left, overrides, added } = planAdoption(readEstate(stateOf(written)));
  expect(descriptions[0]?.props).toMatchObject({
    stages: {
      next: { description: "What comes", variables: { color: "green" }, throttling: { burstLimit: 5, rateLimit: 2 } },
    },
    vpcLinks: { inner: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } },
    customDomain: { mappings: { v2: "next" } },
    routes: { "GET /inner": { target: { vpcLink: "inner" } } },
  });
  expect(Object.fromEntries(taken.map(({ held, to }) => [held.address, to]))).toMatchObject({
    "aws_apigatewayv2_stage.shop": "aws_apigatewayv2_stage.stage",
    "aws_apigatewayv2_stage.next": "aws_apigatewayv2_stage.next",
    "aws_apigatewayv2_vpc_link.inner": "aws_apigatewayv2_vpc_link.inner",
    "aws_apigatewayv2_api_mapping.own": "aws_apigatewayv2_api_mapping.domain",
    "aws_apigatewayv2_api_mapping.next": expect.stringContaining("v2") as string,
  });
  expect(overrides["aws_apigatewayv2_vpc_link.inner"]).toEqual({ name: "inner", tags: { a: "b" } });
  expect([...left]).toEqual([
    ["aws_apigatewayv2_stage.named", "its name, Stage, would give it another stage's address"],
    ["aws_apigatewayv2_vpc_link.idle", "no adopted route goes through it"],
  ]);
  expect(added).toEqual([]);
});

describe("the main stage is", () => {
  const stage = (name: string, values: object = {}) => ({
    address: `aws_apigatewayv2_stage.${name.replace("$", "")}`,
    values: { id: name, api_id, name, auto_deploy: true, ...values },
  });
  const mapping = (key: string, of: string) => ({
    address: `aws_apigatewayv2_api_mapping.${key}`,
    values: { id: key, api_id, domain_name: "api.example.com", stage: of, api_mapping_key: key },
  });
  const logged = {
    access_log_settings: [{ destination_arn: "arn:aws:logs:eu-central-1:123456789012:log-group:a", format: "{}" }],
  };
  const beta = stage("beta");
  test.each([
    ["$default, whatever else there is", [beta, mapping("v1", "beta"), stage("$default")], "default", ["beta"]],
    ["the one that most paths lead to", [beta, stage("prod"), mapping("v1", "prod")], "prod", ["beta"]],
    ["the one with an access log", [beta, stage("prod", logged)], "prod", ["beta"]],
    ["the first of the state, where nothing tells them apart", [beta, stage("prod")], "beta", ["prod"]],
  ])("%s", (_, written, main, others) => {
    const estate = [...smallEstate().filter(({ address }) => !address.includes("_stage.")), ...written];
    const { descriptions, taken } = planAdoption(readEstate(stateOf(estate)));
    const moved = Object.fromEntries(taken.map(({ held, to }) => [held.address, to]));
    expect(moved[`aws_apigatewayv2_stage.${main}`]).toBe("aws_apigatewayv2_stage.stage");
    expect(Object.keys(descriptions[0]?.props["stages"] ?? {})).toEqual(others);
  });
});

test("what isn't an HTTP API with routes of its own stays as a whole, and says why", () => {
  const other = (name: string, values: object) => ({
    address: `aws_apigatewayv2_api.${name}`,
    values: { id: name, name, protocol_type: "HTTP", ...values },
  });
  const { left, taken } = adoptionOf(
    other("events", { protocol_type: "WEBSOCKET" }),
    other("document", { body: '{"openapi":"3.0.1"}' }),
    other("bare", {}),
    { address: "aws_api_gateway_rest_api.old", values: { id: "old", name: "old" } },
  );
  expect(left.get("aws_apigatewayv2_api.events")).toContain("WebSocket");
  expect(left.get("aws_apigatewayv2_api.document")).toContain("OpenAPI");
  expect(left.get("aws_apigatewayv2_api.bare")).toContain("no stage");
  expect(left.get("aws_api_gateway_rest_api.old")).toContain("REST");
  expect(taken).toHaveLength(4);
});

test("a client that the authorizer doesn't accept isn't let in by being taken over", () => {
  const client = (name: string, values: object) => ({
    address: `aws_cognito_user_pool_client.${name}`,
    values: {
      id: `${name}id`,
      user_pool_id,
      name,
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_scopes: ["api/read"],
      ...values,
    },
  });
  const { descriptions, overrides } = adoptionOf(
    ...PEOPLE,
    client("web", { allowed_oauth_flows: ["code"], callback_urls: ["https://example.com/"] }),
    client("job", { allowed_oauth_flows: ["client_credentials"] }),
    {
      address: "aws_apigatewayv2_authorizer.people",
      values: {
        id: "auth1",
        api_id,
        name: "people",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        jwt_configuration: [{ issuer: `https://${endpoint}`, audience: ["webid", "4h57kf5d3goldrv9mcgkmq2n8i"] }],
      },
    },
    route("read", {
      route_key: "GET /read",
      authorization_type: "JWT",
      authorizer_id: "auth1",
      authorization_scopes: ["api/read"],
    }),
  );
  const { props = {}, beside = [] } = descriptions[0] ?? {};
  expect(Object.keys((props as JsonObject)["webClients"] ?? {})).toEqual(["web"]);
  expect((props as JsonObject)["clientIds"]).toEqual(["4h57kf5d3goldrv9mcgkmq2n8i"]);
  expect(props).not.toHaveProperty("machineClients");
  expect(beside.map(({ construct, id }) => [construct, id])).toEqual([["MachineClient", "job"]]);
  // The audience is as the constructs write it: nothing to override.
  expect(overrides["aws_apigatewayv2_authorizer.jwt"]).toEqual({ name: "people" });
});

test("a sensitive value isn't written into a program", () => {
  const [api, ...rest] = smallEstate();
  if (api === undefined) throw new Error("no API");
  const hidden = { ...api, values: { ...api.values, description: "between us" }, sensitive: { description: true } };
  const adoption = planAdoption(readEstate(stateOf([hidden, ...rest])));
  expect(adoption.hidden).toEqual(["aws_apigatewayv2_api.api.description"]);
  expect(JSON.stringify(adoption.overrides)).not.toContain("between us");
});

test("a sensitive value becomes no prop either", () => {
  const estate = smallEstate().map((one) =>
    one.address.includes("_integration.")
      ? {
          ...one,
          values: {
            ...one.values,
            integration_type: "HTTP_PROXY",
            integration_method: "GET",
            integration_uri: "https://orders.example.com",
            payload_format_version: "1.0",
            request_parameters: { "overwrite:header.x-from": "between us" },
          },
          sensitive: { request_parameters: { "overwrite:header.x-from": true } },
        }
      : one,
  );
  const adoption = planAdoption(readEstate(stateOf(estate)));
  expect(adoption.hidden).toEqual(["aws_apigatewayv2_integration.orders.request_parameters"]);
  expect(JSON.stringify([adoption.descriptions[0]?.props, adoption.overrides])).not.toContain("between us");
  expect(adoption.taken).toHaveLength(4);
});

describe("what stays says why:", () => {
  const certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/a";
  const domain = (name: string) => ({
    address: `aws_apigatewayv2_domain_name.${name}`,
    values: {
      id: `${name}.example.com`,
      domain_name: `${name}.example.com`,
      domain_name_configuration: [{ certificate_arn }],
    },
  });
  const mapping = (name: string, of: string, values: object = {}) => ({
    address: `aws_apigatewayv2_api_mapping.${name}`,
    values: { id: name, api_id, domain_name: `${of}.example.com`, stage: "$default", api_mapping_key: "", ...values },
  });
  const pool = (name: string) => `eu-central-1_${name}`;
  const jwt = (name: string, audience: string) => ({
    address: `aws_apigatewayv2_authorizer.${name}`,
    values: {
      id: name,
      api_id,
      name,
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: [
        { issuer: `https://cognito-idp.eu-central-1.amazonaws.com/${pool(name)}`, audience: [audience] },
      ],
    },
  });
  const trusted = (name: string) => [
    {
      address: `aws_cognito_user_pool.${name}`,
      values: {
        id: pool(name),
        name,
        endpoint: `cognito-idp.eu-central-1.amazonaws.com/${pool(name)}`,
        lambda_config: [],
      },
    },
    jwt(name, `${name}client`),
    route(name, { route_key: `GET /${name}`, authorization_type: "JWT", authorizer_id: name }),
  ];

  test("a further domain, one that maps another API too, and their mappings", () => {
    const { left, descriptions } = adoptionOf(domain("a"), domain("b"), mapping("a", "a"), mapping("b", "b"));
    expect(descriptions[0]?.props["domain"]).toBe("a.example.com");
    const why = "one domain of an API is taken over: aws_apigatewayv2_domain_name.a";
    expect([...left]).toEqual([
      ["aws_apigatewayv2_domain_name.b", why],
      ["aws_apigatewayv2_api_mapping.b", why],
    ]);
    const shared = adoptionOf(
      domain("a"),
      mapping("a", "a"),
      { address: "aws_apigatewayv2_api.other", values: { id: "o", name: "o", protocol_type: "HTTP" } },
      mapping("other", "a", { api_id: "o", api_mapping_key: "o", stage: "v1" }),
    );
    expect(shared.left.get("aws_apigatewayv2_domain_name.a")).toMatch(/maps stages of one API alone/);
    expect(shared.left.get("aws_apigatewayv2_api_mapping.other")).toBe("its API aws_apigatewayv2_api.other stays");
    const elsewhere = adoptionOf(mapping("a", "a"), domain("idle"));
    expect([...elsewhere.left]).toEqual([
      ["aws_apigatewayv2_api_mapping.a", "its domain is not among the resources of the state"],
      ["aws_apigatewayv2_domain_name.idle", "it leads to no adopted API"],
    ]);
  });

  test("what the constructs refuse, with the prop that it would have been", () => {
    const refused = domain("a");
    const { left } = adoptionOf(
      { ...refused, values: { ...refused.values, domain_name_configuration: [{}] } },
      mapping("a", "a"),
    );
    expect(left.get("aws_apigatewayv2_domain_name.a")).toBe(
      "customDomain.certificateArn: it is missing [input-missing]",
    );
  });

  test("a second pool that the API trusts, one that it doesn't, and a second sign-in domain", () => {
    const sign_in = (name: string, of: string) => ({
      address: `aws_cognito_user_pool_domain.${name}`,
      values: { id: name, domain: name, user_pool_id: pool(of) },
    });
    const { left } = adoptionOf(
      ...trusted("one"),
      route("more", { route_key: "GET /more", authorization_type: "JWT", authorizer_id: "one" }),
      ...trusted("two"),
      { address: "aws_cognito_user_pool.three", values: { id: pool("three"), name: "three" } },
      sign_in("first", "one"),
      sign_in("second", "one"),
      { address: "aws_cognito_identity_provider.google", values: { user_pool_id: pool("one"), provider_name: "G" } },
      { address: "aws_sqs_queue.jobs", values: { id: "jobs" } },
    );
    expect(Object.fromEntries(left)).toEqual({
      "aws_cognito_user_pool.two":
        "one pool of an API is taken over; aws_apigatewayv2_authorizer.two names this one by issuer and audience",
      "aws_cognito_user_pool.three": "no adopted API trusts its pool",
      "aws_cognito_user_pool_domain.second": "one sign-in domain of a pool is taken over, and it is another",
      "aws_cognito_identity_provider.google": "identity providers aren't taken over",
      "aws_sqs_queue.jobs": "adopt doesn't take over resources of this type",
    });
  });
});

test("APIs of another region, or that weren't asked for, stay", () => {
  const estate = readEstate(stateOf(smallEstate()));
  expect(planAdoption(estate, { region: "eu-west-1" }).left.get("aws_apigatewayv2_api.shop")).toContain(
    "--region eu-central-1",
  );
  expect(planAdoption(estate, { apis: new Set() }).taken).toEqual([]);
});
