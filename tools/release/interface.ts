import { readFileSync } from "node:fs";
import * as path from "node:path";
import { DETECTORS } from "../../posture/changes";
import { COMMANDS } from "../../posture/cli/commands";
import { RULES } from "../../posture/rules";
import { exportsOf } from "./exports";

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
  /** Variables of the HCL edition, and whether they have to be given. */
  readonly variables: Readonly<Record<string, "required" | "optional">>;
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
    changes: [...new Set(DETECTORS.flatMap(({ codes }) => Object.keys(codes)))].sort(),
    variables: variablesOf(text("module/variables.tf")),
    outputs: [...text("module/outputs.tf").matchAll(/^output "(\w+)" \{$/gm)].map(([, name = ""]) => name).sort(),
  };
}

/** A variable without a default has to be given. The files are formatted: a block ends at a brace of its own line. */
function variablesOf(hcl: string): Interface["variables"] {
  const blocks = [...hcl.matchAll(/^variable "(\w+)" \{\n([^]*?)^\}$/gm)];
  return Object.fromEntries(
    blocks
      .map(([, name = "", body = ""]) => [name, /^ {2}default +=/m.test(body) ? "optional" : "required"] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** As it is committed: `interface.json`, and one for each release. */
export function interfaceText(found: Interface): string {
  return `${JSON.stringify(found, null, 2)}\n`;
}
