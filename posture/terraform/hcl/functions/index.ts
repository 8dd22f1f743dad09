import { Unresolved, firstUnresolved, type ValueNode } from "../../value-node";
import { EvaluationError, InexactError } from "../kinds";
import { COLLECTIONS } from "./collections";
import { CONVERSIONS } from "./conversions";
import { ENCODINGS, marked } from "./encodings";
import { LISTS } from "./lists";
import { NUMBERS } from "./numbers";
import { TEXTS } from "./texts";
import type { Table } from "./table";

/** Terraform's functions that depend on nothing but their arguments, as far as they are exact here. */
const FUNCTIONS: Table = { ...CONVERSIONS, ...COLLECTIONS, ...LISTS, ...TEXTS, ...NUMBERS, ...ENCODINGS };

/** The names, for tests that hold each against `terraform console`. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(FUNCTIONS), "try", "can"];

/**
 * Calls a function. Throws InexactError where its value isn't Terraform's beyond doubt.
 * @param file reads a text file, for `file()`; without it files are not read
 */
export function applyFunction(
  name: string,
  args: readonly ValueNode[],
  file?: (path: string) => string | undefined,
): ValueNode {
  if (name === "file" && typeof args[0] === "string" && args.length === 1) {
    const text = file?.(args[0]);
    return text === undefined ? new Unresolved("the file isn't read here") : text.normalize("NFC");
  }
  const found = Object.hasOwn(FUNCTIONS, name.replace(/^core::/, ""))
    ? FUNCTIONS[name.replace(/^core::/, "")]
    : undefined;
  // How it writes YAML isn't told here, but what it holds is known.
  if (name === "yamlencode" && args.length === 1)
    return new Unresolved("yamlencode() is not evaluated here", undefined, undefined, undefined, args[0]);
  if (!found) return new Unresolved(`${name}() is not evaluated here`);
  const whole = args.find((arg) => arg instanceof Unresolved);
  if (
    whole instanceof Unresolved &&
    whole.json !== undefined &&
    args.length === 1 &&
    /^(?:json|yaml)decode$/.test(name)
  )
    return marked(whole.json);
  if (whole instanceof Unresolved) return new Unresolved(whole.why);
  const missing = found.partial ? undefined : firstUnresolved(args);
  if (missing) {
    // A policy or an OpenAPI document is read as far as it is known.
    const json = name === "jsonencode" && args.length === 1 ? args[0] : undefined;
    return new Unresolved(missing.why, undefined, undefined, undefined, json);
  }
  if (args.length < found.least || args.length > found.most)
    throw new InexactError(`${name}() has another number of arguments`);
  try {
    return found.apply(args);
  } catch (error) {
    if (error instanceof EvaluationError) throw new EvaluationError(`${name}(): ${error.message}`);
    if (error instanceof InexactError) throw new InexactError(`${name}() is not evaluated here: ${error.message}`);
    throw error;
  }
}
