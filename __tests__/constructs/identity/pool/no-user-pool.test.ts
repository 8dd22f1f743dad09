import { apiKeys, issuers, SecuredApi } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, synth, testStack } from "../../../support/synth";
import { addresses, everyResource } from "../../../support/terraform-json";

const COMMON = {
  project: "notes",
  domain: "example.com",
  pool: false,
  scopes: {},
  functions: { hello: "functions/hello", items: "functions/items" },
  packaging: "prebuilt",
} as const;

const own = { issuers: [issuers.okta({ domain: "acme.okta.com", audience: ["api://default"] })] } as const;

/** Every way in that needs no pool. */
const without = () =>
  emitted(
    (stack) =>
      new SecuredApi(stack, "Default", {
        ...COMMON,
        jwtAuthorizers: { partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["notes"] }) },
        lambdaAuthorizers: { key: apiKeys({ acme: ["0".repeat(64)] }), staff: own },
        routes: {
          "GET /hello": { public: "a greeting", target: "hello" },
          "GET /signed": { iam: true, target: "items" },
          "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
          "GET /key": { authorizer: "key", target: "items" },
          "GET /staff": { authorizer: "staff", target: "items" },
        },
      }),
  );

const refused = (props: object, ...texts: string[]) =>
  expectRefusal(
    () =>
      synth(
        (() => {
          const stack = testStack();
          new SecuredApi(stack, "Default", { ...COMMON, routes: {}, ...props });
          return stack;
        })(),
      ),
    "no-pool",
    ...texts,
  );

describe("an API without a pool", () => {
  test("has nothing of Cognito, no outputs of it, and every route as it says", () => {
    const json = without();
    expect(addresses(json).filter((address) => /cognito|issuer|jwks|pool|sign_in/.test(address))).toEqual([]);
    expect(JSON.stringify(json)).not.toMatch(/aws_cognito|cognito-idp/);
    everyResource(
      json,
      "aws_apigatewayv2_route",
      ({ authorization_type, route_key }) => (authorization_type === "NONE") === (route_key === "GET /hello"),
    );
  });

  test.each([
    ["groups", { groups: { admin: { description: "Administrators", precedence: 1 } } }],
    ["scopes", { scopes: { read: "Read access" } }],
    ["webClients", { webClients: { web: { callbackUrls: ["https://example.com/"], scopes: [] } } }],
    ["machineClients", { machineClients: { machine: { scopes: ["read"] } } }],
    ["rotatingMachineClients", { rotatingMachineClients: { machine: { current: "a", scopes: ["read"] } } }],
    ["identityProviders", { identityProviders: { google: { kind: "google", clientId: "1", clientSecret: "x" } } }],
    ["signInDomain", { signInDomain: { prefix: "notes-auth" } }],
    ["tokenTrigger", { tokenTrigger: {} }],
    ["clientIds", { clientIds: ["1example"] }],
  ])("refuses %s, which live in one", (name, props) => refused(props, name, "pool: false"));

  test("takes no sign-in domain and no client for what they are", () => {
    const stack = testStack();
    new SecuredApi(stack, "Default", {
      ...COMMON,
      signInDomain: false,
      webClients: {},
      routes: { "GET /signed": { iam: true, target: "items" } },
    });
    expect(() => synth(stack)).not.toThrow();
  });

  test("says so to whoever asks for the pool", () => {
    const api = new SecuredApi(testStack(), "Default", {
      ...COMMON,
      routes: { "GET /signed": { iam: true, target: "items" } },
    });
    for (const name of ["poolId", "arn", "issuer"] as const)
      expectRefusal(() => api.identity.pool[name], "no-pool", "pool: false");
  });

  test.each([
    ["scopes", { scopes: ["read"] }],
    ["any token", { authenticated: "shows the caller's own claims" }],
  ])("refuses a route that demands %s of the pool", (_what, access) =>
    expectRefusal(
      () =>
        new SecuredApi(testStack(), "Default", {
          ...COMMON,
          routes: { "GET /items": { ...access, target: "items" } as never },
        }),
      "scope-unobtainable",
      "pool: false",
      "iam: true",
    ),
  );

  test("refuses a Lambda authorizer that would verify the pool's tokens", () =>
    expectRefusal(
      () =>
        new SecuredApi(testStack(), "Default", {
          ...COMMON,
          lambdaAuthorizers: { staff: {} },
          routes: { "GET /items": { authorizer: "staff", target: "items" } },
        }),
      "authorizer-issuers",
    ));
});
