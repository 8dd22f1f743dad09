import { readSynth } from "../../posture/model/read";
import { mayInvoke } from "../../posture/model/permissions";
import { targetOf } from "../../posture/model/index";
import type { Model } from "../../posture/model/index";
import { goodStack, stackOf, web, pool, jwt, permission } from "./rules/support";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const alone = (resource: Resources): Model => readSynth({ resource });
const good = (...changes: Resources[]): Model => readSynth(stackOf(...changes));

/** Each entry point: its name, what it demands, and what it leads to. */
const ways = (resource: Resources): readonly (readonly [id: string, name: string, demands: string])[] =>
  alone(resource).entryPoints.map(({ id, name, authorization }) => [id, name, authorization.kind]);

const FN = { aws_lambda_function: { f: { function_name: "f" } } };
const ARN = "${aws_lambda_function.f.arn}";
const URI = "${aws_lambda_function.f.invoke_arn}";
const REST = "${aws_api_gateway_rest_api.r.id}";
const rest = (method: Record<string, unknown>, more: Resources = {}): Resources => ({
  ...FN,
  aws_api_gateway_rest_api: { r: { name: "r" } },
  aws_api_gateway_resource: {
    a: { rest_api_id: REST, parent_id: "${aws_api_gateway_rest_api.r.root_resource_id}", path_part: "a" },
    b: { rest_api_id: REST, parent_id: "${aws_api_gateway_resource.a.id}", path_part: "{b}" },
  },
  aws_api_gateway_method: {
    m: { rest_api_id: REST, resource_id: "${aws_api_gateway_resource.b.id}", http_method: "GET", ...method },
  },
  aws_api_gateway_integration: {
    m: {
      rest_api_id: REST,
      resource_id: "${aws_api_gateway_resource.b.id}",
      http_method: "GET",
      type: "AWS_PROXY",
      uri: URI,
    },
  },
  ...more,
});

describe("rest-api", () => {
  test.each([
    [{}, "none"],
    [{ authorization: "NONE" }, "none"],
    [{ authorization: "AWS_IAM" }, "iam"],
    [{ authorization: "COGNITO_USER_POOLS" }, "token"],
    [{ authorization: "CUSTOM" }, "authorizer"],
    [{ authorization: "BASIC" }, "unknown"],
    [{ authorization: "${var.kind}" }, "unknown"],
  ])("a method with %j demands %s", (method, demands) =>
    expect(ways(rest(method))).toEqual([["aws_api_gateway_method.m", "GET /a/{b}", demands]]),
  );

  test.each([
    [{}, true],
    [{ stage_name: "" }, true],
    [{ stage_name: "v1" }, false],
    [{ stage_name: "${var.stage}" }, false],
  ])("a deployment with %j leaves the API without a stage: %s", (deployment, without) => {
    const [method] = alone(rest({ authorization: "NONE" }, { aws_api_gateway_deployment: { d: { rest_api_id: REST, ...deployment } } })).entryPoints; // prettier-ignore
    expect(method?.notes.join().includes("No stage of it is in this input")).toBe(without);
  });

  test("an API key is noted, and is no authorization; the target is the method's function", () => {
    const [method] = alone(rest({ authorization: "NONE", api_key_required: true })).entryPoints;
    expect(method?.notes.join()).toContain("is no authorization");
    expect(method?.target).toMatchObject({ function: { target: { address: "aws_lambda_function.f" } } });
  });
});

describe("openapi", () => {
  const body = (operation: unknown, more: object = {}) =>
    ways({
      ...FN,
      aws_apigatewayv2_api: {
        h: {
          name: "h",
          protocol_type: "HTTP",
          body: JSON.stringify({ openapi: "3.0.1", paths: { "/x": { get: operation } }, ...more }),
        },
      },
    });

  test.each<[unknown, object, string]>([
    [{}, {}, "none"],
    [
      { security: [{ jwt: ["read"] }] },
      {
        components: {
          securitySchemes: {
            jwt: {
              type: "oauth2",
              "x-amazon-apigateway-authorizer": {
                type: "jwt",
                jwtConfiguration: { issuer: "https://i.example", audience: ["a"] },
              },
            },
          },
        },
      },
      "token",
    ],
    [{ "x-amazon-apigateway-auth": { type: "AWS_IAM" } }, {}, "iam"],
  ])("%j", (operation, more, demands) =>
    expect(body(operation, more)).toEqual([["aws_apigatewayv2_api.h#GET /x", "GET /x", demands]]),
  );

  test("a body that can't be read is one entry point that isn't known", () =>
    expect(ways({ aws_apigatewayv2_api: { h: { protocol_type: "HTTP", body: "{{" } } })).toEqual([
      [expect.stringContaining("aws_apigatewayv2_api.h"), expect.any(String), "unknown"],
    ]));
});

describe("functions", () => {
  const url = (authorization_type: unknown) =>
    ways({ ...FN, aws_lambda_function_url: { u: { function_name: ARN, authorization_type } } });
  test.each([
    ["NONE", "none"],
    ["AWS_IAM", "iam"],
    ["OPEN", "unknown"],
    ["${var.kind}", "unknown"],
  ])("a URL of type %s demands %s", (type, demands) =>
    expect(url(type)).toEqual([["aws_lambda_function_url.u", "function URL", demands]]),
  );

  test.each([
    ["ApplicationManaged", "none"],
    ["IamAuth", "iam"],
  ])("a web function of type %s demands %s", (auth_type, demands) =>
    expect(ways({ ...FN, aws_lambdaweb_function_endpoint: { e: { function_name: "f", auth_type } } })).toEqual([
      ["aws_lambdaweb_function_endpoint.e", "web function endpoint", demands],
    ]),
  );

  test("events call by themselves, and only what leads to a function", () =>
    expect(
      ways({
        ...FN,
        aws_sns_topic_subscription: {
          f: { endpoint: ARN, topic_arn: "arn:aws:sns:eu-west-1:123456789012:t", protocol: "lambda" },
          mail: { endpoint: "me@example.com", topic_arn: "arn:aws:sns:eu-west-1:123456789012:t", protocol: "email" },
        },
      }),
    ).toEqual([["aws_sns_topic_subscription.f", "events of sns t", "event"]]));

  test.each([
    ["123456789012", "lambda:InvokeFunction", 1],
    ["*", "lambda:*", 1],
    ["apigateway.amazonaws.com", "lambda:InvokeFunction", 0],
    ["*", "lambda:InvokeFunctionUrl", 0],
    ["*", "lambda:GetFunction", 0],
  ])("a permission for %s to %s makes %d direct invocations", (principal, action, count) =>
    expect(
      ways({ ...FN, aws_lambda_permission: { p: { function_name: "f", principal, action } } }).filter(
        ([, name]) => name === "direct invocation",
      ),
    ).toHaveLength(count),
  );
});

const LB: Resources = {
  ...FN,
  aws_lb: { b: { name: "b", internal: true } },
  aws_lb_target_group: { g: { name: "g", target_type: "lambda" }, ec2: { name: "i", target_type: "instance" } },
  aws_lb_target_group_attachment: { g: { target_group_arn: "${aws_lb_target_group.g.arn}", target_id: ARN } },
};
const listener = (...default_action: object[]): Resources => ({
  ...LB,
  aws_lb_listener: { l: { load_balancer_arn: "${aws_lb.b.arn}", port: 80, protocol: "HTTP", default_action } },
});
const FORWARD = { type: "forward", target_group_arn: "${aws_lb_target_group.g.arn}" };

describe("load-balancer", () => {
  const before = (type: string, more: object = {}) => ({
    type,
    [type.replace("-", "_")]: [{ issuer: "https://i.example", ...more }],
  });
  test.each<[string, object[], string]>([
    ["nothing before it", [FORWARD], "none"],
    ["a sign-in", [before("authenticate-oidc", { on_unauthenticated_request: "deny" }), FORWARD], "sign-in"],
    [
      "a sign-in that isn't demanded",
      [before("authenticate-oidc", { on_unauthenticated_request: "allow" }), FORWARD],
      "none",
    ],
    ["a token", [{ type: "jwt-validation", jwt_validation: [{ issuer: "https://i.example" }] }, FORWARD], "token"],
    ["an action that isn't known", [{ type: "${var.kind}" }, FORWARD], "unknown"],
  ])("a forward to a function with %s", (_, actions, demands) =>
    expect(ways(listener(...actions))[0]?.[2]).toBe(demands),
  );

  test("where it answers; what leads to machines is no entry point", () => {
    const [one] = alone(listener(FORWARD)).entryPoints;
    expect(one?.hosts).toEqual([{ name: "b:80", private: true, mutualTls: false, plain: true }]);
    expect(ways(listener({ type: "forward", target_group_arn: "${aws_lb_target_group.ec2.arn}" }))).toEqual([]);
  });
});

describe("graphql", () => {
  const api = (change: object) =>
    ways({
      ...FN,
      aws_appsync_graphql_api: { g: { name: "g", authentication_type: "AWS_IAM", ...change } },
      aws_appsync_datasource: {
        d: {
          api_id: "${aws_appsync_graphql_api.g.id}",
          name: "d",
          type: "AWS_LAMBDA",
          lambda_config: [{ function_arn: ARN }],
        },
      },
      aws_appsync_resolver: {
        q: { api_id: "${aws_appsync_graphql_api.g.id}", type: "Query", field: "item", data_source: "d" },
      },
    }).map(([, name, demands]) => `${name}: ${demands}`);

  test.each<[object, string[]]>([
    [{}, ["Query.item: iam"]],
    [{ authentication_type: "API_KEY" }, ["Query.item: api-key"]],
    [{ authentication_type: "AWS_LAMBDA" }, ["Query.item: authorizer"]],
    [
      { authentication_type: "OPENID_CONNECT", openid_connect_config: [{ issuer: "https://i.example" }] },
      ["Query.item: token"],
    ],
    [
      {
        additional_authentication_provider: [{ authentication_type: "API_KEY" }],
        schema: "type Query { item: String @aws_api_key }",
      },
      ["Query.item by API_KEY: api-key"],
    ],
    [
      {
        additional_authentication_provider: [{ authentication_type: "API_KEY" }],
        schema: "type Query { item: String }",
      },
      ["Query.item by AWS_IAM: iam"],
    ],
  ])("%j", (change, found) => expect(api(change)).toEqual(found));
});

describe("distribution", () => {
  const before = (origin: object, behaviour: object = {}) =>
    alone({
      ...FN,
      aws_lambda_function_url: { u: { function_name: ARN, authorization_type: "AWS_IAM" } },
      aws_cloudfront_distribution: {
        c: {
          origin: [{ domain_name: "${aws_lambda_function_url.u.url_id}.lambda-url.eu-west-1.on.aws", ...origin }],
          default_cache_behavior: [behaviour],
        },
      },
    }).entryPoints.find(({ kind }) => kind === "distribution");

  test.each<[object, object, object]>([
    [{}, {}, { signs: false, restricted: false }],
    [{ origin_access_control_id: "E1" }, {}, { signs: true, restricted: false }],
    [{}, { trusted_key_groups: ["k"] }, { signs: false, restricted: true }],
  ])("%j %j", (origin, behaviour, authorization) =>
    expect(before(origin, behaviour)?.authorization).toMatchObject({
      kind: "forwarded",
      to: ["aws_lambda_function_url.u"],
      ...authorization,
    }),
  );

  test("what isn't in this input is no entry point of it", () =>
    expect(ways({ aws_cloudfront_distribution: { c: { origin: [{ domain_name: "www.example.com" }] } } })).toEqual([]));
});

describe("common", () => {
  test("a resource that stands for any number says so; a name that isn't known is the resource's own", () => {
    const [one] = alone({
      aws_lambda_function_url: { u: { for_each: "${var.unset}", function_name: "f", authorization_type: "NONE" } },
    }).entryPoints;
    expect(one?.notes.join()).toContain("any number of instances");
    expect(alone({ ...LB, ...listener(FORWARD), aws_lb: { b: { name: "${var.unset}" } } }).entryPoints[0]?.group).toBe(
      "load balancer b",
    );
  });
});

describe("authorizers", () => {
  test("the audience is the clients, by reference or by id; the issuer leads to the pool", () => {
    const [authorizer] = good().authorizers;
    expect(authorizer?.jwt?.audience.items).toMatchObject([
      { kind: "client", client: { address: "aws_cognito_user_pool_client.web" } },
    ]);
    expect(authorizer?.jwt && targetOf(authorizer.jwt.pool)?.address).toBe("aws_cognito_user_pool.pool");
    const literal = good(jwt({ jwt_configuration: { issuer: "https://i.example", audience: ["elsewhere"] } }))
      .authorizers[0];
    expect(literal?.jwt).toMatchObject({
      audience: { items: [{ kind: "literal", id: "elsewhere" }] },
      pool: { kind: "external" },
    });
    expect(good(jwt({ jwt_configuration: undefined })).authorizers[0]?.jwt).toMatchObject({ pool: { kind: "none" } });
  });
});

describe("identity", () => {
  test("a pool and its clients have Cognito's defaults", () => {
    const model = good();
    expect(model.pools[0]).toMatchObject({
      tier: { value: "ESSENTIALS" },
      mfa: { value: "OFF" },
      deletionProtection: { value: "ACTIVE" },
      selfSignUp: { value: true },
      threatProtection: { value: "OFF" },
    });
    expect(model.clients[0]).toMatchObject({
      secret: { value: false },
      revocation: { value: true },
      lifetimes: { access: { value: 3600 }, id: { value: 3600 }, refresh: { value: 30 * 86_400 } },
    });
  });

  test("what is written counts: units of lifetimes, triggers, scopes of servers", () => {
    const model = good(
      web({ access_token_validity: 5, token_validity_units: [{ access_token: "minutes" }] }),
      pool({
        admin_create_user_config: [{ allow_admin_create_user_only: true }],
        lambda_config: [{ pre_sign_up: "${aws_lambda_function.items.arn}" }],
      }),
    );
    expect(model.clients[0]?.lifetimes.access).toEqual({ known: true, value: 300 });
    expect(model.pools[0]?.selfSignUp).toEqual({ known: true, value: false });
    expect(model.pools[0]?.triggers.items).toMatchObject([
      { name: "pre_sign_up", function: { target: { address: "aws_lambda_function.items" } } },
    ]);
    expect(model.resourceServers[0]?.scopes.items.map(({ full }) => full)).toEqual([
      { known: true, value: "https://api.example/read" },
      { known: true, value: "https://api.example/write" },
    ]);
    const odd = good(web({ access_token_validity: 5, token_validity_units: [{ access_token: "weeks" }] }));
    expect(odd.clients[0]?.lifetimes.access.known).toBe(false);
  });
});

describe("routes", () => {
  test("a route is its key, taken apart, and its terms, which alike routes share", () => {
    const model = good({
      aws_apigatewayv2_route: {
        ws: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "$default" },
        none: { api_id: "${aws_apigatewayv2_api.api.id}" },
      },
    });
    const parts = model.routes.map(({ key, method, path, authorization }) =>
      [key, method, path, authorization].map((value) => (value.known ? value.value : "?")),
    );
    expect(parts).toEqual([
      ["GET /items", "GET", "/items", "JWT"],
      ["$default", undefined, undefined, "NONE"],
      ["?", "?", "?", "NONE"],
    ]);
    expect(targetOf(good().routes[0]?.integration ?? { kind: "none" })?.address).toBe(
      "aws_apigatewayv2_integration.items",
    );
  });
});

describe("model-of", () => {
  test("each kind is there, linked to the others, and found by address and type", () => {
    const model = readSynth(goodStack());
    expect(model.resource("aws_apigatewayv2_route.get_items")).toBe(model.routes[0]?.resource);
    expect(model.ofType("aws_cognito_user_pool")).toHaveLength(1);
    expect(
      [model.apis, model.stages, model.clients, model.poolDomains, model.logGroups].map(({ length }) => length),
    ).toEqual([1, 1, 1, 1, 1]);
    expect(model.entryPoints.map(({ id }) => id)).toContain("aws_apigatewayv2_route.get_items");
  });
});

describe("permissions", () => {
  const may = (change: Record<string, unknown>, path?: string) => {
    const model = good(permission(change));
    const [authorizer] = model.routes;
    const fn = model.integrations[0]?.function ?? { kind: "none" };
    return mayInvoke(model, fn, {
      principal: "apigateway.amazonaws.com",
      source: authorizer?.api ?? { kind: "none" },
      ...(path !== undefined && { path }),
    });
  };
  test.each<[Record<string, unknown>, string | undefined, true | false | "unknown"]>([
    [{}, undefined, true],
    [{}, "/$default/GET/items", true],
    [{ source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/POST/*" }, "/$default/GET/items", false],
    [{ principal: "cognito-idp.amazonaws.com" }, undefined, false],
    [{ principal: "*", action: "lambda:*" }, undefined, true],
    [{ action: "lambda:GetFunction" }, undefined, false],
    [{ action: "${var.action}" }, undefined, "unknown"],
    [{ source_arn: undefined }, undefined, true],
    [{ function_name: "another" }, undefined, false],
    [{ function_name: "arn:aws:lambda:us-east-1:111122223333:function:another" }, undefined, false],
  ])("%j lets API Gateway call %s: %s", (change, path, answer) => expect(may(change, path)).toBe(answer));
});
