import type { JsonObject } from "./body";
import { badRequest } from "./errors";

/** The text of a field, `fallback` when it is absent or null. Another type or more than `max` characters: 400. */
export function optionalText(body: JsonObject, name: string, max: number, fallback: string): string {
  // Own properties only: what "__proto__" or "constructor" lead to is never read.
  const value = Object.hasOwn(body, name) ? (body[name] ?? fallback) : fallback;
  if (typeof value !== "string") {
    throw badRequest(`"${name}" must be a string, not ${kindOf(value)}`, "invalid_field");
  }
  const length = [...value].length;
  if (length > max) {
    throw badRequest(`"${name}" must have at most ${max} characters, not ${length}`, "invalid_field");
  }
  return value;
}

/** Like `optionalText`, but absent, null or blank text is a 400 too. */
export function requiredText(body: JsonObject, name: string, max: number): string {
  const value = optionalText(body, name, max, "");
  if (value.trim() === "") throw badRequest(`"${name}" is required and must not be blank`, "invalid_field");
  return value;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
