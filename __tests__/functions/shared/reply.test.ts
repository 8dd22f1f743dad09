import { methodNotAllowed, unauthorized } from "../../../functions/shared/errors";
import { created, errorReply, ok, render } from "../../../functions/shared/reply";

test("renders what payload 2.0 wants", () => {
  expect(render(ok({ a: 1 }))).toEqual({
    statusCode: 200,
    headers: { "content-type": "application/json" },
    body: '{"a":1}',
  });
  expect(render(created({})).statusCode).toBe(201);
});

test("an error tells message, code and request, with the headers that its status asks for", () => {
  expect(render(errorReply(methodNotAllowed(["GET", "POST"]), "r1"))).toEqual({
    statusCode: 405,
    headers: { "content-type": "application/json", allow: "GET, POST" },
    body: '{"error":"Method not allowed","code":"method_not_allowed","requestId":"r1"}',
  });
  expect(render(errorReply(unauthorized(), "r1")).headers).toMatchObject({ "www-authenticate": "Bearer" });
});
