import { LISTS, type Model } from "../../../posture/model/model";

/** A model's things, a line each. */
export function lines(model: Model): Readonly<Record<string, readonly string[]>> {
  const lists = [...LISTS, "restApis", "entryPoints", "outputs"] as const;
  return Object.fromEntries(
    lists.flatMap((list) =>
      model[list].length > 0 ? [[list, model[list].map((thing) => JSON.stringify(short(thing)))]] : [],
    ),
  );
}

/** What is known stands for itself, what isn't with its reason, and what a thing links to as its address; the resource behind it is left out. */
export function short(value: unknown, isThing = true): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => short(item, false));
  if ("known" in value) return "why" in value ? `? ${String(value.why)}` : (value as { value?: unknown }).value;
  if ("kind" in value && value.kind === "resource" && "target" in value) return short(value.target, false);
  if ("address" in value && ("resource" in value || "attributes" in value) && !isThing)
    return `-> ${"id" in value && typeof value.id === "string" ? value.id : String(value.address)}`;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (name === "resource" ? [] : [[name, short(part, false)]])),
  );
}
