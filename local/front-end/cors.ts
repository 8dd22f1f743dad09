/** Headers of one connection alone, or that are wrong once a body was read. */
const OWN = new Set(["connection", "transfer-encoding", "content-length", "content-encoding", "keep-alive"]);

/**
 * The headers of an answer as AWS gives them to a page: a 401 or 403 of an allowed origin has the CORS headers that the
 * AWS emulator leaves out. Nothing is added for any other origin, nor to an answer that has them.
 * @param allowed the origins that CORS allows
 */
export function withCors(
  answer: Pick<Response, "status" | "headers">,
  origin: string | undefined,
  allowed: readonly string[],
): Record<string, string> {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.has(name)));
  const isAllowed = origin !== undefined && (allowed.includes(origin) || allowed.includes("*"));
  const has = headers["access-control-allow-origin"] !== undefined;
  if (!isAllowed || has || (answer.status !== 401 && answer.status !== 403)) return headers;
  return { ...headers, "access-control-allow-origin": allowed.includes("*") ? "*" : origin, vary: "origin" };
}
