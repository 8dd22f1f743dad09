import type { Context } from "aws-lambda";
import { log } from "../shared/log";
import { traceOf } from "../shared/trace";
import type { TokenClaims } from "./mapping";
import { parseMapping } from "./parse-mapping";
import { customizeTokens } from "./pre-token-generation";
import type { TokenEvent, TokenResponse } from "./token-event";

/** The event as it came, with the answer in it. */
export type TokenAnswer = Omit<TokenEvent, "response"> & { readonly response: TokenResponse };

/** Once a cold start, so that a mistake is logged before the first sign-in. */
const mapping = readMapping();

function readMapping(): TokenClaims | null {
  try {
    return parseMapping(process.env["TOKEN_CLAIMS"]);
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    log({ level: "error", message: "TOKEN_CLAIMS can't be used: no token is issued", reason: "configuration", detail });
    return null;
  }
}

/** Without a usable mapping no token is issued: Cognito shows the thrown message to the client, so it says nothing more. */
export const handler = async (event: TokenEvent, context?: Pick<Context, "awsRequestId">): Promise<TokenAnswer> => {
  if (mapping === null) throw new Error("Token customization is misconfigured");
  const requestId = context?.awsRequestId;
  const detail = `trigger event version ${word(event.version, /^\d$/)}, ${word(event.triggerSource, /^TokenGeneration_\w{1,40}$/)}`;
  try {
    const { response, tooLong } = customizeTokens(mapping, event);
    if (tooLong.length > 0) {
      const claim = tooLong.join(" ");
      log({ level: "warn", message: "claims left out", requestId, reason: "too_long", claim, detail });
    }
    return { ...event, response };
  } catch (error) {
    log({ level: "error", message: "token customization failed", requestId, detail, ...traceOf(error) });
    throw new Error("Token customization failed");
  }
};

/** Of an event that isn't Cognito's the two may be anything. */
const word = (value: unknown, known: RegExp): string =>
  typeof value === "string" && known.test(value) ? value : "unknown";
