/** What an access log entry says, by `$context` variable without that prefix: `status`, `authorizer.error`. */
export type Entry = ReadonlyMap<string, string>;

/** The value of a variable; undefined when the entry lacks it or has `-`. */
export type ReadVariable = (name: string) => string | undefined;

const VARIABLE = /\$context\.([A-Za-z0-9_:.-]*[A-Za-z0-9_])/g;

/**
 * Reads one entry with the stage's format: a JSON template or any other line with `$context.…` in it.
 * Undefined when the entry doesn't fit the format.
 */
export function readEntry(line: string, format: string): Entry | undefined {
  const names = jsonNames(format);
  return names ? fromJson(line, names) : fromText(line, format);
}

/** Reads a JSON entry whose format isn't known: a field counts by a name like the variable's (`authorizerError`). */
export function guessEntry(line: string): Entry | undefined {
  const fields = flat(parsed(line));
  if (!fields) return undefined;
  const entry = new Map<string, string>();
  for (const [field, value] of fields) {
    const meant = USUAL.get(plain(field));
    if (meant !== undefined) entry.set(meant, value);
  }
  return entry.size > 0 ? entry : undefined;
}

const USUAL: ReadonlyMap<string, string> = new Map(
  [
    "requestId status path httpMethod routeKey stage requestTime responseLatency integrationLatency integrationStatus",
    "integrationErrorMessage integration.error integration.status integration.integrationStatus authorizer.error",
    "error.message error.messageString error.responseType authorizer.claims.client_id",
    "identity.userArn identity.caller identity.accountId",
  ]
    .flatMap((names) => names.split(" "))
    .flatMap((name) => [
      [plain(name), name] as const,
      ...(name === "error.responseType" ? [[plain("errorType"), name] as const] : []),
      ...(name === "authorizer.claims.client_id" ? [[plain("clientId"), name] as const] : []),
      ...(name.startsWith("identity.") ? [[plain(name.slice("identity.".length)), name] as const] : []),
    ]),
);

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Field path to variable, when the format is JSON (bare numbers, `"status": $context.status`, included). */
function jsonNames(format: string): ReadonlyMap<string, string> | undefined {
  const quoted = format.replace(/"(?:[^"\\]|\\.)*"|\$context\.[A-Za-z0-9_:.-]*[A-Za-z0-9_]/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
  const fields = flat(parsed(quoted));
  if (!fields) return undefined;
  const names = new Map<string, string>();
  for (const [field, value] of fields) {
    const name = /^\$context\.(\S+)$/.exec(value)?.[1];
    if (name !== undefined) names.set(field, name);
  }
  return names;
}

function fromJson(line: string, names: ReadonlyMap<string, string>): Entry | undefined {
  const fields = flat(parsed(line));
  if (!fields) return undefined;
  const entry = new Map<string, string>();
  for (const [field, value] of fields) {
    const name = names.get(field);
    if (name !== undefined) entry.set(name, value);
  }
  return entry.size > 0 ? entry : undefined;
}

function fromText(line: string, format: string): Entry | undefined {
  const names = [...format.matchAll(VARIABLE)].map((match) => match[1] ?? "");
  const literals = format.split(/\$context\.[A-Za-z0-9_:.-]*[A-Za-z0-9_]/g);
  // Values are found between the literals, left to right; no pattern is built from input, so none can run away.
  const entry = new Map<string, string>();
  let at = literals[0]?.length ?? 0;
  if (names.length === 0 || !line.startsWith(literals[0] ?? "")) return undefined;
  for (const [i, name] of names.entries()) {
    const next = literals[i + 1] ?? "";
    const end =
      next === "" || i === names.length - 1
        ? line.length - (i === names.length - 1 ? next.length : 0)
        : line.indexOf(next, at);
    if (end < at) return undefined;
    entry.set(name, line.slice(at, end));
    at = end + next.length;
  }
  return at === line.length ? entry : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Every text and number of nested objects by its path. */
function flat(value: unknown, path = ""): [string, string][] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const at = path === "" ? name : `${path}.${name}`;
    if (typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean")
      return [[at, String(inner)]];
    return flat(inner, at) ?? [];
  });
}
