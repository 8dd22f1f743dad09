import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";

/** Same limit as an API Gateway JWT authorizer has. */
export const MAX_JWKS_BYTES = 150_000;

/** From start to last byte, in milliseconds: below a second with the rest of the call. */
export const FETCH_MILLISECONDS = 800;

/**
 * Reads a JWKS document. Redirects are not followed, nothing is tried twice, and a connection is used once, because a
 * Lambda that was frozen finds its kept connections dead.
 * @throws Error that says what went wrong, without the document
 */
export function fetchJwks(uri: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, rejectUnauthorized: true, headers: { accept: "application/json" } };
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
        resolve(Buffer.concat(chunks));
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
