import { isRecord, isScalar, isStrings, type JsonRecord, unknownKeys } from "./checks";
import { claimBytes, MAX_CLAIM_BYTES } from "./limits";
import type { ClaimValue } from "./mapping";
import { addingProblem } from "./protected-claims";

type Source = "attribute" | "constant" | "clientMetadata";

/** The keys a rule may have, by its source. */
const USER_KEYS: Partial<Record<Source, readonly string[]>> = {
  attribute: ["attribute", "default", "split", "allowed", "tokens"],
  constant: ["constant", "tokens"],
};
const MACHINE_KEYS: Partial<Record<Source, readonly string[]>> = {
  constant: ["constant"],
  clientMetadata: ["clientMetadata", "allowed", "default"],
};

/** Claims that Cognito takes as plain text only (same page as `PROTECTED_CLAIMS`, Event versions). */
const TEXT_ONLY = ["phone_number_verified", "email_verified", "updated_at", "address"];

/** What is wrong with a user's claim, each line with its name. */
export const claimProblems = (claim: string, rule: unknown) => problems(claim, rule, USER_KEYS);

/** What is wrong with a machine's claim. There is no user, so no attribute. */
export function machineClaimProblems(claim: string, rule: unknown): readonly string[] {
  const found = problems(claim, rule, MACHINE_KEYS);
  if (!isRecord(rule) || rule["clientMetadata"] === undefined || rule["allowed"] !== undefined) return found;
  return [...found, `claim "${claim}": the client chooses its metadata, so "allowed" must list the values let through`];
}

function problems(claim: string, rule: unknown, keys: Partial<Record<Source, readonly string[]>>): readonly string[] {
  const at = `claim "${claim}"`;
  const name = nameProblem(claim);
  if (name !== null) return [`${at} ${name}`];
  if (!isRecord(rule)) return [`${at} must be an object that names its source`];
  const sources = Object.keys(keys).filter((key) => rule[key] !== undefined) as Source[];
  const [source] = sources;
  if (source === undefined || sources.length > 1) {
    return [`${at} must name exactly one source: ${Object.keys(keys).join(" or ")}`];
  }
  const found = [...sourceProblems(source, rule), ...optionProblems(claim, rule)].map((problem) => `${at}: ${problem}`);
  return [...unknownKeys(at, rule, keys[source] ?? []), ...found];
}

function nameProblem(claim: string): string | null {
  if (!/^[\w.:/-]{1,128}$/.test(claim) || claim === "__proto__") {
    return "is not a claim name: 1 to 128 letters, digits and _ . : / -";
  }
  return addingProblem(claim);
}

function sourceProblems(source: Source, rule: JsonRecord): readonly string[] {
  if (source === "constant") return [];
  const name = rule[source];
  return typeof name === "string" && name.trim() !== "" ? [] : [`"${source}" must be a name, like "custom:org_id"`];
}

function optionProblems(claim: string, rule: JsonRecord): readonly string[] {
  const { split, allowed, tokens } = rule;
  const found: string[] = [];
  if (split !== undefined && (typeof split !== "string" || split === "")) {
    found.push('"split" must be the string between the parts, like ","');
  }
  if (split !== undefined && TEXT_ONLY.includes(claim))
    found.push("Cognito accepts only strings here; leave out split");
  if (allowed !== undefined && (!isStrings(allowed) || allowed.length === 0)) {
    found.push('"allowed" must be a list of one or more strings');
  }
  if (tokens !== undefined && !isTokens(tokens)) found.push('"tokens" must list "id", "access" or both');
  for (const key of ["constant", "default"]) found.push(...valueProblems(claim, key, rule[key]));
  if (isStrings(allowed) && rule["default"] !== undefined && !isAllowed(rule["default"], allowed)) {
    found.push(`"default" is not among the allowed values (${allowed.join(", ")})`);
  }
  return found;
}

const isTokens = (tokens: unknown): boolean =>
  isStrings(tokens) && tokens.length > 0 && tokens.every((kind) => kind === "id" || kind === "access");

const isAllowed = (value: unknown, allowed: readonly string[]): boolean =>
  (Array.isArray(value) ? value : [value]).every((part) => allowed.includes(String(part)));

function valueProblems(claim: string, key: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  const isList = Array.isArray(value) && value.every(isScalar);
  if (!isScalar(value) && !isList) return [`"${key}" must be a string, a number, true, false or a list of these`];
  if (isList && TEXT_ONLY.includes(claim)) return [`"${key}" must not be a list: Cognito accepts only strings here`];
  const bytes = claimBytes(claim, value as ClaimValue);
  return bytes > MAX_CLAIM_BYTES ? [`"${key}" makes a claim of ${bytes} bytes; the maximum is ${MAX_CLAIM_BYTES}`] : [];
}
