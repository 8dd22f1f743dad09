import { bodies, isObject, type Json } from "./json";

/** One module's configuration: all its files put together, as Terraform JSON. */
export interface ConfiguredFolder {
  /** Resources by type and name, and so on: one body each. */
  readonly resource: Blocks;
  readonly data: Blocks;
  readonly module: Readonly<Record<string, Json>>;
  readonly variable: Readonly<Record<string, Json>>;
  readonly output: Readonly<Record<string, Json>>;
  readonly locals: Json;
  /** All blocks of a provider's local name: the default one and its aliases. */
  readonly provider: Readonly<Record<string, readonly Json[]>>;
  /** What it no longer holds, and whether that is destroyed. */
  readonly removed: readonly Json[];
  /** Where what the state has at another address is now. */
  readonly moved: readonly Json[];
  /** What exists already and Terraform takes over. */
  readonly import: readonly Json[];
  /** The modules it calls; a text says why one isn't here. */
  readonly calls: Readonly<Record<string, ConfiguredFolder | string>>;
  /** `path.module`; undefined where a synthesized stack leaves it to whoever runs it. */
  readonly path?: string;
  /** Reads a text file, relative to the root module. */
  readonly file?: (path: string) => string | undefined;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Json>>>>;

type Sections = Omit<ConfiguredFolder, "calls" | "path" | "file">;

/** Brings one document of Terraform JSON to its blocks. Later bodies of one name win. */
export function sectionsOf(document: Json): Sections {
  const named = (section: string): Record<string, Json> => merged(bodies(document[section]).map(bodiesByName));
  const typed = (section: string): Record<string, Record<string, Json>> => {
    const result: Record<string, Record<string, Json>> = {};
    for (const body of bodies(document[section]))
      for (const [type, names] of Object.entries(body))
        if (type !== "//") result[type] = { ...result[type], ...merged(bodies(names).map(bodiesByName)) };
    return result;
  };
  const provider: Record<string, readonly Json[]> = {};
  for (const body of bodies(document["provider"]))
    for (const [name, blocks] of Object.entries(body)) provider[name] = [...(provider[name] ?? []), ...bodies(blocks)];
  return {
    resource: typed("resource"),
    data: typed("data"),
    module: named("module"),
    variable: named("variable"),
    output: named("output"),
    locals: Object.assign({}, ...bodies(document["locals"])) as Json,
    provider,
    removed: bodies(document["removed"]),
    moved: bodies(document["moved"]),
    import: bodies(document["import"]),
  };
}

function bodiesByName(json: Json): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, body]): [string, Json][] => {
      const last = bodies(body).at(-1);
      return name === "//" || !last ? [] : [[name, last]];
    }),
  );
}

function merged<T>(parts: readonly Record<string, T>[]): Record<string, T> {
  return Object.assign({}, ...parts) as Record<string, T>;
}

/** Puts the files of a folder together; an override's arguments replace those of the same block. */
export function combine(files: readonly Sections[], overrides: readonly Sections[]): Sections {
  const result = files.reduce(union, sectionsOf({}));
  return overrides.reduce(overridden, result);
}

function union(a: Sections, b: Sections): Sections {
  return {
    resource: mapsOf(a.resource, b.resource, (x, y) => ({ ...x, ...y })),
    data: mapsOf(a.data, b.data, (x, y) => ({ ...x, ...y })),
    module: { ...a.module, ...b.module },
    variable: { ...a.variable, ...b.variable },
    output: { ...a.output, ...b.output },
    locals: { ...a.locals, ...b.locals },
    provider: mapsOf(a.provider, b.provider, (x, y) => [...x, ...y]),
    removed: [...a.removed, ...b.removed],
    moved: [...a.moved, ...b.moved],
    import: [...a.import, ...b.import],
  };
}

function overridden(base: Sections, by: Sections): Sections {
  const blocks = (a: Readonly<Record<string, Json>>, b: Readonly<Record<string, Json>>) => mapsOf(a, b, overrideBody);
  return {
    resource: mapsOf(base.resource, by.resource, blocks),
    data: mapsOf(base.data, by.data, blocks),
    module: blocks(base.module, by.module),
    variable: blocks(base.variable, by.variable),
    output: blocks(base.output, by.output),
    locals: { ...base.locals, ...by.locals },
    provider: mapsOf(base.provider, by.provider, (old, now) => [
      ...old.map((body) => now.filter((one) => one["alias"] === body["alias"]).reduce(overrideBody, body)),
      ...now.filter((one) => !old.some((body) => body["alias"] === one["alias"])),
    ]),
    removed: [...base.removed, ...by.removed],
    moved: [...base.moved, ...by.moved],
    import: [...base.import, ...by.import],
  };
}

/** Nested blocks of a kind are replaced by those of the override, `dynamic` ones too; lifecycle is merged. */
function overrideBody(body: Json, by: Json): Json {
  const result: Json = { ...body, ...by };
  const [old] = bodies(body["lifecycle"]);
  const [now] = bodies(by["lifecycle"]);
  if (old && now) result["lifecycle"] = [{ ...old, ...now }];
  const [dynamic] = bodies(body["dynamic"]);
  const kept = Object.entries(dynamic ?? {}).filter(([name]) => !Object.hasOwn(by, name));
  const replaced = Object.keys(bodies(by["dynamic"])[0] ?? {});
  const all = { ...Object.fromEntries(kept), ...bodies(by["dynamic"])[0] };
  if (Object.keys(all).length > 0) result["dynamic"] = all;
  else delete result["dynamic"];
  for (const name of replaced) if (!Object.hasOwn(by, name)) delete result[name];
  return result;
}

function mapsOf<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, join: (x: T, y: T) => T) {
  const result: Record<string, T> = { ...a };
  for (const [name, value] of Object.entries(b)) {
    const present = Object.hasOwn(result, name) ? result[name] : undefined;
    result[name] = present === undefined ? value : join(present, value);
  }
  return result;
}

/** What Terraform JSON takes literally: a template in a variable's default is a text there. */
export function literalDefaults(document: Json): Json {
  return {
    ...document,
    ...(document["variable"] !== undefined && {
      variable: bodies(document["variable"]).map((variables) =>
        Object.fromEntries(
          Object.entries(variables).map(([name, body]) => [
            name,
            bodies(body).map((b) => ("default" in b ? { ...b, default: escaped(b["default"]) } : b)),
          ]),
        ),
      ),
    }),
  };
}

/** A value whose texts evaluate to themselves. */
export function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return value.map(escaped);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [String(escaped(name)), escaped(item)]));
}
