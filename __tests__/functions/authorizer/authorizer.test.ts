import { createHash } from "node:crypto";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { readOriginHeader } from "../../../functions/authorizer/origin-header";
import { type AuthorizerConfig, type IssuerConfig, readConfig, type Denial } from "../../../posture/claims";
import { claims, CLIENT, event, header, ISSUER, jwk, ROUTE_ARN, rsa, token } from "./support/tokens";

const key = rsa();
const document = Buffer.from(JSON.stringify({ keys: [jwk(key.publicKey)] }));

/** An authorizer for a configuration, and the reasons of what it denied. */
function setUp(issuer: Partial<IssuerConfig> = {}, rest: Partial<AuthorizerConfig> = {}) {
  const reasons: string[] = [];
  const config: AuthorizerConfig = { issuers: [{ issuer: ISSUER, clientIds: [CLIENT], ...issuer }], ...rest };
  const authorize = createAuthorizer(readConfig(JSON.stringify(config)), {
    read: async () => document,
    log: (denial: Denial) => reasons.push(denial.reason),
  });
  const call = (payload: object = {}, changes: object = {}, head: object = {}) =>
    authorize(
      event(
        token(key.privateKey, claims(payload), header(head)),
        changes,
      ) as unknown as APIGatewayRequestAuthorizerEventV2,
    );
  return { authorize, call, reasons };
}

const denied = { isAuthorized: false };

test("a call without an event is denied", async () => {
  const { authorize, reasons } = setUp();
  expect(await authorize(null as never)).toEqual(denied);
  expect(reasons).toHaveLength(1);
});

test("a call that went around the distribution is denied, with a good token too", async () => {
  const reasons: string[] = [];
  const settings = readConfig(JSON.stringify({ issuers: [{ issuer: ISSUER, clientIds: [CLIENT] }] }));
  const originHeader = readOriginHeader(
    JSON.stringify({ name: "x-origin", sha256: [createHash("sha256").update("secret").digest("hex")] }),
  );
  const authorize = createAuthorizer(settings, {
    read: async () => document,
    log: (denial) => reasons.push(denial.reason),
    originHeader,
  });
  const good = event(token(key.privateKey));
  const by = (headers: object) =>
    authorize({ ...good, headers: { ...(good["headers"] as object), ...headers } } as never);
  expect(await by({})).toEqual(denied);
  expect(await by({ "x-origin": "secre" })).toEqual(denied);
  expect(reasons).toEqual(["origin_header", "origin_header"]);
  expect(await by({ "x-origin": "secret" })).toMatchObject({ isAuthorized: true });
});

describe("simple answer", () => {
  test("context holds strings only, lists joined as the shared parsers read them", async () => {
    const answer = await setUp().call({ "cognito:groups": ["admin", "user"], tenant_id: "acme" });
    expect(answer).toEqual({
      isAuthorized: true,
      context: { userId: "user-1", tenantId: "acme", roles: "admin,user", scopes: "items/read items/write" },
    });
  });

  test("absent values are left out", async () => {
    const payload = { sub: undefined, scope: undefined, "cognito:groups": undefined };
    expect(await setUp().call(payload)).toEqual({ isAuthorized: true, context: {} });
    expect(await setUp().call({ ...payload, scope: "", "cognito:groups": [] })).toEqual({
      isAuthorized: true,
      context: {},
    });
  });

  test("claims go by the configured names", async () => {
    const names = { user: "username", tenant: "custom:tenant", groups: "roles", scopes: "permissions" };
    const payload = { username: "ann", "custom:tenant": "acme", roles: "owner", permissions: ["a", "b"] };
    expect(await setUp({ claims: names }).call(payload)).toEqual({
      isAuthorized: true,
      context: { userId: "ann", tenantId: "acme", roles: "owner", scopes: "a b" },
    });
  });

  test("a denial has no context", async () => {
    const { call, reasons } = setUp({ scopes: ["items/admin"] });
    expect(await call()).toEqual(denied);
    expect(reasons).toEqual(["scope"]);
  });
});

describe("policy answer", () => {
  const policy = { answer: "policy" } as const;

  test("allows exactly the ARN of the call", async () => {
    expect(await setUp({}, policy).call()).toEqual({
      principalId: "user-1",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: ROUTE_ARN }],
      },
      context: { userId: "user-1", roles: "user", scopes: "items/read items/write" },
    });
  });

  test("denies the ARN of the call, without context", async () => {
    expect(await setUp({ groups: ["admin"] }, policy).call()).toEqual({
      principalId: "unidentified",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Action: "execute-api:Invoke", Effect: "Deny", Resource: ROUTE_ARN }],
      },
    });
  });

  const arn = "arn:aws:execute-api:eu-central-1:123456789012:api123/$default/GET/items";
  test.each([`${arn}/*`, `${arn}/?`, `${arn}/\${aws:userid}`, "*", "", undefined, ["x"]])(
    "never allows %p: the path is the caller's, and a policy would match more than this call",
    async (routeArn) => {
      const { call, reasons } = setUp({}, policy);
      const answer = await call({}, { routeArn });
      expect(answer).toMatchObject({ policyDocument: { Statement: [{ Effect: "Deny" }] } });
      expect(reasons).toEqual(["route_arn"]);
    },
  );
});

describe("requirements", () => {
  test("one of the scopes and one of the groups is enough", async () => {
    const { call } = setUp({ scopes: ["items/admin", "items/read"], groups: ["admin", "user"] });
    expect(await call()).toMatchObject({ isAuthorized: true });
  });

  test("a route's requirements add to the issuer's, by route key", async () => {
    const { call, reasons } = setUp({
      scopes: ["items/read"],
      routes: { "POST /items": { scopes: ["items/write"], groups: ["admin"] } },
    });
    expect(await call({ scope: "items/read" })).toMatchObject({ isAuthorized: true });
    expect(await call({ scope: "items/read" }, { routeKey: "POST /items" })).toEqual(denied);
    expect(await call({}, { routeKey: "POST /items" })).toEqual(denied);
    expect(await call({ scope: "items/write", "cognito:groups": ["admin"] }, { routeKey: "POST /items" })).toEqual(
      denied,
    );
    expect(await call({ "cognito:groups": ["admin"] }, { routeKey: "POST /items" })).toMatchObject({
      isAuthorized: true,
    });
    expect(reasons).toEqual(["scope", "group", "scope"]);
  });

  test("audience and client ids must both match when both are given", async () => {
    const { call, reasons } = setUp({ audience: ["api"] });
    expect(await call({ aud: "api" })).toMatchObject({ isAuthorized: true });
    expect(await call()).toEqual(denied);
    expect(await call({ aud: "api", client_id: "client-two" })).toEqual(denied);
    expect(reasons).toEqual(["audience", "client"]);
  });

  test("token use", async () => {
    const id = { token_use: "id", aud: CLIENT, client_id: undefined };
    expect(await setUp({ tokenUse: "id" }).call(id)).toMatchObject({ isAuthorized: true });
    expect(await setUp({ tokenUse: "id" }).call()).toEqual(denied);
    expect(await setUp({ tokenUse: "id" }).call(id, {}, { typ: "at+jwt" })).toEqual(denied);
    expect(await setUp({ tokenUse: "access" }).call(id)).toEqual(denied);
    expect(await setUp().call(id)).toEqual(denied);
    expect(await setUp().call({ token_use: undefined })).toMatchObject({ isAuthorized: true });
    expect(await setUp({ tokenUse: "id" }).call({ token_use: undefined })).toEqual(denied);
  });

  test("each issuer has its own requirements", async () => {
    const issuers = [
      { issuer: ISSUER, clientIds: [CLIENT] },
      { issuer: "https://two.example.com", audience: ["api"], groups: ["admin"] },
    ];
    const { call, reasons } = setUp({}, { issuers });
    expect(await call()).toMatchObject({ isAuthorized: true });
    expect(await call({ iss: "https://two.example.com" })).toEqual(denied);
    expect(await call({ iss: "https://two.example.com", aud: "api" })).toEqual(denied);
    expect(await call({ iss: "https://two.example.com", aud: "api", "cognito:groups": ["admin"] })).toMatchObject({
      isAuthorized: true,
    });
    expect(reasons).toEqual(["audience", "group"]);
  });

  test("clock tolerance holds for exp, nbf and iat", async () => {
    const now = Math.floor(Date.now() / 1000);
    const late = { exp: now - 5, iat: now - 60 };
    const early = { nbf: now + 5, iat: now + 5 };
    expect(await setUp({ clockToleranceSeconds: 30 }).call(late)).toMatchObject({ isAuthorized: true });
    expect(await setUp({ clockToleranceSeconds: 30 }).call(early)).toMatchObject({ isAuthorized: true });
    expect(await setUp({ clockToleranceSeconds: 1 }).call(late)).toEqual(denied);
    expect(await setUp({ clockToleranceSeconds: 1 }).call(early)).toEqual(denied);
  });
});

describe("identity source", () => {
  const bearer = token(key.privateKey);
  const call = (identity: AuthorizerConfig["identity"], changes: object) =>
    setUp({}, { identity }).authorize(event("", changes) as unknown as APIGatewayRequestAuthorizerEventV2);

  test("another header", async () => {
    expect(await call({ header: "X-Token" }, { headers: { "x-token": bearer } })).toMatchObject({ isAuthorized: true });
    expect(await call({ header: "X-Token" }, { headers: { authorization: `Bearer ${bearer}` } })).toEqual(denied);
  });

  test("query string: the bare token only", async () => {
    expect(await call({ query: "token" }, { queryStringParameters: { token: bearer } })).toMatchObject({
      isAuthorized: true,
    });
    expect(await call({ query: "token" }, { queryStringParameters: { token: `Bearer ${bearer}` } })).toEqual(denied);
    expect(await call({ query: "token" }, { queryStringParameters: { token: `${bearer},${bearer}` } })).toEqual(denied);
    expect(await call({ query: "token" }, {})).toEqual(denied);
  });
});

test("an error of our own making is a denial that names its kind", async () => {
  const denials: Denial[] = [];
  const settings = readConfig(JSON.stringify({ issuers: [{ issuer: ISSUER, clientIds: [CLIENT] }] }));
  const authorize = createAuthorizer(settings, {
    read: async () => document,
    log: (denial) => denials.push(denial),
  });
  const broken = Object.defineProperty({}, "headers", {
    get: () => {
      throw new RangeError("secret");
    },
  });
  expect(await authorize(broken as APIGatewayRequestAuthorizerEventV2)).toEqual(denied);
  expect(denials).toMatchObject([{ reason: "internal", detail: "RangeError" }]);
});
