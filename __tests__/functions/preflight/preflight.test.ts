import { handler } from "../../../functions/preflight";

test("a preflight gets an empty answer without headers: the API adds its own", async () =>
  expect(await handler()).toEqual({ statusCode: 204 }));
