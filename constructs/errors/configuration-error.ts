import { CodedError } from "../../posture/claims/coded-error";
import type { ErrorCode } from "./codes";
import { printUncaught } from "./uncaught";

/** Where a mistake is: the construct's path and, where it is known, the prop as its author wrote it. */
export interface Place {
  /** Of the construct, e.g. `auth-api/Default`. */
  readonly path: string;
  /** E.g. `routes["GET /items"].scopes[0]`. */
  readonly prop?: string;
}

/** References in a text: `${TfToken[TOKEN.12]}` and its kin for lists, numbers and maps. */
const TOKEN = /[$#@&]\{TfToken\[[^\]]*\]\}/g;

/**
 * What every construct throws for a value it can refuse by itself, and what synth throws for findings of the rules. Facts that span resources are
 * rules over the emitted Terraform instead (see `posture/rules`).
 *
 * The codes are listed in docs/errors.md. Uncaught, it ends the program with its message alone: what helps stands in there, not in a stack.
 */
export class ConfigurationError extends CodedError<ErrorCode> {
  override readonly name: string = "ConfigurationError";
  /** The construct's path, e.g. `auth-api/Default`. */
  declare readonly path: string;
  /** The prop as it was written, e.g. `routes["GET /items"].scopes[0]`; undefined for what isn't one prop. */
  declare readonly prop: string | undefined;
  /** What was given. */
  declare readonly found: string;
  /** What to write instead. */
  declare readonly instead: string;

  /** @param where the construct path, or the path and the prop */
  constructor(code: ErrorCode, where: string | Place, found: string, instead: string) {
    const place: Place = typeof where === "string" ? { path: where } : where;
    const [said, remedy, path, prop] = [found, instead, place.path, place.prop].map((text) =>
      text?.replace(TOKEN, "(known only to Terraform)"),
    );
    super(code, `[${code}] ${prop === undefined ? path : `${prop} (${path})`}: ${said}. ${remedy}`);
    // Not enumerable: Node prints enumerable members of an uncaught error after its stack.
    for (const [name, value] of Object.entries({ code, path, prop, found: said, instead: remedy }))
      Object.defineProperty(this, name, { value, enumerable: false });
    Object.defineProperty(this, "name", { enumerable: false, value: "ConfigurationError" });
    printUncaught();
  }

  /** The same mistake, seen from the prop that leads to it: `scopes[0]` within `routes["GET /items"]`. */
  within(prop: string): ConfigurationError {
    return new ConfigurationError(
      this.code,
      { path: this.path, prop: joinProps(prop, this.prop) },
      this.found,
      this.instead,
    );
  }
}

/** Several mistakes, thrown together. Its code and place are the first one's; the message has a paragraph for each. */
export class ConfigurationErrors extends ConfigurationError {
  declare readonly errors: readonly ConfigurationError[];

  /** @param findings what the rules say beside them, a paragraph each */
  constructor(first: ConfigurationError, rest: readonly ConfigurationError[], findings: readonly string[] = []) {
    super(first.code, { path: first.path, prop: first.prop }, first.found, first.instead);
    const errors = [first, ...rest];
    Object.defineProperty(this, "errors", { value: errors, enumerable: false });
    this.message = [...errors.map(({ message }) => message), ...findings].join("\n\n");
  }
}

/** What synth refuses: a paragraph for each finding of the rules and each other mistake in what would be emitted. */
export class StackErrors extends ConfigurationError {
  constructor(
    path: string,
    readonly paragraphs: readonly string[],
  ) {
    super("stack-rule-errors", path, paragraphs[0] ?? "", "");
    Object.defineProperty(this, "paragraphs", { enumerable: false });
    this.message = paragraphs.join("\n\n");
  }
}

/** `routes["GET /items"]` and `scopes[0]` are `routes["GET /items"].scopes[0]`. */
function joinProps(outer: string, inner: string | undefined): string {
  if (inner === undefined || inner === "") return outer;
  if (outer === "") return inner;
  return inner.startsWith("[") ? `${outer}${inner}` : `${outer}.${inner}`;
}

/** A key below a prop, as it is written: `machineClients.importer`, `routes["GET /items"]`. */
export function propOf(prop: string, key: string | number): string {
  if (typeof key === "number") return `${prop}[${String(key)}]`;
  return joinProps(prop, /^[A-Za-z_$][\w$]*$/.test(key) ? key : `[${JSON.stringify(key)}]`);
}
