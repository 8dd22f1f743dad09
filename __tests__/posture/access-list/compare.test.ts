import { accessListOf, type AccessList, type DeclaredRoute } from "../../../posture/access-list";
import { readPlan, readSynth } from "../../../posture/model/read";
import { asPlan } from "../rules/as-plan";
import { goodStack, over, route, stackOf, type Resources } from "../rules/support";
import {
  missingResource,
  differenceText,
  severityOf,
  missingSafeguards,
} from "../../../posture/access-list/difference";
import { isExpression } from "../../../posture/access-list/list";
import { compareSets, listText as listedNames } from "../../../posture/access-list/sets";
import { compared } from "./whole";

const model = (...changes: Resources[]) => readSynth(stackOf(...changes));
const LIST = accessListOf(model());
const codes = (list: AccessList, ...changes: Resources[]): string[] =>
  compared(model(...changes), list).map(({ code, certain }) => `${code}${certain ? "" : "?"}`);
const withRoute = (change: Partial<DeclaredRoute>): AccessList => ({
  ...LIST,
  routes: LIST.routes.map((one) => ({ ...one, ...change })),
});

test("what is written from a stack holds of it, and of its plan", () => {
  expect(LIST.routes).toEqual([
    {
      api: "aws_apigatewayv2_api.api",
      route: "GET /items",
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web"],
        scopes: ["https://api.example/read"],
      },
      target: "aws_lambda_function.items",
    },
  ]);
  expect(codes(LIST)).toEqual([]);
  expect(compared(readPlan(asPlan(goodStack())).after, LIST).filter(({ certain }) => certain)).toEqual([]);
});

test.each<[string, Resources, string[]]>([
  [
    "public",
    route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined }),
    ["access-authorization"],
  ],
  ["no scope", route({ authorization_scopes: [] }), ["access-scopes"]],
  ["another scope", route({ authorization_scopes: ["https://api.example/write"] }), ["access-scopes"]],
  ["another key", route({ route_key: "GET /other" }), ["access-route-missing", "access-route-undeclared"]],
  ["a key that isn't known", route({ route_key: "${var.key}" }), ["access-route-missing?"]],
  [
    "another issuer",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: "https://issuer.example", audience: ["${aws_cognito_user_pool_client.web.id}"] },
    }),
    ["access-issuer"],
  ],
  [
    "a further audience",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: {
        issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
        audience: ["${aws_cognito_user_pool_client.web.id}", "x"],
      },
    }),
    ["access-clients"],
  ],
  [
    "an issuer that isn't known",
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: "${var.issuer}", audience: ["${aws_cognito_user_pool_client.web.id}"] },
    }),
    ["access-issuer?"],
  ],
  [
    "no throttling",
    over("aws_apigatewayv2_stage", "stage", { default_route_settings: undefined }),
    ["access-safeguard"],
  ],
  ["no log", over("aws_apigatewayv2_stage", "stage", { access_log_settings: undefined }), ["access-safeguard"]],
  [
    "a pool that isn't protected",
    over("aws_cognito_user_pool", "pool", { deletion_protection: "INACTIVE" }),
    ["access-safeguard"],
  ],
  [
    "a trigger that nobody declared",
    over("aws_cognito_user_pool", "pool", {
      lambda_config: { pre_token_generation: "${aws_lambda_function.items.arn}" },
    }),
    ["access-trigger"],
  ],
  [
    "a route beside the declared",
    {
      aws_apigatewayv2_route: {
        more: { ...goodStack().resource["aws_apigatewayv2_route"]?.["get_items"], route_key: "GET /more" },
      },
    },
    ["access-route-undeclared"],
  ],
])("%s is a difference", (_name, change, expected) => {
  expect(codes(LIST, change)).toEqual(expected);
});

test.each<[string, AccessList, string[]]>([
  ["a route that isn't there", withRoute({ route: "GET /gone" }), ["access-route-missing", "access-route-undeclared"]],
  ["another target", withRoute({ target: "aws_lambda_function.other" }), ["access-target"]],
  ["public", withRoute({ allow: { public: "why not" } }), ["access-authorization"]],
  ["principals", withRoute({ allow: { principals: [] } }), ["access-authorization"]],
  [
    "a client more",
    withRoute({
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web", "machine"],
        scopes: ["https://api.example/read"],
      },
    }),
    // It may be the id of a client here: a stack that isn't planned has no ids.
    ["access-clients?"],
  ],
  [
    "a name that only Terraform knows",
    withRoute({
      allow: {
        issuer: "aws_cognito_user_pool.pool",
        clients: ["aws_cognito_user_pool_client.web"],
        scopes: ["${var.scope}/read"],
      },
    }),
    ["access-scopes?"],
  ],
  ["a name in AWS in place of an address", withRoute({ api: "api", target: "items" }), []],
  ["no target at all", { ...LIST, routes: LIST.routes.map(({ api, route, allow }) => ({ api, route, allow })) }, []],
])("declared %s", (_name, list, expected) => {
  expect(codes(list)).toEqual(expected);
});

describe("sets", () => {
  test("lists are compared without their order; what isn't known yet makes it uncertain", () => {
    const of = (items: string[], declared: string[], missing: string[] = []) =>
      compareSets({ items, missing }, declared);
    expect(of(["b", "a"], ["a", "b"])).toBeUndefined();
    expect(of(["a", "c"], ["a", "b"])).toMatchObject({ missing: ["b"], extra: ["c"], certain: true, declared: "a, b" });
    expect(of(["a"], ["a"], ["later"])).toMatchObject({ certain: false, found: "(not known yet: later), a" });
    expect(of(["${x}"], ["a"])?.certain).toBe(false);
    expect(listedNames([])).toBe("nobody");
  });
});

describe("list", () => {
  test("what only Terraform can resolve is no name", () =>
    expect(["${x}", "a"].map(isExpression)).toEqual([true, false]));
});

describe("difference", () => {
  test("says what was declared, found, and what it means", () => {
    const one = missingResource("access-client", "aws_cognito_user_pool_client.web", "client");
    expect(differenceText({ ...one, route: "GET /x" })).toBe(
      "GET /x: declared the client aws_cognito_user_pool_client.web; found no such resource. Nothing that is declared for it applies.",
    );
    expect([severityOf("access-route-undeclared"), severityOf("access-issuer")]).toEqual(["warning", "error"]);
  });
});

describe("safeguards", () => {
  test("one that was declared and isn't there, or perhaps isn't", () => {
    const of = (wanted: boolean, there: boolean | "unknown") =>
      missingSafeguards({ address: "s" }, [["an access log", wanted, there, "Nothing is logged."]]).map(
        ({ certain, found }) => [certain, found],
      );
    expect([of(true, false), of(true, "unknown"), of(true, true), of(false, false)]).toEqual([
      [[true, "no access log"]],
      [[false, "what isn't known yet"]],
      [],
      [],
    ]);
  });
});

describe("compare-route", () => {
  const rest = {
    aws_api_gateway_rest_api: {
      rest: { name: "rest", endpoint_configuration: [{ types: ["PRIVATE"], vpc_endpoint_ids: ["vpce-1"] }] },
    },
    aws_api_gateway_resource: {
      items: {
        rest_api_id: "${aws_api_gateway_rest_api.rest.id}",
        parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}",
        path_part: "items",
      },
    },
    aws_api_gateway_authorizer: {
      pool: authorizer({ type: "COGNITO_USER_POOLS", provider_arns: ["${aws_cognito_user_pool.pool.arn}"] }),
      own: authorizer({ type: "REQUEST", authorizer_uri: "${aws_lambda_function.items.invoke_arn}" }),
    },
    aws_api_gateway_method: {
      get: method("GET", {
        authorization: "COGNITO_USER_POOLS",
        authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
        authorization_scopes: ["api/read"],
      }),
      put: method("PUT", { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.own.id}" }),
      post: method("POST", { authorization: "AWS_IAM" }),
      delete: method("DELETE", { authorization: "NONE" }),
    },
    aws_api_gateway_integration: {
      get: {
        ...method("${aws_api_gateway_method.get.http_method}", {}),
        type: "AWS_PROXY",
        uri: "${aws_lambda_function.items.invoke_arn}",
      },
    },
  } satisfies Resources;
  function authorizer(own: object) {
    return { name: "a", rest_api_id: "${aws_api_gateway_rest_api.rest.id}", ...own };
  }
  function method(verb: string, own: object) {
    return {
      rest_api_id: "${aws_api_gateway_rest_api.rest.id}",
      resource_id: "${aws_api_gateway_resource.items.id}",
      http_method: verb,
      ...own,
    };
  }
  const list = accessListOf(model(rest));
  const methods = list.routes.filter(({ api }) => api === "aws_api_gateway_rest_api.rest");

  test("what is written from them holds of them", () => {
    const base = { api: "aws_api_gateway_rest_api.rest", vpcEndpoints: ["vpce-1"] };
    expect(methods).toEqual([
      {
        ...base,
        route: "GET /items",
        allow: {
          issuer: "aws_cognito_user_pool.pool",
          clients: ["aws_cognito_user_pool_client.web"],
          scopes: ["api/read"],
        },
        target: "aws_lambda_function.items",
      },
      { ...base, route: "PUT /items", allow: { authorizer: "aws_lambda_function.items" } },
      { ...base, route: "POST /items", allow: { principals: [] } },
      { ...base, route: "DELETE /items", allow: { public: "no reason given yet" } },
    ]);
    expect(codes(list, rest)).toEqual([]);
  });

  const changed = (type: keyof typeof rest, name: string, own: object): Resources => {
    const all = rest as Readonly<Record<string, Readonly<Record<string, object>>>>;
    return { ...rest, [type]: { ...all[type], [name]: { ...all[type]?.[name], ...own } } };
  };
  test.each<[string, Resources, string[]]>([
    [
      "another scope",
      changed("aws_api_gateway_method", "get", { authorization_scopes: ["api/write"] }),
      ["access-scopes"],
    ],
    ["no scope", changed("aws_api_gateway_method", "get", { authorization_scopes: [] }), ["access-scopes"]],
    [
      "scopes that aren't known",
      changed("aws_api_gateway_method", "get", { authorization_scopes: "${var.s}" }),
      ["access-scopes?"],
    ],
    [
      "another pool",
      changed("aws_api_gateway_authorizer", "pool", {
        provider_arns: ["arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_A"],
      }),
      ["access-issuer"],
    ],
    [
      "a further pool",
      changed("aws_api_gateway_authorizer", "pool", {
        provider_arns: ["${aws_cognito_user_pool.pool.arn}", "arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_A"],
      }),
      ["access-issuer"],
    ],
    [
      "no authorization",
      changed("aws_api_gateway_method", "post", { authorization: "NONE" }),
      ["access-authorization"],
    ],
    [
      "an authorization that isn't known",
      changed("aws_api_gateway_method", "post", { authorization: "${var.a}" }),
      ["access-authorization?"],
    ],
    [
      "another authorizer",
      changed("aws_api_gateway_authorizer", "own", {
        authorizer_uri:
          "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:b/invocations",
      }),
      ["access-authorizer"],
    ],
    [
      "another target",
      changed("aws_api_gateway_integration", "get", { type: "HTTP_PROXY", uri: "https://elsewhere.example" }),
      ["access-target"],
    ],
    [
      "another key",
      changed("aws_api_gateway_method", "delete", { http_method: "PATCH" }),
      ["access-route-missing", "access-route-undeclared"],
    ],
    [
      "reached by everybody",
      changed("aws_api_gateway_rest_api", "rest", { endpoint_configuration: [{ types: ["REGIONAL"] }] }),
      ["access-address", "access-address", "access-address", "access-address"],
    ],
    [
      "a further client",
      {
        ...rest,
        aws_cognito_user_pool_client: { other: { name: "o", user_pool_id: "${aws_cognito_user_pool.pool.id}" } },
      },
      ["access-clients"],
    ],
  ])("%s", (_, resources, expected) => {
    expect(codes(list, resources)).toEqual(expected);
  });
});
