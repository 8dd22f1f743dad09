import { CodedError } from "../claims/coded-error";

/** What can be wrong with an input. */
export type InputProblem =
  | "empty"
  | "too-large"
  | "not-json"
  | "truncated"
  | "not-terraform"
  | "raw-state"
  | "binary-plan"
  | "format-version"
  | "malformed"
  | "no-api"
  | "access-list"
  | "acknowledgements"
  | "baseline"
  | "log-entry";

/** An input that can't be read. The message says what it is and what to give instead. */
export class InputError extends CodedError<InputProblem> {
  override readonly name = "InputError";
}

/** Largest input that is read, in bytes. Above it, reading would need several times as much memory. */
export const MAX_BYTES = 128 * 1024 * 1024;

export function refuseTooLarge(bytes: number, max: number = MAX_BYTES): void {
  if (bytes > max)
    throw new InputError(
      "too-large",
      `The input has ${Math.ceil(bytes / 2 ** 20)} MB; at most ${Math.floor(max / 2 ** 20)} MB are read. ` +
        "Plan the stack that holds the API by itself, or use -target to plan less.",
    );
}

/** Parses what a file holds. Throws InputError when it isn't JSON. Takes UTF-8, and UTF-16 as PowerShell's `>` writes it. */
export function parse(input: string | Uint8Array): unknown {
  const text = typeof input === "string" ? input : decode(input);
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed === "")
    throw new InputError("empty", "The input is empty. Write it with: terraform show -json tfplan > plan.json");
  try {
    return JSON.parse(trimmed);
  } catch (error) {
    throw problemWith(trimmed, error instanceof Error ? error.message : String(error));
  }
}

function decode(bytes: Uint8Array): string {
  refuseTooLarge(bytes.length);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new InputError(
      "binary-plan",
      "This is Terraform's binary plan file. Turn it to JSON: terraform show -json tfplan > plan.json",
    );
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(utf16 ? "utf-16le" : "utf-8").decode(bytes);
}

function problemWith(text: string, why: string): InputError {
  if (!/^[[{]/.test(text))
    return new InputError(
      "not-json",
      `The input is not JSON (it starts with ${JSON.stringify(text.slice(0, 20))}). Write it with: terraform show -json tfplan > plan.json`,
    );
  const lines = text.slice(0, 4096).split("\n", 2);
  if (lines.length > 1 && lines[0]?.startsWith('{"@level"'))
    return new InputError(
      "not-terraform",
      "This is the log of terraform plan -json, not a plan. Use: terraform plan -out=tfplan && terraform show -json tfplan > plan.json",
    );
  const position = Number(/position (\d+)/.exec(why)?.[1] ?? NaN);
  if (/end of JSON|Unterminated/.test(why) || position >= text.length)
    return new InputError(
      "truncated",
      `The input ends in the middle, after ${text.length} characters: it was cut while it was written or copied. Write it again.`,
    );
  return new InputError("not-json", `The input is not valid JSON: ${why}.`);
}

/** The input as an object, or an error that says what else it looks like. */
export function objectOf(json: unknown): Record<string, unknown> {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new InputError(
      "not-terraform",
      "The input is JSON but no Terraform document: a plan, a state or a synthesized stack is an object.",
    );
  return json as Record<string, unknown>;
}

/** Terraform promises that a new minor version only adds; another major version may mean anything. */
export function checkFormatVersion(json: Record<string, unknown>): string {
  const version = json["format_version"];
  if (typeof version !== "string")
    throw new InputError(
      "not-terraform",
      "The input has no format_version: it isn't the output of terraform show -json.",
    );
  if (version.split(".")[0] !== "1")
    throw new InputError(
      "format-version",
      `The input has format version ${JSON.stringify(version)}; versions 1.x are read (Terraform 1.0 and later, OpenTofu). Write it with such a version.`,
    );
  return version;
}
