import type { Resources, Stack } from "./support";

type Json = Record<string, unknown>;

/** Arguments that say how a resource is handled; a plan doesn't list them among its values. */
const META = new Set(["//", "lifecycle", "depends_on", "provider"]);

/** Arguments whose value is a map; every other object is a block, which plans write as a list of one. */
const MAPS = new Set([
  "tags",
  "variables",
  "roles",
  "parameters",
  "parameter_overrides",
  "request_models",
  "request_parameters",
  "response_parameters",
  "response_templates",
]);

/**
 * A plan, as `terraform show -json` writes it, of creating what a stack holds: what refers to something that AWS gives is
 * unknown, and only its references are left in the configuration. It knows as little as a real plan does, so that rules
 * can be held to both doors; real plans are among the fixtures.
 */
export function asPlan({ resource, output = {} }: Stack): unknown {
  const all = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({ address: `${type}.${name}`, mode: "managed", type, name, body })),
  );
  const shown = all.map(({ body, ...rest }) => ({ ...rest, values: values(body, resource) as Json }));
  return {
    format_version: "1.2",
    terraform_version: "1.9.8",
    planned_values: { root_module: { resources: shown }, outputs: outputs(output, resource) },
    resource_changes: all.map(({ body, ...rest }, i) => ({
      ...rest,
      change: { actions: ["create"], before: null, after: shown[i]?.values, after_unknown: marks(body, resource) },
    })),
    configuration: {
      root_module: {
        resources: all.map(({ body, ...rest }) => ({ ...rest, expressions: expressions(body) })),
        outputs: Object.fromEntries(
          Object.entries(output).map(([name, { value, sensitive }]) => [
            name,
            { sensitive, expression: { references: references(value) } },
          ]),
        ),
      },
    },
    complete: true,
    errored: false,
  };
}

function outputs(output: NonNullable<Stack["output"]>, all: Resources): Json {
  return Object.fromEntries(
    Object.entries(output).map(([name, { value, sensitive = false }]) => {
      const known = values(value, all);
      return [name, { sensitive, ...(known !== undefined && { value: known }) }];
    }),
  );
}

function args(body: Json): [string, unknown][] {
  return Object.entries(body)
    .filter(([name, value]) => !META.has(name) && value !== undefined)
    .map(([name, value]) => [name, isObject(value) && !MAPS.has(name) ? [value] : value]);
}

/** What is known while planning; undefined: nothing of it. A set with one unknown item is unknown as a whole. */
function values(value: unknown, all: Resources): unknown {
  if (typeof value === "string") return resolve(value, all);
  if (Array.isArray(value)) {
    const items = value.map((item) => values(item, all));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    args(value)
      .map(([name, inner]) => [name, values(inner, all)] as const)
      .filter(([, inner]) => inner !== undefined),
  );
}

function marks(value: unknown, all: Resources): unknown {
  if (Array.isArray(value))
    return value.every(isObject) ? value.map((v) => marks(v, all)) : values(value, all) === undefined;
  if (!isObject(value)) return values(value, all) === undefined;
  return Object.fromEntries(args(value).map(([name, inner]) => [name, marks(inner, all)]));
}

function expressions(body: Json): Json {
  return Object.fromEntries(
    args(body).map(([name, value]) => {
      if (Array.isArray(value) && value.length > 0 && value.every(isObject))
        return [name, value.map((inner) => expressions(inner))];
      const found = references(value);
      return [name, found.length > 0 ? { references: found } : { constant_value: value }];
    }),
  );
}

/** Replaces references to what is written down; undefined when one leads to what only AWS knows. */
function resolve(text: string, all: Resources): string | undefined {
  let known = true;
  const result = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const [type = "", name = "", attribute = ""] = inner.split(".");
    const value = all[type]?.[name]?.[attribute];
    if (typeof value !== "string" || value.includes("${")) known = false;
    return String(value);
  });
  return known ? result : undefined;
}

function references(value: unknown): string[] {
  const names = JSON.stringify(value ?? null).matchAll(/\$\{[^}]*?((?:[a-z]\w*)(?:\.\w+)+)[^}]*\}/g);
  return [...names].flatMap(([, full = ""]) => [full, full.split(".").slice(0, 2).join(".")]);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
