import { expressionOf, quote } from "./template";
import { wrap } from "./wrap";

/** A value of Terraform's JSON syntax. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as an HCL expression, on several lines where it is long. Strings are templates, as everywhere in the JSON syntax. */
export function valueOf(value: Json): string {
  return wrap(flat(value));
}

function flat(value: Json): string {
  if (typeof value === "string") {
    const document = policyIn(value);
    return document === undefined ? expressionOf(value) : `jsonencode(${flat(document)})`;
  }
  if (Array.isArray(value)) return `[${value.map(flat).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const items = Object.entries(value).map(([key, item]) => `${keyOf(key)} = ${flat(item)}`);
  return items.length === 0 ? "{}" : `{ ${items.join(", ")} }`;
}

function keyOf(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) ? key : quote(key);
}

/** A policy document that a construct wrote as JSON text; in HCL it is an object. */
function policyIn(text: string): JsonObject | undefined {
  if (!text.startsWith("{") || text.includes("${")) return undefined;
  const parsed = JSON.parse(text) as Json;
  return isObject(parsed) ? parsed : undefined;
}
