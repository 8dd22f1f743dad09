import { ConfigError } from "../../posture/claims/coded-error";
import { createHash, timingSafeEqual } from "node:crypto";
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from "aws-lambda";
import { configProblem } from "./config";

export type Keys = readonly (readonly [consumer: string, hash: Buffer])[];

/** Why nobody was let in: no key at all, one that is longer than any that was given out, or one that isn't known. */
type DenialReason = "identity_source" | "too_large" | "unknown_key" | "configuration";

export type Decision = { readonly consumer: string } | { readonly denied: DenialReason };

/** Longer keys aren't hashed: nobody was given one. In characters. */
const LONGEST = 512;

/** @throws ConfigError that names what is wrong, never a hash */
export function readKeys(text: string | undefined): Keys {
  const config = parse(text);
  const problem = configProblem(config);
  if (problem !== undefined) throw new ConfigError(`API_KEYS: ${problem}.`);
  return Object.entries(config as Record<string, string[]>).flatMap(([consumer, hashes]) =>
    hashes.map((hash) => [consumer, Buffer.from(hash, "hex")] as const),
  );
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // The exception would quote the text.
    throw new ConfigError("API_KEYS is not JSON.");
  }
}

/**
 * The consumer whose key this is. Every hash is compared, in constant time, so that the time tells neither which consumer nor how near a
 * guess was. The key is the first identity source of the authorizer.
 */
export function checkKey(
  keys: Keys,
  event: Pick<APIGatewayRequestAuthorizerEventV2, "identitySource"> | null | undefined,
): Decision {
  // A list in payload 2.0; of the text that payload 1.0 has, the first character must not be taken for the key.
  const sources: unknown = event?.identitySource;
  const key: unknown = Array.isArray(sources) ? sources[0] : undefined;
  if (typeof key !== "string" || key === "") return { denied: "identity_source" };
  if (key.length > LONGEST) return { denied: "too_large" };
  const hash = createHash("sha256").update(key).digest();
  let found: string | undefined;
  for (const [consumer, known] of keys) if (timingSafeEqual(hash, known)) found = consumer;
  return found === undefined ? { denied: "unknown_key" } : { consumer: found };
}

type Answer = APIGatewaySimpleAuthorizerWithContextResult<{ userId?: string }>;

/** The consumer's name reaches the handler as `userId`. */
export const answerOf = (decision: Decision): Answer =>
  "consumer" in decision
    ? { isAuthorized: true, context: { userId: decision.consumer } }
    : { isAuthorized: false, context: {} };
