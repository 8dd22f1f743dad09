/** What the environment variable `API_KEYS` holds, as JSON: each consumer's keys as SHA-256, in hexadecimal. Two while a key is changed. */
export type ApiKeyConfig = Readonly<Record<string, readonly string[]>>;
