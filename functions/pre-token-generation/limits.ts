import type { ClaimValue } from "./mapping";

/**
 * Bytes of JSON, name included. A token travels in a header, and an HTTP API refuses requests whose line and headers
 * exceed 10,240 bytes together ("Quotas for configuring and running an HTTP API"); base64 adds a third.
 */
export const MAX_CLAIM_BYTES = 1024;
/** Of all claims that the mapping adds to one token. */
export const MAX_ADDED_BYTES = 4096;

/** The bytes a claim takes in the token's JSON: `"name":value` and a comma. */
export const claimBytes = (name: string, value: ClaimValue): number =>
  Buffer.byteLength(JSON.stringify(name) + JSON.stringify(value), "utf8") + 2;
