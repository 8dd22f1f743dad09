import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CODE_TABLES } from "../../posture/diff/index";
import { COMMANDS } from "../../posture/cli/commands";
import { RULES } from "../../posture/rules";
import { exportsOf } from "./exports";
import { variableTypes, type VariableTypes } from "./variable-types";

/** What versions count: everything that somebody outside may rely on. Each list is sorted. */
export interface Interface {
  /** Terraform addresses and outputs of the stack that main.ts makes. */
  readonly addresses: readonly string[];
  /** Exported names, types included, by the path they are imported from. */
  readonly exports: Readonly<Record<string, readonly string[]>>;
  /** Subcommands of `posture`. */
  readonly commands: readonly string[];
  /** Codes of rules: acknowledgements and code scanning name them. */
  readonly rules: readonly string[];
  /** Codes of changes: policies and acknowledgements name them. */
  readonly changes: readonly string[];
  /** What the HCL edition takes: whether it has to be given, and its type, down to the last attribute. */
  readonly variables: VariableTypes;
  /** Outputs of the HCL edition. */
  readonly outputs: readonly string[];
}

/** Reads it from the sources. @param root the project */
export function readInterface(root: string): Interface {
  const text = (name: string): string => readFileSync(path.join(root, name), "utf8");
  return {
    addresses: text("addresses.txt").trimEnd().split("\n"),
    exports: {
      ".": exportsOf(path.join(root, "constructs/index.ts")),
      "./posture": exportsOf(path.join(root, "posture/index.ts")),
    },
    commands: COMMANDS.map(({ name }) => name).sort(),
    rules: RULES.map(({ code }) => code).sort(),
    changes: [...new Set(CODE_TABLES.flatMap(({ codes }) => Object.keys(codes)))].sort(),
    variables: variableTypes(text("module/variables.tf")),
    outputs: [...text("module/outputs.tf").matchAll(/^output "(\w+)" \{$/gm)].map(([, name = ""]) => name).sort(),
  };
}

/** As it is committed: `interface.json`, and one for each release. */
export function interfaceText(found: Interface): string {
  return `${JSON.stringify(found, null, 2)}\n`;
}
