import { handler } from "../../../functions/hello";
import { bodyOf, eventWith, iamEvent, jwtEvent, lambdaEvent, publicEvent, SUB, USER_ARN } from "../events";

describe("GET /hello", () => {
  test("answers anybody on a public route", async () => {
    const answer = await handler(publicEvent({ path: "/hello" }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
    expect(bodyOf(answer)).toEqual({ message: "Hello from Lambda", path: "/hello", method: "GET" });
  });

  test.each([
    ["a JWT authorizer", jwtEvent(), SUB],
    ["a Lambda authorizer", lambdaEvent(), "auth0|user123"],
    ["IAM", iamEvent(), USER_ARN],
  ])("greets the caller behind %s", async (_name, event, id) => {
    const answer = await handler(event);
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toEqual({ message: `Hello, user ${id}` });
  });

  test("refuses a caller without a name behind an authorizer", async () => {
    const answer = await handler(eventWith({ jwt: { claims: { scope: "read" }, scopes: null } }));
    expect(answer.statusCode).toBe(401);
    expect(bodyOf(answer)).toMatchObject({ error: "Unauthorized" });
  });
});
