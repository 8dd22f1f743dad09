import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { FETCH_MILLISECONDS, fetchJwks, MAX_JWKS_BYTES } from "../../../../functions/shared/tokens/jwks-fetch";
import { temporaryFolder } from "../../../support/folder";
import { skippedUnless } from "../../../support/skip";

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

test("asks for JSON as it is, and gives the bytes", async () => {
  const asked: unknown[] = [];
  const bytes = await read(({ headers }, response) => {
    asked.push(headers.accept, headers["accept-encoding"]);
    response.end("{}");
  });
  expect([bytes.toString(), ...asked]).toEqual(["{}", "application/json", "identity"]);
});

test("unpacks what is packed although nobody asked, to the limit", async () => {
  const packed =
    (text: string): RequestListener =>
    (_, response) =>
      response.setHeader("content-encoding", " GZIP ").end(gzipSync(text));
  expect((await read(packed("{}"))).toString()).toBe("{}");
  await expect(read(packed(" ".repeat(MAX_JWKS_BYTES + 1)))).rejects.toThrow("can't be decompressed, or is larger");
});

test.each([
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["identity", Buffer.from],
])("reads %s, as large as it may be", async (encoding, pack: (text: string) => Buffer) => {
  const whole = " ".repeat(MAX_JWKS_BYTES);
  const bytes = await read((_, response) => response.setHeader("content-encoding", encoding).end(pack(whole)));
  expect(bytes).toHaveLength(MAX_JWKS_BYTES);
});

test.each<[string, RequestListener, string]>([
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
    "can't be decompressed",
  ],
  [
    "another status",
    (_, response) => void response.writeHead(302, { location: "/x" }).end(),
    "answered 302, expected 200",
  ],
  ["too many bytes", (_, response) => void response.end(" ".repeat(MAX_JWKS_BYTES + 1)), "is larger than"],
  [
    "an unknown encoding",
    (_, response) => void response.setHeader("content-encoding", "zstd").end("x"),
    "unsupported content-encoding",
  ],
  ["a connection that is closed", (request) => void request.socket.destroy(), "can't be read (ECONNRESET)"],
])("%s is a failure that says so", async (_, answer, message) => {
  await expect(read(answer)).rejects.toThrow(message);
});

describe("over TLS", () => {
  const folder = temporaryFolder("jwks-tls");
  const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
  const before = process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  afterEach(() => {
    if (before === undefined) delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    else process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = before;
  });

  skippedUnless(hasOpenssl, "openssl is not on the PATH, and makes the certificate")(
    "keys behind a certificate that nobody vouches for aren't taken, whatever the environment allows",
    async () => {
      const [key, cert] = [join(folder(), "key.pem"), join(folder(), "cert.pem")];
      const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
      const files = ["-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "1"];
      expect(spawnSync("openssl", ["req", "-x509", ...files, ...subject]).status).toBe(0);
      const asked = jest.fn((_request: unknown, response: { end(text: string): void }) => response.end("{}"));
      const secure = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, asked);
      await new Promise<void>((done) => secure.listen(0, "127.0.0.1", done));
      process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
      const uri = `https://127.0.0.1:${String((secure.address() as AddressInfo).port)}/jwks`;
      await expect(fetchJwks(uri)).rejects.toThrow("JWKS can't be read (DEPTH_ZERO_SELF_SIGNED_CERT)");
      expect(asked).not.toHaveBeenCalled();
      await new Promise((done) => secure.close(done));
    },
  );
});
