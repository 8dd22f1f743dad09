import { accessOf, admits, clientAccess, decide, decideAnywhere, entryPointAt } from "../../posture/access";
import type { AccessRequest, Credentials } from "../../posture/access";
import { allowedAt } from "../../posture/access/decide";
import { callArn, functionArn, routeArn } from "../../posture/access/arns";
import { UNSIGNED, ANY_AWS_ACCOUNT } from "../../posture/access/steps/unknown-callers";
import { derivedEntryPoints } from "../../posture/access/entry-points/derived";
import { tokenSteps } from "../../posture/access/entry-points/token-steps";
import { decisionAt, isAdmitted } from "../../posture/access/who/is-admitted";
import { namesOf, principalsAt } from "../../posture/access/who/principals";
import { listing } from "../../posture/model";
import type { Model } from "../../posture/model";
import { over, route, web } from "./rules/support";
import { stack as authorized } from "./access/steps/authorizer/support";
import type { Resources } from "./rules/support";

import { model as webSocket } from "./iam/support";
import { whole } from "./access/whole";
import { NOW, ISSUER, NOTHING, good, MODEL, MTLS_DOMAIN, bearer, ROUTE, outcome } from "./access/support";

describe("decide", () => {
  test.each<[string, Credentials, AccessRequest, string]>([
    ["a good token", bearer(), ROUTE, "allow"],
    ["nothing", NOTHING, ROUTE, "deny 401"],
    ["a text that is no token", { kind: "token", text: "x" }, ROUTE, "deny 401"],
    ["a signature", { kind: "principal", principal: "aws_iam_role.nobody" }, ROUTE, "deny 401"],
    ["a good token, by request", bearer(), { method: "get", path: "/items" }, "allow"],
    ["a request that no route has", bearer(), { method: "GET", path: "/nothing" }, "deny 404"],
    ["an entry point that isn't there", bearer(), { entryPoint: "nowhere" }, "unknown"],
  ])("%s", (_, credentials, request, found) => expect(outcome(credentials, request)).toBe(found));
  test("a message of a WebSocket API is refused as its $connect route refuses, with that status", () => {
    const of = (authorization_type: string) =>
      webSocket({
        aws_apigatewayv2_api: {
          ws: { id: "ws", name: "ws", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
        },
        aws_apigatewayv2_route: {
          connect: { api_id: "ws", route_key: "$connect", authorization_type },
          send: { api_id: "ws", route_key: "send" },
        },
      });
    const request = { entryPoint: "aws_apigatewayv2_route.send" };
    const refused = decide(of("AWS_IAM"), request, NOTHING, { now: NOW });
    expect([admits(refused), refused.status]).toEqual([false, 403]);
    const open = decide(of("NONE"), request, NOTHING, { now: NOW });
    expect(admits(open)).toBe(true);
    const through = open.steps.filter(({ text }) => text.startsWith("Messages arrive over"));
    expect(through).toEqual([{ check: "authorization", result: "pass", text: expect.any(String) }]);
  });
});

describe("anywhere", () => {
  const closed = good(over("aws_apigatewayv2_api", "api", { disable_execute_api_endpoint: true }), MTLS_DOMAIN);
  test("where every host wants a certificate, so does the decision; a host that is named is the one", () => {
    expect(admits(decideAnywhere(closed, ROUTE, bearer(), { now: NOW }))).toBe(false);
    expect(admits(decide(closed, ROUTE, bearer(), { now: NOW }))).toBe(true);
    expect(admits(decideAnywhere(MODEL, ROUTE, bearer(), { now: NOW }))).toBe(true);
  });
});

describe("token-steps", () => {
  const wants = (scopes: readonly string[], claims: object | undefined, use?: "id") =>
    whole({
      steps: tokenSteps(
        { kind: "token", issuer: ISSUER, scopes: listing(scopes), ...(use && { use }) },
        "It",
        claims && { claims: { iss: ISSUER, ...claims } },
      ),
    })
      .steps.map((one) => `${one.check} ${one.result}`)
      .at(-1);
  test.each<[string[], object | undefined, "id" | undefined, string]>([
    [[], undefined, undefined, "identity-source fail"],
    [[], {}, undefined, "issuer pass"],
    [[], { iss: "https://other.example" }, undefined, "issuer fail"],
    [[], { token_use: "access" }, "id", "token-type fail"],
    [["a"], { scope: "a b" }, undefined, "scopes pass"],
    [["a"], { scope: "b" }, undefined, "scopes fail"],
  ])("scopes %j, token %j, use %s: %s", (scopes, claims, use, last) => expect(wants(scopes, claims, use)).toBe(last));

  test("says which scopes it wants where that isn't known, and takes the issuer as it is written", () => {
    const said = (issuer: string, iss: string) =>
      tokenSteps({ kind: "token", issuer, scopes: listing<string>([], ["a", "b"]) }, "It", { claims: { iss } }).map(
        ({ check, result, text }) => `${check} ${result}: ${text}`,
      );
    expect(said("http://id.example", "http://id.example")).toEqual([
      "issuer pass: The token is from http://id.example, as required.",
      "scopes unknown: Its scopes aren't known (a; b).",
    ]);
    const [other] = said("http://id.example", "https://id.example");
    expect(other).toBe("issuer fail: The token is not from http://id.example.");
    expect(said("pool of https://id.example", ISSUER)[0]).toMatch(/^issuer unknown: Whether the token is from pool of/);
  });

  test.each<[string | undefined, object, string]>([
    ["^(web|ios)$", { client_id: "web" }, "pass"],
    ["web|ios", { aud: ["ios"] }, "pass"],
    ["^(web|ios)$", { azp: "android" }, "fail"],
    ["web", { aud: "webadmin" }, "unknown"],
    ["(", { aud: "web" }, "unknown"],
    [undefined, { aud: "web" }, "unknown"],
    ["web", {}, "unknown"],
  ])("clients that match %s take a token with %j: %s", (pattern, claims, result) => {
    const clients = { called: "some", ...(pattern !== undefined && { pattern }) };
    const sent = { claims: { iss: ISSUER, ...claims } };
    const { steps } = whole({
      steps: tokenSteps({ kind: "token", issuer: ISSUER, scopes: listing([]), clients }, "It", sent),
    });
    expect(steps.find(({ check }) => check === "audience")?.result).toBe(result);
  });
});

const SIGNED: Resources = {
  ...route({ authorization_type: "AWS_IAM", authorizer_id: undefined, authorization_scopes: undefined }),
  aws_iam_role: {
    caller: {
      name: "caller",
      assume_role_policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
      }),
      inline_policy: [
        {
          name: "p",
          policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] }),
        },
      ],
    },
    other: { name: "other", assume_role_policy: "{}" },
  },
};
const IAM = good(SIGNED);
const [SIGNED_ROUTE] = IAM.routes;

describe("allowed-at", () => {
  test("names the roles whose policies allow it, and no others", () =>
    expect(
      SIGNED_ROUTE && allowedAt(IAM, SIGNED_ROUTE, ROUTE as { routeKey: string }).map(({ called }) => called),
    ).toEqual(["aws_iam_role.caller"]));
});

describe("principals", () => {
  test("who gets in with a signature, by name", () => {
    if (!SIGNED_ROUTE) throw new Error("no route");
    const entry = entryPointAt(IAM, SIGNED_ROUTE.address);
    const found = entry && namesOf(principalsAt(IAM, entry, decide));
    expect(found).toEqual(["aws_iam_role.caller"]);
    expect(accessOf(IAM, SIGNED_ROUTE).caller).toEqual({ kind: "principals", holders: ["aws_iam_role.caller"] });
  });
});

describe("arns", () => {
  test("name a call as far as it is known", () => {
    if (!SIGNED_ROUTE) throw new Error("no route");
    const arn = routeArn(IAM, SIGNED_ROUTE, ROUTE as { routeKey: string });
    expect(arn.map((part) => (typeof part === "string" ? part : "*")).join("")).toMatch(
      /^arn:.*:execute-api:.*\/\$default\/GET\/items$/,
    );
    const [fn] = IAM.functions;
    expect(fn && functionArn(fn).at(-1)).toBe(":function:items");
    const method = good({
      aws_api_gateway_rest_api: { r: { id: "abc" } },
      aws_api_gateway_method: {
        m: {
          rest_api_id: "abc",
          resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
          http_method: "GET",
          authorization: "AWS_IAM",
        },
      },
    });
    const entry = entryPointAt(method, "aws_api_gateway_method.m");
    expect(
      entry &&
        callArn(entry)
          .filter((part) => typeof part === "string")
          .join(""),
    ).toContain(":abc/");
  });
});

describe("derived", () => {
  test("whoever policies let may ask the Lambda API, and so may an identity pool's guests", () => {
    const model = good({
      aws_cognito_identity_pool: { p: { identity_pool_name: "p", allow_unauthenticated_identities: true } },
    });
    expect(derivedEntryPoints(model).map(({ id, kind }) => `${kind} ${id.split("#")[1] ?? ""}`)).toEqual([
      "direct-invocation policies",
      "identity-pool aws_cognito_identity_pool.p-guests",
      "identity-pool aws_cognito_identity_pool.p-signed-in",
      "direct-invocation policies:$LATEST",
      "identity-pool aws_cognito_identity_pool.p-guests:$LATEST",
      "identity-pool aws_cognito_identity_pool.p-signed-in:$LATEST",
    ]);
    expect(entryPointAt(model, "aws_lambda_function.items#policies")?.kind).toBe("direct-invocation");
  });
});

describe("unknown-callers", () => {
  test("somebody with an account of their own signs, somebody without sends no principal at all", () => {
    const at = (Principal: unknown) =>
      good({
        aws_lambda_function_url: { u: { function_name: "items", authorization_type: "AWS_IAM" } },
        aws_lambda_permission: {
          items: {
            function_name: "items",
            action: "lambda:InvokeFunctionUrl",
            principal: Principal,
            function_url_auth_type: "AWS_IAM",
          },
          second: {
            function_name: "items",
            action: "lambda:InvokeFunction",
            principal: Principal,
            invoked_via_function_url: true,
          },
        },
      });
    const ask = (Principal: unknown) =>
      admits(
        decide(
          at(Principal),
          { entryPoint: "aws_lambda_function_url.u" },
          { kind: "principal", principal: ANY_AWS_ACCOUNT },
        ),
      );
    expect([ask("*"), ask("123456789012")]).toEqual([true, false]);
    expect(Object.values(UNSIGNED.context)).toEqual([null, null]);
  });
});

describe("is-admitted", () => {
  test("by any host; what only a function decides isn't open", () => {
    const lets = (model: Model, id: string) => isAdmitted(model, { id, hosts: [] }, NOTHING, decide);
    expect(lets(good(route({ authorization_type: "NONE" })), "aws_apigatewayv2_route.get_items")).toBe(true);
    expect(lets(MODEL, "aws_apigatewayv2_route.get_items")).toBe(false);
    const foreign = authorized({ config: null, authorizer: { identity_sources: [] } });
    expect(lets(foreign, "aws_apigatewayv2_route.notes")).toBe(false);
    expect(decisionAt(foreign, "aws_apigatewayv2_route.notes", NOTHING, decide).outcome).toBe("unknown");
  });
});

describe("client-access", () => {
  const tokens = (change: object) => clientAccess(good(web(change as never)).clients[0] as never).tokens;
  test.each<[object, string[]]>([
    [{ allowed_oauth_flows: ["client_credentials"] }, ["access"]],
    [{ allowed_oauth_flows: ["implicit"] }, ["access", "id"]],
    [{ allowed_oauth_flows: ["code"] }, ["access", "id", "refresh"]],
    [
      {
        allowed_oauth_flows_user_pool_client: false,
        explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"],
        allowed_oauth_flows: ["client_credentials"],
      },
      ["access", "id", "refresh"],
    ],
    [{ allowed_oauth_flows: ["${var.unset}"] }, ["access", "id", "refresh"]],
  ])("%j gives %j", (change, found) => expect(tokens(change)).toEqual(found));
});
