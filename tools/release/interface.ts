import { readFileSync } from "node:fs";
import * as path from "node:path";
import { variableTypes, type VariableTypes } from "./variable-types";

/** What state and callers of the module rely on. TypeScript's exports are guarded by API Extractor's reports. Each list is sorted. */
export interface Interface {
  /** Terraform addresses and outputs of the stack that main.ts makes: `addresses.txt`. */
  readonly addresses: readonly string[];
  /** What the HCL edition takes: whether it has to be given, and its type, down to the last attribute. */
  readonly variables: VariableTypes;
  readonly outputs: readonly string[];
}

/** Reads a file of one version of the project by its path from the root; undefined where that version lacks it. */
export type ReadFile = (name: string) => string | undefined;

const ADDRESSES = "addresses.txt";

/** The present sources. @param root the project */
export const sourcesIn =
  (root: string): ReadFile =>
  (name) =>
    readFileSync(path.join(root, name), "utf8");

/** @throws Error where a version lacks one of the files */
export function readInterface(read: ReadFile): Interface {
  const text = (name: string): string => {
    const found = read(name);
    if (found === undefined) throw new Error(`There is no ${name}.`);
    return found;
  };
  return {
    addresses: text(ADDRESSES).trimEnd().split("\n"),
    variables: inputTypes(
      variableTypes(text("module/variables.tf")),
      variableTypes(text("module/modules/inputs/variables.tf")),
    ),
    outputs: [...text("module/outputs.tf").matchAll(/^output "(\w+)" \{$/gm)].map(([, name = ""]) => name).sort(),
  };
}

/** The module's inputs: which there are and whether they have to be given, with the types that stand in `modules/inputs`. */
function inputTypes(given: VariableTypes, types: VariableTypes): VariableTypes {
  const typed = Object.entries(types).flatMap(([place, type]): (readonly [string, VariableTypes[string]])[] => {
    const [name = ""] = place.split(".");
    const need = given[name]?.split(" ")[0];
    if (need === undefined) return [];
    return [[place, place === name ? (type.replace(/^\w+/, need) as VariableTypes[string]) : type]];
  });
  return Object.fromEntries([...Object.entries(given), ...typed].sort(([a], [b]) => (a < b ? -1 : 1)));
}
