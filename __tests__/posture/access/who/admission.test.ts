import { admissionOf, entryAccesses } from "../../../../posture/access/index";
import { readSynth } from "../../../../posture/model/read";
import { planned } from "../../fixtures";
import { decide, holdAnswers, ways, whole } from "../whole";

holdAnswers();

type Resources = Record<string, Record<string, object>>;

const FN: Resources = {
  aws_lambda_function: { f: { function_name: "f" } },
};

const ofAll = (resource: Resources) => {
  const model = readSynth({ resource: { ...FN, ...resource } });
  ways(model);
  return { model, all: entryAccesses(model) };
};

/** The entry point of an id: who gets in, where it leads. */
function entry(resource: Resources, id: string) {
  const { all } = ofAll(resource);
  const found = all.find(({ entryPoint }) => entryPoint.id === id);
  if (!found) throw new Error(`there is no ${id} among ${all.map(({ entryPoint }) => entryPoint.id).join(", ")}`);
  return {
    open: found.open,
    who: found.who,
    leadsTo: found.function?.address,
    notes: found.entryPoint.notes,
    name: found.entryPoint.name,
  };
}

const rest = (method: object, api: object = {}, more: Resources = {}): Resources => ({
  aws_api_gateway_rest_api: { a: { name: "a", ...api } },
  aws_api_gateway_resource: {
    one: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      parent_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
      path_part: "one",
    },
    two: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      parent_id: "${aws_api_gateway_resource.one.id}",
      path_part: "{id}",
    },
  },
  aws_api_gateway_method: {
    m: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      resource_id: "${aws_api_gateway_resource.two.id}",
      http_method: "GET",
      authorization: "NONE",
      ...method,
    },
  },
  aws_api_gateway_integration: {
    i: {
      rest_api_id: "${aws_api_gateway_rest_api.a.id}",
      resource_id: "${aws_api_gateway_resource.two.id}",
      http_method: "GET",
      type: "AWS_PROXY",
      uri: "${aws_lambda_function.f.invoke_arn}",
    },
  },
  ...more,
});

test("what a Lambda authorizer decides stays closed at a domain that may require a certificate", () => {
  const api_id = "${aws_apigatewayv2_api.a.id}";
  const resources: Resources = {
    aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      own: {
        ...{
          api_id,
          name: "own",
          authorizer_type: "REQUEST",
          authorizer_payload_format_version: "2.0",
          authorizer_result_ttl_in_seconds: 0,
        },
        authorizer_uri: "${aws_lambda_function.f.invoke_arn}",
      },
    },
    aws_apigatewayv2_route: {
      guarded: {
        ...{ api_id, route_key: "GET /", authorization_type: "CUSTOM" },
        authorizer_id: "${aws_apigatewayv2_authorizer.own.id}",
      },
      open: { api_id, route_key: "POST /" },
    },
    aws_lambda_permission: {
      p: {
        ...{ function_name: "f", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
        source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*",
      },
    },
    aws_apigatewayv2_api_mapping: { m: { api_id, domain_name: "${var.domain}", stage: "$default" } },
  };
  expect(entry(resources, "aws_apigatewayv2_route.guarded").open).toBe(false);
  expect(entry(resources, "aws_apigatewayv2_route.open").open).toBe(true);
  const onlyThere = { ...resources, aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP", disable_execute_api_endpoint: true } } }; // prettier-ignore
  expect(entry(onlyThere, "aws_apigatewayv2_route.open").open).toBe("unknown");
});

describe("methods of REST APIs", () => {
  const M = "aws_api_gateway_method.m";

  test("are found by their path and lead to the function", () => {
    expect(entry(rest({}), M)).toMatchObject({ name: "GET /one/{id}", open: true, leadsTo: "aws_lambda_function.f" });
  });

  test("of a private API are for its network", () => {
    const api = { endpoint_configuration: [{ types: ["PRIVATE"] }] };
    expect(entry(rest({}, api), M)).toMatchObject({
      open: false,
      who: expect.stringContaining("inside its network") as string,
    });
  });

  test.each([
    [
      "nobody anonymous",
      { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "execute-api:Invoke", Resource: "*" },
      false,
    ],
    ["everybody", { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" }, true],
    [
      "everybody, without the API's ARN",
      { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" },
      true,
    ],
    [
      "callers of another method",
      { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/live/POST/one/*" },
      false,
    ],
    [
      "those of an address",
      {
        Effect: "Allow",
        Principal: "*",
        Action: "execute-api:Invoke",
        Resource: "*",
        Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      },
      false,
    ],
  ])("let in whom the API's own policy names: %s", (_, statement, open) => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    expect(entry(rest({}, { policy }), M).open).toBe(open);
  });

  test("take a key for no authorization", () => {
    const { open, notes } = entry(rest({ api_key_required: true }), M);
    expect(open).toBe(true);
    expect(notes.join(" ")).toContain("a key meters calls and is no authorization");
  });

  test("of an OpenAPI body are read with their schemes", () => {
    const body = JSON.stringify({
      securityDefinitions: {
        key: { type: "apiKey", name: "x-api-key", in: "header" },
        iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
        custom: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authorizer": {
            type: "token",
            authorizerUri:
              "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations",
          },
        },
        unread: { type: "oauth2" },
      },
      paths: {
        "/k": { get: { security: [{ key: [] }] } },
        "/i": { get: { security: [{ iam: [] }] } },
        "/c": { "x-amazon-apigateway-any-method": { security: [{ custom: [] }] } },
        "/u": { get: { security: [{ unread: [] }] } },
        "/m": { options: { "x-amazon-apigateway-integration": { type: "mock" } } },
      },
    });
    const { all } = ofAll({ aws_api_gateway_rest_api: { a: { body } } });
    expect(all.map(({ entryPoint, open }) => [entryPoint.name, open, entryPoint.authorization.kind])).toEqual([
      ["GET /k", true, "none"],
      ["GET /i", false, "iam"],
      ["ANY /c", false, "authorizer"],
      ["GET /u", true, "none"],
      ["OPTIONS /m", true, "none"],
    ]);
  });
});

describe("other entry points", () => {
  test("name what isn't known", () => {
    const { all } = ofAll({
      aws_lambda_function_url: { u: { function_name: "f", authorization_type: "${var.kind}" } },
      aws_lambda_permission: { p: { function_name: "f", action: "lambda:InvokeFunction", principal: "${var.who}" } },
      aws_appsync_graphql_api: { g: { authentication_type: "${var.kind}", name: "g" } },
      aws_appsync_datasource: {
        d: {
          api_id: "${aws_appsync_graphql_api.g.id}",
          name: "d",
          type: "AWS_LAMBDA",
          lambda_config: [{ function_arn: "${aws_lambda_function.f.arn}" }],
        },
      },
    });
    expect(all.map(({ entryPoint, open }) => [entryPoint.id, open])).toEqual([
      ["aws_lambda_function_url.u", "unknown"],
      ["aws_appsync_datasource.d", "unknown"],
      ["aws_lambda_permission.p", "unknown"],
    ]);
  });

  test("name event sources as no callers", () => {
    const mapping = { function_name: "${aws_lambda_function.f.arn}", event_source_arn: "${aws_sqs_queue.q.arn}" };
    expect(
      entry(
        { aws_sqs_queue: { q: { name: "q" } }, aws_lambda_event_source_mapping: { m: mapping } },
        "aws_lambda_event_source_mapping.m",
      ),
    ).toMatchObject({
      open: false,
      who: "no caller: AWS invokes it by itself",
      name: "events of aws_sqs_queue.q",
      leadsTo: "aws_lambda_function.f",
    });
  });

  test.each([
    ["an organization", { principal_org_id: "o-abc" }, false],
    ["everybody", {}, true],
    ["an organization that isn't known", { principal_org_id: "${var.org}" }, "unknown"],
  ])("tell a permission for %s", (_, more, open) => {
    const permission = { function_name: "f", action: "lambda:InvokeFunction", principal: "*", ...more };
    expect(entry({ aws_lambda_permission: { p: permission } }, "aws_lambda_permission.p").open).toBe(open);
  });

  test("read Lambda web functions", () => {
    const endpoints = {
      open: { function_name: "f", auth_type: "ApplicationManaged" },
      iam: { function_name: "f", auth_type: "IamAuth" },
    };
    const { all } = ofAll({ aws_lambdaweb_function_endpoint: endpoints });
    expect(all.map(({ open, function: fn }) => [open, fn?.address])).toEqual([
      [true, "aws_lambda_function.f"],
      [false, "aws_lambda_function.f"],
    ]);
  });
});

describe("decide at an entry point", () => {
  const { model } = ofAll({
    ...rest({
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "${aws_api_gateway_authorizer.c.id}",
      authorization_scopes: ["a/read"],
    }),
    aws_api_gateway_authorizer: {
      c: {
        name: "c",
        type: "COGNITO_USER_POOLS",
        rest_api_id: "${aws_api_gateway_rest_api.a.id}",
        provider_arns: ["${aws_cognito_user_pool.p.arn}"],
      },
    },
    aws_cognito_user_pool: { p: { name: "people" } },
    aws_lambda_function_url: { u: { function_name: "f", authorization_type: "NONE" } },
  });
  const at = (id: string) => {
    const found = model.entryPoints.find((one) => one.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  const token = (scope: string) =>
    ({ kind: "token", claims: { scope, token_use: "access" }, of: { trusted: true } }) as const;

  test("asks for a token, and for its scope", () => {
    const method = at("aws_api_gateway_method.m");
    const request = { entryPoint: method.id };
    expect(admissionOf(model, method).who).toBe("holders of a/read from pool people");
    expect(decide(model, request, { kind: "none" })).toMatchObject({ outcome: "deny", status: 401 });
    expect(decide(model, request, token("b")).outcome).toBe("deny");
    expect(decide(model, request, token("a/read")).outcome).toBe("allow");
  });

  test("agrees with what is shown, whatever the entry point", () => {
    for (const one of model.entryPoints) {
      const { outcome } = whole(decide(model, { entryPoint: one.id }, { kind: "none" }));
      expect([one.id, outcome]).toEqual([one.id, admissionOf(model, one).open === true ? "allow" : "deny"]);
    }
    expect(model.entryPoints.map(({ id }) => id)).toContain("aws_lambda_function_url.u");
  });
});

test.each([
  ["every-entry-point", 36],
  ["every-entry-point-in-modules", 22],
])("every way in of %s is told whole", (name, count) => expect(ways(planned(name))).toBe(count));

const permission = (more: object, function_name = "f"): Resources => ({
  aws_lambda_permission: { p: { function_name, action: "lambda:InvokeFunction", ...more } },
});
test.each<[string, Resources, number]>([
  ["a permission that names nobody", permission({}), 1],
  ["one for an account that isn't known", permission({ principal: "${var.unset}" }), 1],
  ["one for an account", permission({ principal: "222222222222" }), 1],
  ["one for a role of it", permission({ principal: "arn:aws:iam::222222222222:role/x" }), 1],
  ["one for an id of thirteen digits", permission({ principal: "2222222222222" }), 1],
  ["one for an organization", permission({ principal: "*", principal_org_id: "o-1" }), 1],
  ["one for an empty organization", permission({ principal: "*", principal_org_id: "" }), 1],
  ["one for an organization that isn't known", permission({ principal: "*", principal_org_id: "${var.unset}" }), 1],
  ["one by a source", permission({ principal: "*", source_arn: "arn:aws:s3:::bucket" }), 1],
  [
    "one for everybody, at a function elsewhere",
    permission({ principal: "*" }, "arn:aws:lambda:eu-west-1:222222222222:function:g"),
    1,
  ],
])("%s", (_, more, count) => {
  const model = readSynth({ resource: { ...FN, ...more } });
  expect(ways(model)).toBe(count);
});
