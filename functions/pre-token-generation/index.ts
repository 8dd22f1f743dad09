import { traceOf } from "../shared/trace";
import type { TokenClaims } from "./mapping";
import { parseMapping } from "./parse-mapping";
import { customize } from "./pre-token-generation";
import type { TokenEvent, TokenResponse } from "./token-event";

/** The event as it came, with the answer in it. */
export type TokenAnswer = Omit<TokenEvent, "response"> & { readonly response: TokenResponse };

/** Once a cold start, so that a mistake is logged before the first sign-in. */
const mapping = readMapping();

function readMapping(): TokenClaims | null {
  try {
    return parseMapping(process.env["TOKEN_CLAIMS"]);
  } catch (error) {
    log("error", error instanceof Error ? error.message : "TOKEN_CLAIMS can't be read", {});
    return null;
  }
}

/** Without a usable mapping no token is issued: Cognito shows the thrown message to the client, so it says nothing more. */
export const handler = async (event: TokenEvent): Promise<TokenAnswer> => {
  if (mapping === null) throw new Error("Token customization is misconfigured");
  const { version, triggerSource } = event;
  try {
    const { response, tooLong } = customize(mapping, event);
    if (tooLong.length > 0) log("warn", "claims left out: too long", { claims: tooLong, triggerSource });
    return { ...event, response };
  } catch (error) {
    log("error", "token customization failed", { version, triggerSource, ...traceOf(error) });
    throw new Error("Token customization failed");
  }
};

function log(level: "warn" | "error", message: string, details: object): void {
  console[level](JSON.stringify({ level, message, ...details }));
}
