export type Json = Record<string, unknown>;

/** Terraform JSON allows an object or a list of objects wherever blocks may repeat. */
export function bodies(value: unknown): Json[] {
  if (Array.isArray(value)) return value.filter(isObject);
  return isObject(value) ? [value] : [];
}

/** The one object of a name; empty where there's none. */
export function objectAt(json: Json, name: string): Json {
  return bodies(Object.hasOwn(json, name) ? json[name] : undefined)[0] ?? {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `${aws.west}` or `aws.west`: a name that stands where no expression may. */
export function bareName(value: unknown): string | undefined {
  return typeof value === "string" ? value.replace(/^\$\{\s*|\s*\}$/g, "") : undefined;
}
