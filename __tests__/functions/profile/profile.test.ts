import { handler } from "../../../functions/profile";
import { bodyOf, iamEvent, jwtEvent, lambdaEvent, publicEvent, SUB, USER_ARN } from "../events";

const message = "Authenticated profile response";

describe("GET /profile", () => {
  test("tells a signed-in user who they are", async () => {
    const answer = await handler(jwtEvent({ path: "/profile" }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
    expect(bodyOf(answer)).toEqual({
      message,
      user: { sub: SUB, username: "demo@example.com", clientId: "4exampleclientid123456789" },
      auth: { tokenUse: "access", scopes: ["notes-api/read", "notes-api/write"] },
    });
  });

  test("tells a machine which client it is", async () => {
    const claims = { sub: "m2m", client_id: "m2m", token_use: "access", scope: "notes-api/read" };
    expect(bodyOf(await handler(jwtEvent({}, claims)))).toEqual({
      message,
      user: { sub: "m2m", username: null, clientId: "m2m" },
      auth: { tokenUse: "access", scopes: ["notes-api/read"] },
    });
  });

  test("has null for what the authorizer doesn't say", async () => {
    expect(bodyOf(await handler(lambdaEvent()))).toEqual({
      message,
      user: { sub: "auth0|user123", username: null, clientId: null },
      auth: { tokenUse: null, scopes: ["items:read", "items:write"] },
    });
    expect(bodyOf(await handler(iamEvent()))).toEqual({
      message,
      user: { sub: USER_ARN, username: null, clientId: null },
      auth: { tokenUse: null, scopes: [] },
    });
  });

  test("is a 401 on a route without authorizer", async () => {
    const answer = await handler(publicEvent({ path: "/profile" }));
    expect(answer).toMatchObject({ statusCode: 401, headers: { "www-authenticate": "Bearer" } });
    expect(bodyOf(answer)).toMatchObject({ error: "Unauthorized", code: "unauthorized" });
  });
});
