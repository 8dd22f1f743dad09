import type { Blueprint } from "./blueprint";
import { AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "../../constructs/stack/stack";
import { WARNINGS } from "./warnings";
import { OUTPUTS } from "./outputs";
import { README_INTRO, README_NOTES } from "./readme-text";
import { BEYOND_HCL, NEVER_PLANNED } from "./rules";
import { VARIABLES, type Variable } from "./variables";
import { format } from "./hcl/format";

/** The module's README: how to use it, and tables of everything that goes in and comes out. */
export function readme(blueprint: Blueprint): string {
  return [
    README_INTRO,
    `## Requirements\n\n| what | version |\n| --- | --- |\n| Terraform or OpenTofu | \`${TERRAFORM_RANGE}\` |\n| hashicorp/aws | \`${AWS_PROVIDER_RANGE}\` |\n\nIts own tests (\`terraform test\`) mock the provider, which needs Terraform 1.7 or OpenTofu 1.8.`,
    `## Inputs\n\n${table(["name", "what", "default"], VARIABLES.map(row))}`,
    VARIABLES.filter((variable) => variable.type.includes("\n")).map(shape).join("\n\n"),
    `## Outputs\n\n${table(
      ["name", "what"],
      OUTPUTS.map((output) => [`\`${output.name}\``, `${output.description}${output.sensitive ? " Sensitive." : ""}`]),
    )}`,
    `## What is refused\n\nEach message begins with its code. Validations name the items that are wrong; preconditions look at several variables at once; checks only warn.\n\n${table(["code", "where"], codes(blueprint))}`,
    `## What else \`posture check\` looks for\n\nThe codes above are the same as in a check of a plan. Its other rules have nothing to say here:\n\n${silences()}`,
    README_NOTES,
  ].join("\n\n");
}

function row(variable: Variable): string[] {
  const fallback = variable.default === undefined ? "required" : `\`${variable.default}\``;
  const name = variable.type.includes("\n") ? `[\`${variable.name}\`](#${variable.name})` : `\`${variable.name}\``;
  return [name, variable.description, fallback];
}

function shape(variable: Variable): string {
  return `### ${variable.name}\n\n\`\`\`hcl\n${format(variable.type)}\`\`\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Why the module needs no message for the rules that it doesn't name. */
function silences(): string {
  const lines = [...NEVER_PLANNED, ...BEYOND_HCL].map(({ why, codes }) => `- ${why} (${codes.map(quoted).join(", ")})`);
  return lines.join("\n");
}

const quoted = (code: string): string => `\`${code}\``;

/** Every code with the variables and resources that say it. */
function codes(blueprint: Blueprint): string[][] {
  const where = new Map<string, Set<string>>();
  const note = (code: string, place: string): void => {
    where.set(code, (where.get(code) ?? new Set()).add(`\`${place}\``));
  };
  for (const { name, validations = [] } of VARIABLES) for (const { code } of validations) note(code, `var.${name}`);
  for (const [address, { preconditions }] of blueprint.resources) for (const { code } of preconditions) note(code, address);
  for (const { code } of WARNINGS) note(code, `check.${code.replaceAll("-", "_")}`);
  return [...where].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, names]) => [`\`${code}\``, [...names].join(", ")]);
}
