import { createHash, timingSafeEqual } from "node:crypto";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { Denial } from "../../posture/claims";
import { ConfigError } from "../../posture/claims/coded-error";
import { headerValue } from "../shared/tokens/identity-source";

/** What the environment variable `ORIGIN_HEADER` holds, as JSON: a header, and the SHA-256 in hexadecimal of each value that is welcome. */
interface OriginHeaderConfig {
  readonly name: string;
  readonly sha256: readonly string[];
}

export interface OriginHeader {
  readonly name: string;
  readonly hashes: readonly Buffer[];
}

/** Longer values aren't hashed: no distribution sends one. In characters. */
const LONGEST = 512;

/**
 * @returns undefined where the variable is not set: calls may come from anywhere then
 * @throws ConfigError that names what is wrong, never a hash
 */
export function readOriginHeader(text: string | undefined): OriginHeader | undefined {
  if (text === undefined) return undefined;
  const { name, sha256 } = parse(text);
  if (typeof name !== "string" || !/^[a-z0-9-]+$/.test(name))
    throw new ConfigError("ORIGIN_HEADER.name is not the name of a header in lowercase.");
  if (!Array.isArray(sha256) || sha256.length === 0 || !sha256.every(isHash))
    throw new ConfigError("ORIGIN_HEADER.sha256 is not a list of SHA-256 in hexadecimal.");
  return { name, hashes: sha256.map((hash) => Buffer.from(hash, "hex")) };
}

function parse(text: string): Partial<Record<keyof OriginHeaderConfig, unknown>> {
  try {
    const config: unknown = JSON.parse(text);
    if (typeof config === "object" && config !== null) return config;
  } catch {
    // The exception would quote the text.
  }
  throw new ConfigError("ORIGIN_HEADER is not a JSON object.");
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/**
 * Denies a call that didn't come by the distribution, which adds the header to each request. Every hash is compared, in constant time.
 * @throws Denial `origin_header`
 */
export function checkOriginHeader(
  { name, hashes }: OriginHeader,
  event: Pick<APIGatewayRequestAuthorizerEventV2, "headers"> | null | undefined,
): void {
  const value = headerValue(event?.headers, name);
  if (typeof value !== "string" || value.length > LONGEST) throw new Denial("origin_header");
  const hash = createHash("sha256").update(value).digest();
  let found = false;
  for (const known of hashes) if (timingSafeEqual(hash, known)) found = true;
  if (!found) throw new Denial("origin_header");
}
