import { readFileSync } from "node:fs";
import * as path from "node:path";
import { NODE_FUNCTION } from "../../constructs/compute/node-function-shape";
import type { Shape } from "../../constructs/props/shape";
import { SECURED_API } from "../../constructs/secured-api/props-shape";
import { variableTypes } from "../release/variable-types";
import differences from "./edition-differences.json";
import { table } from "./table";

/**
 * `renamed`: props of `SecuredApi` in snake case, and what the module calls them; what is below a name follows it. `otherwise`:
 * how HCL says it without such an attribute. `onlyTypescript`, `onlyHcl`: why
 * the other edition lacks an option.
 */
const {
  renamed: RENAMED,
  otherwise: OTHERWISE,
  onlyTypescript: ONLY_TYPESCRIPT,
  onlyHcl: ONLY_HCL,
} = differences as Readonly<Record<keyof typeof differences, Readonly<Record<string, string>>>>;

const ABSENT = { ...OTHERWISE, ...ONLY_TYPESCRIPT };

const INPUTS = path.join(__dirname, "..", "..", "module", "modules", "inputs");

const snake = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace("open_id", "openid");

/** Every prop of a shape with the path to it; maps and lists add nothing to a path. */
export function propPaths(shape: Shape, at = ""): string[] {
  const below = Object.entries(shape.fields ?? {}).flatMap(([name, inner]) => {
    const place = at === "" ? snake(name) : `${at}.${snake(name)}`;
    return [place, ...propPaths(inner, place)];
  });
  return [...new Set([...below, ...(shape.within ?? []).flatMap((inner) => propPaths(inner, at))])];
}

/** Every attribute of the module's inputs with the path to it, from the types as they are written. */
export function inputPaths(folder = INPUTS): string[] {
  const types = variableTypes(readFileSync(path.join(folder, "variables.tf"), "utf8"));
  return Object.keys(types)
    .map((place) => place.replaceAll(".*", ""))
    .filter((place) => place.split(".")[0] !== "given");
}

/** The longest entry of a table that a path is, or is below. */
const entryOf = (place: string, entries: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(entries)
    .filter((entry) => place === entry || place.startsWith(`${entry}.`))
    .sort((a, b) => b.length - a.length)[0];

export interface Editions {
  readonly both: readonly string[];
  /** What only one edition has and nobody gave a reason for. */
  readonly unexplained: readonly string[];
  /** Entries of the tables that nothing needs any more. */
  readonly needless: readonly string[];
}

/** Compares what the two editions take, name by name. */
export function compareEditions(): Editions {
  const props = [...propPaths(SECURED_API), "functions", ...propPaths(NODE_FUNCTION, "functions")];
  const inputs = new Set(inputPaths());
  const used = new Set<string>();
  const found = new Set<string>();
  const both: string[] = [];
  const unexplained: string[] = [];
  for (const place of new Set(props)) {
    const renamed = entryOf(place, RENAMED);
    const there = renamed === undefined ? place : `${RENAMED[renamed] ?? ""}${place.slice(renamed.length)}`;
    const reason = inputs.has(there) ? renamed : (entryOf(place, ABSENT) ?? "");
    if (reason !== undefined) used.add(reason);
    if (inputs.has(there)) both.push(place);
    if (inputs.has(there)) found.add(there);
    else if (reason === "") unexplained.push(`TypeScript: ${place}`);
  }
  for (const place of inputs) {
    if (found.has(place)) continue;
    const reason = entryOf(place, ONLY_HCL);
    if (reason === undefined) unexplained.push(`HCL: ${place}`);
    else used.add(reason);
  }
  const entries = [RENAMED, ABSENT, ONLY_HCL].flatMap((entry) => Object.keys(entry));
  return { both, unexplained, needless: entries.filter((entry) => !used.has(entry)) };
}

const rows = (entries: Readonly<Record<string, string>>): string[][] =>
  Object.entries(entries).map(([place, text]) => [`\`${place}\``, text]);

/** The document's tables: how much both editions take, what is called otherwise, and what only one has. */
export function editionTables(): string {
  const { both } = compareEditions();
  return [
    `Both editions take ${String(both.length)} options, at every depth, under the same name (\`accessLog.kmsKeyArn\` is \`access_log.kms_key_arn\`) except for these:`,
    table(
      ["TypeScript, in snake case", "HCL"],
      Object.entries(RENAMED).map(([one, other]) => [`\`${one}\``, `\`${other}\``]),
    ),
    "Written differently in HCL:",
    table(["TypeScript, in snake case", "HCL"], rows(OTHERWISE)),
    "Only in TypeScript:",
    table(["Option", "Why"], rows(ONLY_TYPESCRIPT)),
    "Only in HCL:",
    table(["Input", "Why"], rows(ONLY_HCL)),
  ].join("\n\n");
}
