/** One right that a policy gives or takes: one action, on one resource, for one principal. */
export interface Right {
  readonly effect: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Canonical JSON of the conditions; empty without. */
  readonly condition: string;
}

/** The rights of a policy document. Throws when the text is no policy. */
export function rightsOf(text: string): readonly Right[] {
  const policy: unknown = JSON.parse(text);
  if (typeof policy !== "object" || policy === null) throw new Error("not a policy");
  return list((policy as Json)["Statement"]).flatMap((statement) => rightsIn(statement as Json));
}

type Json = Readonly<Record<string, unknown>>;

function rightsIn(statement: Json): Right[] {
  const principals = named(statement, "Principal", (value) => principalsOf(value));
  const actions = named(statement, "Action", (value) => list(value).map(String));
  const resources = named(statement, "Resource", (value) => list(value).map(String));
  const condition = statement["Condition"] === undefined ? "" : JSON.stringify(sorted(statement["Condition"]));
  const effect = String(statement["Effect"]);
  return principals.flatMap((principal) =>
    actions.flatMap((action) => resources.map((resource) => ({ effect, principal, action, resource, condition }))),
  );
}

/** `Action` or `NotAction`: the second is kept as one text, since it means all others. */
function named(statement: Json, name: string, read: (value: unknown) => readonly string[]): readonly string[] {
  if (statement[`Not${name}`] !== undefined) return [`all but ${read(statement[`Not${name}`]).join(" ")}`];
  return statement[name] === undefined ? [""] : read(statement[name]);
}

function principalsOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).flatMap(([kind, ids]) =>
    list(ids).map((id) => (id === "*" ? "*" : `${kind}:${String(id)}`)),
  );
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(sorted)
      .map((v) => JSON.stringify(v))
      .sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}

/** Does an IAM pattern (`*` any text, `?` any character) cover everything that another one does? */
export function covers(pattern: string, other: string): boolean {
  if (pattern === other || pattern === "*") return true;
  if (pattern.startsWith("all but ") || other.startsWith("all but ")) return false;
  const text = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${text}$`, "is").test(other);
}

/** Does one right include another? */
export function includes(wide: Right, narrow: Right): boolean {
  return (
    wide.effect === narrow.effect &&
    covers(wide.principal, narrow.principal) &&
    covers(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    covers(wide.resource, narrow.resource) &&
    (wide.condition === "" || wide.condition === narrow.condition)
  );
}

/** `s3:GetObject on arn:… for Service:lambda.amazonaws.com, on conditions` */
export function rightText({ effect, principal, action, resource, condition }: Right): string {
  const on = resource === "" ? "" : ` on ${resource}`;
  const whom = principal === "" ? "" : ` for ${principal}`;
  return `${effect === "Deny" ? "no " : ""}${action}${on}${whom}${condition === "" ? "" : ", on conditions"}`;
}
