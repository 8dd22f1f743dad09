import { createServer, type Server } from "node:net";
import { freePort } from "../../process/port";

let server: Server;
let taken = 0;
beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  taken = address !== null && typeof address === "object" ? address.port : 0;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("a taken port is refused, with what to do", async () => {
  const refused = freePort(taken);
  await expect(refused).rejects.toThrow(`Port ${String(taken)} of 127.0.0.1 is taken.`);
  await expect(refused).rejects.toHaveProperty("remedy", expect.stringContaining("--port"));
});

test("without a wish any free port will do", async () => {
  const port = await freePort();
  expect(port).toBeGreaterThan(0);
  expect(port).not.toBe(taken);
});

test("a port that fetch doesn't call is refused at once: waiting for its answer would take minutes", async () => {
  await expect(freePort(10_080)).rejects.toThrow("is one that fetch and browsers refuse to call");
});
