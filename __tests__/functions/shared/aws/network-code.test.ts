import { networkCode } from "../../../../functions/shared/aws/network-code";

const failed = (code: unknown) => Object.assign(new TypeError("fetch failed"), { cause: { code } });

test.each<[unknown, string]>([
  [failed("ECONNREFUSED"), "ECONNREFUSED"],
  [failed("UND_ERR_SOCKET"), "UND_ERR_SOCKET"],
  [failed("https://secret.example"), "ConnectionFailed"],
  [failed(7), "ConnectionFailed"],
  [failed("x ECONNREFUSED"), "ConnectionFailed"],
  [failed("ECONNREFUSED of a.example"), "ConnectionFailed"],
  [failed({ toString: () => "ECONNRESET" }), "ConnectionFailed"],
  [{ name: "Foreign", cause: { code: "ECONNRESET" } }, "ConnectionFailed"],
  [new TypeError("fetch failed"), "ConnectionFailed"],
  ["ECONNREFUSED", "ConnectionFailed"],
  [AbortSignal.timeout(0), "ConnectionFailed"],
  [Object.assign(failed("ECONNREFUSED"), { name: "TimeoutError" }), "Timeout"],
  [Object.assign(new Error(), { name: "AbortError" }), "Timeout"],
])("%s is %s", (error, code) => expect(networkCode(error)).toBe(code));
