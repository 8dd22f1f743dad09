import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fetchOnce, request } from "../../../local/terraform/request";
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

test("a connection that breaks is tried again with the id of the same call, and given up in the end", async () => {
  const ids: unknown[] = [];
  const server = createHttpServer((asked, answer) => {
    ids.push(asked.headers["amz-sdk-invocation-id"]);
    if (ids.length < 3 || asked.url === "/never") asked.socket.destroy();
    else answer.end("there");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    expect(await (await fetchOnce(url, { method: "POST", body: "x" })).text()).toBe("there");
    expect(ids).toEqual([expect.any(String), ids[0], ids[0]]);
    expect((await request(url, {})).text).toBe("there");
    expect(ids[3]).toBeUndefined();
    await expect(request(`${url}/never`, {})).rejects.toThrow(/^GET \S+ got no answer: (UND_ERR_SOCKET|ECONNRESET)\.$/);
    expect(ids).toHaveLength(7);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
