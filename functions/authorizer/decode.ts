import { isUtf8 } from "node:buffer";
import type { JwtHeader, JwtPayload } from "aws-jwt-verify/jwt-model";
import { Refusal } from "./refusal";
import { hasUniqueMembers } from "./unique-members";

/** Longer tokens are refused unread, in characters. API Gateway's own limit for all headers is 10,240 bytes. */
export const MAX_TOKEN_LENGTH = 16_384;

/** A token taken apart; nothing in it is verified. */
export interface Decoded {
  readonly headerText: string;
  readonly header: JwtHeader;
  /** Any JSON object: the types of its claims are checked in claims.ts. */
  readonly payload: JwtPayload;
  /** What the signature is made over: header and payload as they were sent. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** Decodes base64url; only the one canonical spelling (no padding, no stray bits) gives itself when encoded again. */
function bytesOf(part: string): Buffer {
  const bytes = Buffer.from(part, "base64url");
  if (bytes.length === 0 || bytes.toString("base64url") !== part) throw new Refusal("malformed");
  return bytes;
}

function objectOf(part: string): object {
  const bytes = bytesOf(part);
  if (!isUtf8(bytes)) throw new Refusal("malformed");
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal("malformed");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal("malformed");
  if (!hasUniqueMembers(text, value)) throw new Refusal("malformed");
  return value;
}

/**
 * Takes a token apart: stricter than aws-jwt-verify's `decomposeUnverifiedJwt` (canonical base64url without padding,
 * valid UTF-8, no duplicate members) and cheaper.
 * @param knownHeader header that an earlier, verified token had with the same text, to spare parsing it again
 * @throws Refusal `too_large`, `malformed`
 */
export function decode(token: string, knownHeader: (text: string) => JwtHeader | undefined): Decoded {
  if (token.length > MAX_TOKEN_LENGTH) throw new Refusal("too_large");
  const first = token.indexOf(".");
  const last = token.indexOf(".", first + 1);
  if (first < 0 || last < 0) throw new Refusal("malformed");
  const headerText = token.slice(0, first);
  return {
    headerText,
    header: knownHeader(headerText) ?? (objectOf(headerText) as JwtHeader),
    payload: objectOf(token.slice(first + 1, last)) as JwtPayload,
    signed: token.slice(0, last),
    // A third dot would be in here, and is no character of base64url.
    signature: bytesOf(token.slice(last + 1)),
  };
}
