import { checkDefaultEndpoint, defineApi, type AnyProps } from "../../../constructs/secured-api/definition";
import { expectRefusal } from "../../support/expect-error";

const PROPS = {
  project: "notes",
  domain: "example.com",
  scopes: {},
  functions: { items: "functions/items", big: { entry: "functions/big", memorySize: 512 } },
  routes: { "GET /": { public: "a greeting", target: "items" }, "GET /gone": undefined },
} as unknown as AnyProps;
const define = (more: object = {}) => defineApi({ ...PROPS, ...more } as AnyProps);

test("every default is in place", () => {
  expect(define()).toEqual({
    apiName: "notes-api",
    functions: { items: { entry: "functions/items" }, big: { entry: "functions/big", memorySize: 512 } },
    bundled: [{ entry: "functions/items" }, { entry: "functions/big", memorySize: 512 }],
    routes: { "GET /": { public: "a greeting", target: "items" } },
    routeThrottling: {},
    jwtAuthorizers: {},
    lambdaAuthorizers: {},
    cors: { allowOrigins: ["https://example.com"] },
    disableExecuteApiEndpoint: false,
    groups: [],
  });
});

test("a default of the routes holds where a route says nothing itself", () => {
  const routes = { "GET /a": { target: "items" }, "GET /b": { iam: true, target: "items" } };
  expect(define({ routes, defaults: { scopes: ["read"] } }).routes).toEqual({
    "GET /a": { target: "items", scopes: ["read"] },
    "GET /b": { iam: true, target: "items" },
  });
});

test("throttling, CORS, domain and groups as they are given", () => {
  const throttling = { burstLimit: 1, rateLimit: 1 };
  expect(define({ routes: { "GET /": { target: "items", throttling } } }).routeThrottling).toEqual({
    "GET /": throttling,
  });
  expect(define({ cors: false }).cors).toBeUndefined();
  expect(define({ customDomain: {} }).disableExecuteApiEndpoint).toBe(true);
  expect(define({ customDomain: {}, disableExecuteApiEndpoint: false }).disableExecuteApiEndpoint).toBe(false);
  expect(define({ groups: { admin: {} } }).groups).toEqual(["admin"]);
  expect(define({ pool: { poolId: "eu-central-1_A" } }).groups).toBeUndefined();
});

test("the token trigger is bundled with the functions, unless it is there already", () => {
  const last = (tokenTrigger: object) => define({ tokenTrigger }).bundled.slice(2);
  expect(last({})).toEqual([{ entry: expect.stringContaining("pre-token-generation") as string }]);
  expect(last({ function: "functions/mine" })).toEqual([{ entry: "functions/mine" }]);
  expect(last({ function: { functionArn: "arn:aws:lambda:eu-central-1:123456789012:function:mine" } })).toEqual([]);
});

test("the default endpoint can't be kept beside mutual TLS", () => {
  const mutual = { customDomain: { mutualTls: {} } } as never;
  expectRefusal(
    () => checkDefaultEndpoint({ ...(mutual as object), disableExecuteApiEndpoint: false } as never, "p"),
    "mtls-bypass",
    "disableExecuteApiEndpoint (p)",
  );
  expect(() => checkDefaultEndpoint(mutual, "p")).not.toThrow();
  expect(() =>
    checkDefaultEndpoint({ customDomain: {}, disableExecuteApiEndpoint: false } as never, "p"),
  ).not.toThrow();
});
