import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { FETCH_MILLISECONDS, fetchJwks, MAX_JWKS_BYTES } from "../../../../functions/shared/tokens/jwks-fetch";

let listener: RequestListener;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const read = (answer: RequestListener) => {
  listener = answer;
  return fetchJwks(`${origin}/jwks`);
};

it("asks for JSON as it is, and gives the bytes", async () => {
  const asked: unknown[] = [];
  const bytes = await read(({ headers }, response) => {
    asked.push(headers.accept, headers["accept-encoding"]);
    response.end("{}");
  });
  expect([bytes.toString(), ...asked]).toEqual(["{}", "application/json", "identity"]);
});

it("unpacks what is packed although nobody asked, to the limit", async () => {
  const packed =
    (text: string): RequestListener =>
    (_, response) =>
      response.setHeader("content-encoding", " GZIP ").end(gzipSync(text));
  expect((await read(packed("{}"))).toString()).toBe("{}");
  await expect(read(packed(" ".repeat(MAX_JWKS_BYTES + 1)))).rejects.toThrow("can't be unpacked, or is larger");
});

it.each([
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", Buffer.from],
])("reads %s, as large as it may be", async (encoding, pack: (text: string) => Buffer) => {
  const whole = " ".repeat(MAX_JWKS_BYTES);
  const bytes = await read((_, response) => response.setHeader("content-encoding", encoding).end(pack(whole)));
  expect(bytes).toHaveLength(MAX_JWKS_BYTES);
});

it.each<[string, RequestListener, string]>([
  ["an answer that never comes", () => undefined, `took longer than ${String(FETCH_MILLISECONDS)} ms`],
  [
    "an answer that breaks off",
    (request, response) => {
      response.setHeader("content-length", "9").write("{");
      setTimeout(() => request.socket.destroy(), 20);
    },
    "broke off",
  ],
  [
    "what isn't packed as it says",
    (_, response) => void response.setHeader("content-encoding", "gzip").end("{}"),
    "can't be unpacked",
  ],
  [
    "another status",
    (_, response) => void response.writeHead(302, { location: "/x" }).end(),
    "answered 302, expected 200",
  ],
  ["too many bytes", (_, response) => void response.end(" ".repeat(MAX_JWKS_BYTES + 1)), "is larger than"],
  ["an unknown encoding", (_, response) => void response.setHeader("content-encoding", "zstd").end("x"), "not known"],
  ["a connection that is closed", (request) => void request.socket.destroy(), "can't be read (ECONNRESET)"],
])("%s is a failure that says so", async (_, answer, message) => {
  await expect(read(answer)).rejects.toThrow(message);
});
