import { changesBetween } from "../../../posture/index";
import { accessOf, decide, entryAccesses } from "../../../posture/access/index";
import { readPlan, readSynth } from "../../../posture/model/read";
import { RULES } from "../../../posture/rules";
import { evaluateRules } from "../../../posture/rules/run";

/** A whole API as the Cloud Control provider writes it, in CloudFormation's names. */
const stack = (
  change: object = {},
  issuer = "https://issuer-cognito-idp.eu-west-1.amazonaws.com/${awscc_cognito_user_pool.p.user_pool_id}",
) => ({
  resource: {
    awscc_cognito_user_pool: {
      p: { user_pool_name: "people", deletion_protection: "ACTIVE", issuer_configuration: { type: "UPDATED" } },
    },
    awscc_cognito_user_pool_domain: {
      d: { domain: "people", user_pool_id: "${awscc_cognito_user_pool.p.user_pool_id}" },
    },
    awscc_cognito_user_pool_resource_server: {
      s: {
        user_pool_id: "${awscc_cognito_user_pool.p.user_pool_id}",
        identifier: "api",
        scopes: [{ scope_name: "read" }, { scope_name: "write" }],
      },
    },
    awscc_cognito_user_pool_client: {
      web: {
        client_name: "web",
        user_pool_id: "${awscc_cognito_user_pool.p.user_pool_id}",
        supported_identity_providers: ["COGNITO"],
        allowed_o_auth_flows: ["code"],
        allowed_o_auth_flows_user_pool_client: true,
        allowed_o_auth_scopes: ["openid", "api/read"],
        callback_ur_ls: ["https://example.com/"],
        prevent_user_existence_errors: "ENABLED",
      },
    },
    awscc_apigatewayv2_api: { a: { name: "orders", protocol_type: "HTTP" } },
    awscc_apigatewayv2_authorizer: {
      jwt: {
        api_id: "${awscc_apigatewayv2_api.a.api_id}",
        authorizer_type: "JWT",
        name: "jwt",
        identity_source: ["$request.header.Authorization"],
        jwt_configuration: { audience: ["${awscc_cognito_user_pool_client.web.client_id}"], issuer },
      },
    },
    awscc_apigatewayv2_integration: {
      i: {
        api_id: "${awscc_apigatewayv2_api.a.api_id}",
        integration_type: "HTTP_PROXY",
        integration_method: "GET",
        integration_uri: "https://backend.example.com",
      },
    },
    awscc_apigatewayv2_route: {
      r: {
        api_id: "${awscc_apigatewayv2_api.a.api_id}",
        route_key: "GET /items",
        authorization_type: "JWT",
        authorizer_id: "${awscc_apigatewayv2_authorizer.jwt.authorizer_id}",
        authorization_scopes: ["api/read"],
        target: "integrations/${awscc_apigatewayv2_integration.i.integration_id}",
        ...change,
      },
    },
    awscc_apigatewayv2_stage: {
      s: { api_id: "${awscc_apigatewayv2_api.a.api_id}", stage_name: "$default", auto_deploy: true },
    },
  },
});

test("an API and a pool of the Cloud Control provider are read as those of the AWS provider", () => {
  const model = readSynth(stack());
  const [route] = model.routes;
  expect(model.clients.map(({ address }) => address)).toEqual(["awscc_cognito_user_pool_client.web"]);
  expect(model.clients[0]?.callbackUrls.items).toEqual(["https://example.com/"]);
  expect(model.resourceServers[0]?.scopes.items.map(({ name }) => name)).toEqual(["read", "write"]);
  expect(model.stages[0]?.name).toEqual({ known: true, value: "$default" });
  expect(route && JSON.stringify(accessOf(model, route))).toContain("awscc_cognito_user_pool_client.web");
});

test("its mistakes are found, and an UPDATED issuer isn't one", () => {
  const codes = (...given: Parameters<typeof stack>): string[] =>
    evaluateRules(readSynth(stack(...given)), RULES).open.map(({ code }) => code);
  expect(codes()).toEqual(["access-log-off"]);
  expect(codes({ authorization_type: "NONE" })).toContain("route-open");
  expect(codes({ authorization_scopes: ["api/write"] })).toContain("scope-unobtainable");
});

test("what is opened there is found by the comparison", () => {
  const found = changesBetween(readSynth(stack()), readSynth(stack({ authorization_type: "NONE" })));
  expect(found.some(({ kind }) => kind === "broadened")).toBe(true);
});

const ROLE = "arn:aws:iam::111122223333:role/caller";

/** A REST API, its function and a function URL, in the Cloud Control provider's names. */
const restStack = (method: object = {}, url: object = {}, more: object = {}) => ({
  resource: {
    awscc_apigateway_rest_api: { a: { name: "orders", endpoint_configuration: { types: ["REGIONAL"] } } },
    awscc_apigateway_resource: {
      items: {
        rest_api_id: "${awscc_apigateway_rest_api.a.rest_api_id}",
        parent_id: "${awscc_apigateway_rest_api.a.root_resource_id}",
        path_part: "items",
      },
    },
    awscc_apigateway_authorizer: {
      pool: {
        name: "pool",
        type: "COGNITO_USER_POOLS",
        rest_api_id: "${awscc_apigateway_rest_api.a.rest_api_id}",
        provider_ar_ns: ["${awscc_cognito_user_pool.p.arn}"],
        identity_source: "method.request.header.Authorization",
      },
    },
    awscc_apigateway_method: {
      get: {
        rest_api_id: "${awscc_apigateway_rest_api.a.rest_api_id}",
        resource_id: "${awscc_apigateway_resource.items.resource_id}",
        http_method: "GET",
        authorization_type: "COGNITO_USER_POOLS",
        authorizer_id: "${awscc_apigateway_authorizer.pool.authorizer_id}",
        authorization_scopes: ["api/read"],
        integration: {
          type: "AWS_PROXY",
          integration_http_method: "POST",
          uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${awscc_lambda_function.f.arn}/invocations",
        },
        ...method,
      },
    },
    awscc_apigateway_deployment: { d: { rest_api_id: "${awscc_apigateway_rest_api.a.rest_api_id}" } },
    awscc_apigateway_stage: {
      live: {
        rest_api_id: "${awscc_apigateway_rest_api.a.rest_api_id}",
        deployment_id: "${awscc_apigateway_deployment.d.deployment_id}",
        stage_name: "live",
      },
    },
    awscc_cognito_user_pool: { p: { user_pool_name: "people" } },
    awscc_lambda_function: {
      f: { function_name: "orders", role: ROLE, runtime: "nodejs22.x", handler: "index.handler", code: {} },
    },
    awscc_lambda_permission: {
      api: {
        function_name: "${awscc_lambda_function.f.arn}",
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        source_arn: "arn:aws:execute-api:eu-west-1:111122223333:${awscc_apigateway_rest_api.a.rest_api_id}/*",
      },
    },
    awscc_lambda_url: {
      u: { target_function_arn: "${awscc_lambda_function.f.arn}", auth_type: "AWS_IAM", ...url },
    },
    ...more,
  },
});

/** What is said of each entry point: `aws…: open or not`. */
const ways = (stack: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entryAccesses(readSynth(stack)).map(({ entryPoint, open }) => [entryPoint.id, open]));

test("a REST API, its function and a function URL of the Cloud Control provider are read", () => {
  const model = readSynth(restStack());
  const [method] = model.entryPoints;
  expect(method).toMatchObject({
    kind: "rest-api-method",
    name: "GET /items",
    group: "REST API orders",
    target: { kind: "function" },
    notes: [],
  });
  expect(ways(restStack())).toEqual({
    "awscc_apigateway_method.get": false,
    "awscc_lambda_url.u": false,
  });
  expect(ways(restStack({ authorization_type: "NONE" }))).toMatchObject({ "awscc_apigateway_method.get": true });
  expect(
    evaluateRules(readSynth(restStack({ authorization_type: "NONE" })), RULES).open.map(({ code }) => code),
  ).toContain("rest-method-open");
});

test("a function URL of it is open with both permissions", () => {
  const told = (more: object) => {
    const model = readSynth(restStack({}, { auth_type: "NONE" }, more));
    return decide(model, { entryPoint: "awscc_lambda_url.u" }, { kind: "none" }).steps.map(({ text }) => text);
  };
  const permissions = {
    awscc_lambda_permission: {
      url: {
        function_name: "${awscc_lambda_function.f.function_name}",
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        function_url_auth_type: "NONE",
      },
      invoke: {
        function_name: "${awscc_lambda_function.f.function_name}",
        action: "lambda:InvokeFunction",
        principal: "*",
        invoked_via_function_url: true,
      },
    },
  };
  expect(ways(restStack({}, { auth_type: "NONE" }, permissions))["awscc_lambda_url.u"]).toBe(true);
  // The provider adds none, so callers get 403 unless one was added elsewhere.
  expect(ways(restStack({}, { auth_type: "NONE" }))["awscc_lambda_url.u"]).toBe("unknown");
  const { url, invoke } = permissions.awscc_lambda_permission;
  const some = [{}, { url }, { invoke }, { url, invoke }];
  expect(some.map((one) => told({ awscc_lambda_permission: one }))).toMatchSnapshot();
});

test("a method opened and a role's policy widened there are found by the comparison", () => {
  const kinds = (before: object, after: object): string[] =>
    changesBetween(readSynth(before), readSynth(after)).map(({ kind }) => kind);
  expect(kinds(restStack(), restStack({ authorization_type: "NONE" }))).toContain("broadened");
  const role = (Action: string) => ({
    awscc_iam_role: {
      caller: {
        role_name: "caller",
        assume_role_policy_document: JSON.stringify({
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::111122223333:root" } },
          ],
        }),
        policies: [
          {
            policy_name: "call",
            policy_document: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }),
          },
        ],
      },
    },
  });
  expect(kinds(restStack({}, {}, role("s3:GetObject")), restStack({}, {}, role("lambda:InvokeFunction*")))).toContain(
    "broadened",
  );
});

test("what a configured object leaves out in a plan stands as AWS fills it in", () => {
  const address = "awscc_cognito_user_pool.p";
  const resource = { address, mode: "managed", type: "awscc_cognito_user_pool", name: "p" };
  const values = { user_pool_name: "p", dcr_configuration: { open_dcr_enabled: true } };
  const found = evaluateRules(
    readPlan({
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ ...resource, values }] } },
      resource_changes: [
        {
          ...resource,
          change: {
            actions: ["create"],
            before: null,
            after: values,
            after_unknown: {
              user_pool_id: true,
              dcr_configuration: { enable_status: true, open_dcr_grant_types: true },
            },
          },
        },
      ],
      configuration: {
        root_module: {
          resources: [
            {
              ...resource,
              expressions: {
                user_pool_name: { constant_value: "p" },
                dcr_configuration: { constant_value: { open_dcr_enabled: true } },
              },
            },
          ],
        },
      },
    }).after,
    RULES,
  );
  expect(found.open.map(({ code }) => code)).toContain("registration-open");
});
