import { handler } from "../../../functions/items";
import { createItem, MAX_NAME } from "../../../functions/items/items";
import { bodyOf, iamEvent, jwtEvent, lambdaEvent, publicEvent, sending, SUB } from "../events";

const auth = { username: "demo@example.com", scopes: ["notes-api/read", "notes-api/write"] };

describe("/items", () => {
  test("GET lists nothing, because nothing is kept", async () => {
    const answer = await handler(jwtEvent({ path: "/items" }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
    expect(bodyOf(answer)).toEqual({ message: "Items", items: [], auth });
  });

  test("POST answers with the item", async () => {
    expect(createItem(jwtEvent(sending({ name: "Lamp" })), 1712400000000)).toEqual({
      status: 201,
      body: { message: "Item created", item: { id: "item-1712400000000", name: "Lamp", ownerSub: SUB }, auth },
    });
    expect((await handler(lambdaEvent(sending({ name: "Lamp" })))).statusCode).toBe(201);
    expect((await handler(iamEvent(sending({ name: "Lamp" })))).statusCode).toBe(201);
  });

  test.each<[string, number, unknown]>([
    ["no name", 400, {}],
    ["a blank name", 400, { name: " " }],
    ["a name that is a list", 400, { name: ["Lamp"] }],
    ["a name that is too long", 400, { name: "x".repeat(MAX_NAME + 1) }],
    ["a name on the prototype", 400, JSON.parse('{"__proto__":{"name":"Lamp"}}')],
  ])("POST refuses %s with a %i", async (_name, status, sent) => {
    expect((await handler(jwtEvent(sending(sent)))).statusCode).toBe(status);
  });

  test("refuses every caller that no authorizer names, whatever the method", async () => {
    for (const method of ["GET", "POST"]) {
      const answer = await handler(publicEvent(sending({ name: "Lamp" }, { method })));
      expect(answer.statusCode).toBe(401);
    }
  });

  test.each(["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])("answers %s with a 405", async (method) => {
    const answer = await handler(jwtEvent({ method, path: "/items" }));
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: "GET, POST" } });
  });
});
