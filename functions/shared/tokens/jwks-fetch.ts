import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";

/** Same limit as an API Gateway JWT authorizer has. */
export const MAX_JWKS_BYTES = 150_000;

/** From start to last byte, in milliseconds: below a second with the rest of the call. */
export const FETCH_MILLISECONDS = 800;

/** What some hosts do although they are asked not to. The limit holds for what comes out: a small document may unpack to a huge one. */
async function unpacked(document: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === "" || encoding === "identity") return document;
  // Loaded here: nearly every host does as it is asked, and loading it is 4 % of the processor time of a cold start.
  const { brotliDecompressSync, gunzipSync, inflateSync } = await import("node:zlib");
  const unpack = new Map([
    ["gzip", gunzipSync],
    ["x-gzip", gunzipSync],
    ["deflate", inflateSync],
    ["br", brotliDecompressSync],
  ]).get(encoding);
  if (!unpack) throw new Error("JWKS has an unsupported content-encoding");
  try {
    return unpack(document, { maxOutputLength: MAX_JWKS_BYTES });
  } catch {
    throw new Error(`JWKS can't be decompressed, or is larger than ${MAX_JWKS_BYTES} bytes`);
  }
}

/**
 * Reads a JWKS document. Redirects are not followed, nothing is tried twice, and a connection is used once, because a
 * Lambda that was frozen finds its kept connections dead.
 * @throws Error that says what went wrong, without the document
 */
export function fetchJwks(uri: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      agent: false,
      rejectUnauthorized: true,
      headers: { accept: "application/json", "accept-encoding": "identity" },
    };
    const get = uri.startsWith("http:") ? getHttp : getHttps;
    const request = get(uri, options, (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      if (response.statusCode !== 200) stop(`answered ${response.statusCode}, expected 200`);
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAX_JWKS_BYTES) stop(`is larger than ${MAX_JWKS_BYTES} bytes`);
        else chunks.push(chunk);
      });
      response.on("error", () => stop("broke off"));
      response.on("end", () => {
        clearTimeout(timer);
        resolve(unpacked(Buffer.concat(chunks), (response.headers["content-encoding"] ?? "").toLowerCase()));
      });
    });
    const timer = setTimeout(() => stop(`took longer than ${FETCH_MILLISECONDS} ms`), FETCH_MILLISECONDS);
    request.on("error", (error: NodeJS.ErrnoException) => stop(`can't be read (${error.code ?? "connection"})`));

    function stop(what: string): void {
      clearTimeout(timer);
      reject(new Error(`JWKS ${what}`));
      request.destroy();
    }
  });
}
