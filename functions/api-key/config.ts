/** What the environment variable `API_KEYS` holds, as JSON: each consumer's keys as SHA-256, in hexadecimal. Two while a key is changed. */
export type ApiKeyConfig = Readonly<Record<string, readonly string[]>>;

/** SHA-256 of no text at all: what `sha256sum` says where the variable that should hold the key is empty. */
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/** The same of a line break alone: `echo "$KEY" | sha256sum`. */
const LINE_BREAK = "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b";

/**
 * What is wrong with a configuration, undefined when nothing is. Hashes are never shown: what was given in their place may be the keys.
 * Handlers know a consumer by its name, so that is one, and a key is one consumer's.
 */
export function configProblem(config: unknown): string | undefined {
  if (typeof config !== "object" || config === null || Array.isArray(config)) return "it is not an object of consumers";
  const owners = new Map<string, string>();
  for (const [consumer, hashes] of Object.entries(config) as [string, unknown][]) {
    if (!/^[^\s\p{Cc}][^\p{Cc}]{0,127}$/u.test(consumer) || consumer.endsWith(" "))
      return `${JSON.stringify(consumer)} is not a consumer's name: 1 to 128 visible characters`;
    if (!Array.isArray(hashes) || !hashes.every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash)))
      return `${consumer} must have a list of SHA-256 hashes in hexadecimal`;
    for (const hash of hashes as string[]) {
      if (hash === EMPTY || hash === LINE_BREAK) return `${consumer} has the hash of an empty key`;
      const other = owners.get(hash);
      if (other !== undefined)
        return other === consumer ? `${consumer} has one key twice` : `${other} and ${consumer} have the same key`;
      owners.set(hash, consumer);
    }
  }
  return undefined;
}
