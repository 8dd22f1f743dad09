import { createHash, timingSafeEqual } from "node:crypto";
import type { APIGatewayRequestAuthorizerEventV2, APIGatewaySimpleAuthorizerWithContextResult } from "aws-lambda";

type Answer = APIGatewaySimpleAuthorizerWithContextResult<{ userId?: string }>;

const DENIED: Answer = { isAuthorized: false, context: {} };

/** Longer keys aren't hashed: nobody was given one. In characters. */
const LONGEST = 512;

/** @throws Error that names what is wrong, never a hash */
export function readKeys(text: string | undefined): readonly (readonly [string, Buffer])[] {
  const config = parse(text);
  if (typeof config !== "object" || config === null || Array.isArray(config))
    throw new Error("API_KEYS is no object of consumers.");
  return Object.entries(config).flatMap(([consumer, hashes]: [string, unknown]) => {
    if (!Array.isArray(hashes) || !hashes.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash)))
      throw new Error(`API_KEYS: ${consumer} has something else than a list of SHA-256 in hexadecimal.`);
    return (hashes as string[]).map((hash) => [consumer, Buffer.from(hash, "hex")] as const);
  });
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    // The exception would quote the text.
    throw new Error("API_KEYS is not JSON.");
  }
}

/**
 * Lets the consumer in whose key this is; its name reaches the handler as `userId`. Every hash is compared, in constant time, so that the
 * time tells neither which consumer nor how near a guess was. The key is the first identity source of the authorizer.
 */
export function checkKey(
  keys: readonly (readonly [string, Buffer])[],
  { identitySource }: Pick<APIGatewayRequestAuthorizerEventV2, "identitySource">,
): Answer {
  const key: unknown = identitySource?.[0];
  if (typeof key !== "string" || key === "" || key.length > LONGEST) return DENIED;
  const hash = createHash("sha256").update(key).digest();
  let found: string | undefined;
  for (const [consumer, known] of keys) if (timingSafeEqual(hash, known)) found = consumer;
  return found === undefined ? DENIED : { isAuthorized: true, context: { userId: found } };
}
