/** Codes of Node and undici for connections that failed: `ECONNREFUSED`, `UND_ERR_SOCKET`. */
const CODE = /^[A-Z][A-Z0-9_]{1,40}$/;

/**
 * A failed `fetch` as one word for the log: the code of its cause, `Timeout`, or `ConnectionFailed`. Messages are dropped,
 * because they name addresses and may quote headers.
 */
export function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return "ConnectionFailed";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "Timeout";
  const code = (error.cause as { readonly code?: unknown } | undefined)?.code;
  return typeof code === "string" && CODE.test(code) ? code : "ConnectionFailed";
}
