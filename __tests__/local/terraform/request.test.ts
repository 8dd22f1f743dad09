import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { request } from "../../../local/terraform/request";
import { UserError } from "../../../process/user-error";

test("a refused connection is a sentence, not a stack trace", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/x`;
  await new Promise((resolve) => server.close(resolve));
  const error: unknown = await request(url, { method: "POST" }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(new RegExp(`^POST ${url} got no answer: ECONNREFUSED\\.$`));
});
