import { Denial } from "./denial";
import { hasUniqueMembers } from "./unique-members";

/** Longer tokens are refused unread, in characters. An HTTP API takes 10,240 bytes of request line and header values, so this is for other callers. */
const MAX_TOKEN_LENGTH = 16_384;

/** The header or the claims of a token: any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A token taken apart; nothing in it is verified. */
export interface DecodedToken {
  readonly headerText: string;
  readonly header: JsonObject;
  /** The types of the claims are checked in claim-types.ts. */
  readonly claims: JsonObject;
  /** What the signature is made over: header and claims as they were sent. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

const REPLACEMENT = "\ufffd";

function malformed(detail: string): never {
  throw new Denial("malformed", { detail });
}

/** Decodes base64url; only the one canonical spelling (no padding, no stray bits) gives itself when encoded again. */
function bytesOf(part: string, place: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  if (bytes.length === 0 || bytes.toString("base64url") !== part) malformed(`${place} is not canonical base64url`);
  return bytes;
}

/** Bytes that are no UTF-8 become replacement characters, which encode to other bytes. */
function textOf(bytes: Buffer, place: string): string {
  const text = bytes.toString();
  if (text.includes(REPLACEMENT) && !Buffer.from(text).equals(bytes)) malformed(`${place} is not UTF-8`);
  return text;
}

function objectOf(part: string, place: string): JsonObject {
  const text = textOf(bytesOf(part, place), place);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    malformed(`${place} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) malformed(`${place} is not a JSON object`);
  if (!hasUniqueMembers(text, value))
    malformed(`${place} has a member twice, one that names a prototype, or is nested too deeply`);
  return value as JsonObject;
}

/**
 * Takes a token in JWS compact form apart: canonical base64url without padding, valid UTF-8, JSON objects without
 * duplicate members. Nothing is verified.
 * @param knownHeader header that an earlier, verified token had with the same text, to spare parsing it again
 * @throws Denial `too_large`, `malformed`; its detail says which part is wrong
 */
export function decodeToken(token: string, knownHeader?: (text: string) => JsonObject | undefined): DecodedToken {
  if (token.length > MAX_TOKEN_LENGTH)
    throw new Denial("too_large", { detail: `longer than ${MAX_TOKEN_LENGTH} characters` });
  const first = token.indexOf(".");
  const last = token.indexOf(".", first + 1);
  if (first < 0 || last < 0) malformed("fewer than three parts between dots");
  const headerText = token.slice(0, first);
  return {
    headerText,
    header: knownHeader?.(headerText) ?? objectOf(headerText, "the header"),
    claims: objectOf(token.slice(first + 1, last), "the claims part"),
    signed: token.slice(0, last),
    // A third dot would be in here, and is no character of base64url.
    signature: bytesOf(token.slice(last + 1), "the signature"),
  };
}
