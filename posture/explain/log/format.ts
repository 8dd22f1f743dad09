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
  const templates = jsonTemplates(format);
  return templates ? fromJson(line, templates) : fromText(line, format);
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
  // What has neither is no answer of an API.
  return entry.has("status") || entry.has("authorizer.error") ? entry : undefined;
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

/** Field to its template, when the format is JSON (bare numbers, `"status": $context.status`, included). */
function jsonTemplates(format: string): ReadonlyMap<string, string> | undefined {
  const quoted = format.replace(/"(?:[^"\\]|\\.)*"|\$context\.[A-Za-z0-9_:.-]*[A-Za-z0-9_]/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );
  const fields = flat(parsed(quoted));
  return fields && new Map(fields.filter(([, template]) => template.includes("$context.")));
}

function fromJson(line: string, templates: ReadonlyMap<string, string>): Entry | undefined {
  const fields = flat(parsed(line));
  if (!fields) return undefined;
  const found = fields.flatMap(([field, value]) => {
    const template = templates.get(field);
    return template === undefined ? [] : [...(fromText(value, template) ?? [])];
  });
  // A line that shares a field or two is another program's.
  return found.length > 0 && found.length * 2 >= templates.size ? new Map(found) : undefined;
}

/** Values that hold what a format may have between them: `"GET GET /items HTTP/1.1"`. Others may be anything. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  httpMethod: /^\S+$/,
  path: /^(\/\S*|-)$/,
  protocol: /^(HTTP\/\S+|-)$/,
  requestId: /^\S+$/,
  routeKey: /^([A-Z]+ \/\S*|\$default|-)$/,
  status: /^(\d{3}|-)$/,
};

/** Ends of values that are tried: a line that was made to fit in very many ways is no entry. */
const MOST_TRIES = 20_000;

function fromText(line: string, format: string): Entry | undefined {
  const names = [...format.matchAll(VARIABLE)].map((match) => match[1] ?? "");
  const [first = "", ...literals] = format.split(VARIABLE).filter((_, index) => index % 2 === 0);
  // Between two variables side by side nothing tells where one ends.
  if (names.length === 0 || !line.startsWith(first) || literals.slice(0, -1).includes("")) return undefined;
  // The values lie between the literals, each as short as the rest allows; no pattern is built from input, so none can run away.
  let tries = 0;
  const failed = new Set<string>();
  const values = (index: number, at: number): readonly string[] | undefined => {
    const [name, literal] = [names[index], literals[index] ?? ""];
    if (name === undefined) return at === line.length ? [] : undefined;
    const isLast = index === names.length - 1;
    const place = `${String(index)} ${String(at)}`;
    if (failed.has(place)) return undefined;
    for (
      let end = isLast ? line.length - literal.length : line.indexOf(literal, at);
      end >= at && ++tries <= MOST_TRIES;
      end = isLast ? -1 : line.indexOf(literal, end + 1)
    ) {
      const value = line.slice(at, end);
      if (!line.startsWith(literal, end) || (names.length > 1 && SHAPES[name]?.test(value) === false)) continue;
      const rest = values(index + 1, end + literal.length);
      if (rest) return [value, ...rest];
    }
    failed.add(place);
    return undefined;
  };
  const found = values(0, first.length);
  return found && new Map(names.map((name, index) => [name, found[index] ?? ""]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What no field's name holds. */
const BELOW = "\0";

/** Deeper objects are no access log's. */
const DEEPEST = 20;

/** Every text and number of nested objects by its path. */
function flat(value: unknown, path: readonly string[] = []): [string, string][] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || path.length > DEEPEST) return undefined;
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const at = [...path, name];
    if (typeof inner === "string" || typeof inner === "number" || typeof inner === "boolean")
      return [[at.join(BELOW), String(inner)]];
    return flat(inner, at) ?? [];
  });
}
