/** A value of JSON, as states and Terraform's JSON syntax hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects in a list, or the one that stands alone: Terraform's JSON syntax writes a single block either way. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  if (isObject(value)) return [value];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A list or an object that holds something; undefined for an empty one. */
export function filled<T extends readonly Json[] | JsonObject>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** The texts of a list; an absent list has none. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
