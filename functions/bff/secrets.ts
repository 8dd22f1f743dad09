import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** An id, a state, a nonce or a PKCE verifier: 256 random bits, 43 characters. */
export const randomId = (): string => randomBytes(32).toString("base64url");

/** PKCE's S256 (RFC 7636 section 4.2). */
export const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

/** Compares without telling by its time where two texts differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The table's key for an id: who reads the table learns no id that a browser would send. */
export const lookupKey = (id: string): string => createHash("sha256").update(`lookup:${id}`).digest("base64url");

const sealKey = (id: string): Buffer => Buffer.from(hkdfSync("sha256", id, "", "bff session", 32));

/** Encrypts (AES-256-GCM) with a key made from the id, which only the browser holds: the table by itself gives away no token. */
export function seal(id: string, value: object): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", sealKey(id), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Undefined when it was sealed under another id, or changed since. */
export function unseal(id: string, text: string): unknown {
  try {
    const bytes = Buffer.from(text, "base64");
    const decipher = createDecipheriv("aes-256-gcm", sealKey(id), bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8"));
  } catch {
    return undefined;
  }
}
