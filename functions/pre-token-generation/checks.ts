export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "");

export const isScalar = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));

/** A line for each key that isn't known, with the known ones: a misspelt key must not be passed over in silence. */
export function unknownKeys(where: string, record: JsonRecord, known: readonly string[]): readonly string[] {
  return Object.keys(record)
    .filter((key) => !known.includes(key))
    .map((key) => `${where} has no "${key}"; it has ${known.map((name) => `"${name}"`).join(", ")}`);
}
