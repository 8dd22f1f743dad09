import { changesBetween } from "../../../posture/index";
import { accessOf } from "../../../posture/access/index";
import { readSynth } from "../../../posture/model/read";
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
