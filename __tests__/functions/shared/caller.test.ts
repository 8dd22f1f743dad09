import * as fc from "fast-check";
import { caller, isPublic } from "../../../functions/shared/caller";
import { HttpError } from "../../../functions/shared/errors";
import { ACCESS_CLAIMS, eventWith, iamEvent, jwtEvent, lambdaEvent, publicEvent, SUB, USER_ARN } from "../events";

const UNAUTHORIZED = expect.objectContaining({ status: 401, message: "Unauthorized" }) as HttpError;

describe("the caller of a route", () => {
  test("behind a JWT authorizer", () => {
    expect(caller(jwtEvent())).toEqual({
      kind: "jwt",
      id: SUB,
      username: "demo@example.com",
      clientId: "4exampleclientid123456789",
      tokenUse: "access",
      tenantId: null,
      groups: new Set(["admin", "user"]),
      scopes: new Set(["notes-api/read", "notes-api/write"]),
      claims: ACCESS_CLAIMS,
    });
  });

  test("with an ID token: the username is in another claim and there are no scopes", () => {
    const claims = { sub: SUB, "cognito:username": "demo", token_use: "id", aud: "4exampleclientid123456789" };
    expect(caller(jwtEvent({}, claims))).toMatchObject({ username: "demo", clientId: null, tokenUse: "id" });
    expect(caller(jwtEvent({}, claims)).scopes.size).toBe(0);
  });

  test("a machine: its sub is the client", () => {
    const claims = { sub: "m2m", client_id: "m2m", token_use: "access", scope: "https://api.example.com/read" };
    expect(caller(jwtEvent({}, claims))).toMatchObject({ id: "m2m", username: null, clientId: "m2m" });
  });

  test("takes scopes from scp and from the route's list where there is no scope claim", () => {
    expect([...caller(jwtEvent({}, { sub: "a", scp: "[read write]" })).scopes]).toEqual(["read", "write"]);
    const listed = eventWith({ jwt: { claims: { sub: "a" }, scopes: ["read"] } });
    expect([...caller(listed).scopes]).toEqual(["read"]);
  });

  test("takes groups from another claim when told", () => {
    const event = jwtEvent({}, { sub: "a", roles: "[editor]", "cognito:groups": "[admin]" });
    expect([...caller(event, { groupsClaim: "roles" }).groups]).toEqual(["editor"]);
  });

  test("behind a Lambda authorizer", () => {
    expect(caller(lambdaEvent())).toMatchObject({
      kind: "lambda",
      id: "auth0|user123",
      tenantId: "acme",
      groups: new Set(["admin", "user"]),
      scopes: new Set(["items:read", "items:write"]),
    });
  });

  test("behind a Lambda authorizer that says who the user and the client are", () => {
    const told = { userId: "a", username: "demo", clientId: "web", tokenUse: "access" };
    expect(caller(lambdaEvent({}, told))).toMatchObject({ username: "demo", clientId: "web", tokenUse: "access" });
    expect(caller(lambdaEvent())).toMatchObject({ username: null, clientId: null, tokenUse: null });
  });

  test("signed with SigV4: no groups, no scopes, and the access key isn't kept", () => {
    const who = caller(iamEvent());
    expect(who).toMatchObject({
      kind: "iam",
      id: USER_ARN,
      accountId: "123456789012",
      groups: new Set(),
      scopes: new Set(),
    });
    expect(JSON.stringify(who)).not.toContain("AKIA");
  });
});

describe("nobody passes when", () => {
  test.each<[string, unknown]>([
    ["there is no authorizer", undefined],
    ["it is null", null],
    ["it is empty", {}],
    ["it is text", "jwt"],
    ["jwt is null", { jwt: null }],
    ["there are no claims", { jwt: {} }],
    ["the claims are null", { jwt: { claims: null } }],
    ["sub is empty", { jwt: { claims: { sub: "" } } }],
    ["sub is a number", { jwt: { claims: { sub: 7 } } }],
    ["sub is inherited", { jwt: { claims: Object.create({ sub: "admin" }) as object } }],
    ["lambda is null", { lambda: null }],
    ["lambda has no userId", { lambda: { roles: "admin" } }],
    ["iam has no ARN", { iam: { userId: "AIDA" } }],
    ["two authorizers speak at once", { jwt: { claims: { sub: "a" } }, lambda: { userId: "b" } }],
    ["only another's claims are there (REST API)", { claims: { sub: "a" } }],
  ])("%s", (_name, authorizer) => {
    expect(() => caller(eventWith(authorizer))).toThrow(UNAUTHORIZED);
  });

  test("the route is public", () => {
    expect(isPublic(publicEvent())).toBe(true);
    expect(isPublic(jwtEvent())).toBe(false);
    expect(() => caller(publicEvent())).toThrow(UNAUTHORIZED);
  });

  test("the authorizer's context is anything else: a caller or a 401, no other exception", () => {
    const claims = fc.dictionary(
      fc.constantFrom("sub", "scope", "cognito:groups", "username", "__proto__"),
      fc.anything(),
    );
    const context = fc.oneof(
      fc.anything(),
      fc.record({ jwt: fc.record({ claims }) }),
      fc.record({ lambda: fc.anything() }),
    );
    fc.assert(
      fc.property(context, (authorizer) => {
        try {
          expect(caller(eventWith(authorizer)).id).not.toBe("");
        } catch (error) {
          expect(error).toBeInstanceOf(HttpError);
          expect(error).toMatchObject({ status: 401 });
        }
      }),
    );
  });
});
