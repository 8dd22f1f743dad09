import type { Node } from "../../posture/terraform/hcl/ast";
import { parseTemplate } from "../../posture/terraform/hcl/parse";

type Need = "required" | "optional";

/**
 * What an input of the HCL edition takes, by its path: `routes` or `routes.*.scopes`, where `*` is any key or item. Each says whether it has to be
 * given beside what it stands in, and its type; objects and collections of them have their own members listed.
 */
export type VariableTypes = Readonly<Record<string, `${Need} ${string}`>>;

/** Reads every variable of a formatted file of Terraform: a block ends at a brace of its own line. The paths are sorted. */
export function variableTypes(hcl: string): VariableTypes {
  const found = [...hcl.matchAll(/^variable "(\w+)" \{\n([^]*?)^\}$/gm)].flatMap(([, name = "", body = ""]) => {
    const type = /^ {2}type\s*=\s*([^]*?)(?=^ {2}[a-z_]+\s*[={]|^ {2}$|$(?![^]))/m.exec(body)?.[1] ?? "any";
    const text = type.replace(/("(?:\\.|[^"\\])*")|#[^\n]*/g, "$1").trim();
    return typesOf(name, parseTemplate(`\${${text}}`), /^ {2}default\s*=/m.test(body) ? "optional" : "required");
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A type constraint and those of its members: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
function typesOf(path: string, type: Node, need: Need): readonly [string, `${Need} ${string}`][] {
  const shape: string[] = [];
  let at: Node | undefined = type;
  for (; at?.kind === "call" && ["map", "set", "list"].includes(at.name); at = at.args[0]) shape.push(at.name);
  const inner = path + ".*".repeat(shape.length);
  if (at?.kind === "reference") return [[path, `${need} ${[...shape, at.root].join(" of ")}`]];
  const members = at?.kind === "call" && at.name === "object" ? at.args[0] : undefined;
  if (members?.kind !== "object")
    throw new Error(
      `The type of ${path} is a ${at?.kind === "call" ? at.name : String(at?.kind)}, which tools/release/variable-types.ts can't read.`,
    );
  return [
    [path, `${need} ${[...shape, "object"].join(" of ")}`],
    ...members.entries.flatMap(([key, given]) => {
      const optional = given.kind === "call" && given.name === "optional" ? given.args[0] : undefined;
      const name = key.kind === "value" ? String(key.value) : "";
      return typesOf(`${inner}.${name}`, optional ?? given, optional ? "optional" : "required");
    }),
  ];
}
