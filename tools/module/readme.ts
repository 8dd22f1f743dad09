import { argument, blocksOf, text, type Block } from "../docs/blocks";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { table } from "../docs/table";

const BEGIN = "<!-- BEGIN_TF_DOCS -->";
const END = "<!-- END_TF_DOCS -->";

/**
 * Writes the tables of requirements, inputs, outputs, resources and refusals between the markers that terraform-docs uses. It can't write them
 * itself: the inputs' types stand in `modules/inputs`, because Terraform would drop misspelt attributes if they stood in the module. `modules/distribution` has its own.
 * @param folder the module's
 * @throws Error when the page has no markers
 */
export function withTables(page: string, folder: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin)
    throw new Error(`README.md lacks ${BEGIN} and ${END}, between which the tables stand.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables(folder)}\n\n${page.slice(end)}`;
}

function tables(folder: string): string {
  const module = blocksOf(folder);
  const beside = join(folder, "modules", "inputs");
  const inputs = existsSync(beside) ? blocksOf(beside) : module;
  const of = (blocks: readonly Block[], kind: string): Block[] => blocks.filter((block) => block.kind === kind);
  const types = new Map(
    of(inputs, "variable").map((block) => [block.labels[0] ?? "", argument(block, "type") ?? "any"]),
  );
  const variables = of(module, "variable");
  return [
    "## Inputs",
    table(
      ["Name", "Description", "Type", "Default", "Required"],
      variables.map((block) => row(block, types.get(block.labels[0] ?? "") ?? argument(block, "type") ?? "any")),
    ),
    ...variables.flatMap(({ labels: [name = ""] }) => shape(name, types.get(name) ?? "")),
    "## Outputs",
    table(["Name", "Description"], of(module, "output").map(output)),
    "## Resources",
    table(
      ["Name", "File"],
      of(module, "resource")
        .map(({ labels, file }) => [`\`${labels.join(".")}\``, `[${file}](${file})`])
        .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    ),
    "## What is refused",
    "Each message begins with its code and names the input and its key. One plan reports every error; a `check` block only warns.",
    table(["Code", "Where"], codes(inputs)),
  ].join("\n\n");
}

function row(block: Block, type: string): string[] {
  const [name = ""] = block.labels;
  const fallback = argument(block, "default");
  const short = type.includes("\n")
    ? `[\`${type.split("({")[0]}({…})${type.startsWith("map") ? ")" : ""}\`](#${name})`
    : `\`${type}\``;
  return [
    `\`${name}\``,
    text(block, "description"),
    short,
    fallback === undefined ? "" : `\`${fallback}\``,
    fallback === undefined ? "yes" : "no",
  ];
}

function shape(name: string, type: string): string[] {
  return type.includes("\n") ? [`### ${name}`, `\`\`\`hcl\n${type}\n\`\`\``] : [];
}

function output(block: Block): string[] {
  const sensitive = argument(block, "sensitive") === "true" ? " Sensitive." : "";
  return [`\`${block.labels[0] ?? ""}\``, text(block, "description") + sensitive];
}

/** The input that an output of `modules/inputs` judges, where it has another name. */
const JUDGED: Readonly<Record<string, string>> = {
  mcp_servers: "routes",
  own_domain: "sign_in_domain",
  own_pool: "pool",
  threat_responses: "pool",
};

/** Every code with the inputs whose outputs in `modules/inputs` tell it, and its checks. @throws Error for an output that judges no input */
function codes(blocks: readonly Block[]): string[][] {
  const where = new Map<string, Set<string>>();
  const inputs = new Set(blocks.filter(({ kind }) => kind === "variable").map(({ labels }) => labels[0]));
  for (const { kind, labels, body } of blocks) {
    const [label = ""] = labels;
    const input = JUDGED[label] ?? label;
    for (const [, code = ""] of body.matchAll(/^ +(?:\w+ += ")?\[([a-z]+(?:-[a-z]+)*)\] /gm)) {
      if (kind === "output" && !inputs.has(input))
        throw new Error(`output ${label} of modules/inputs tells ${code}, but no input has its name: write in JUDGED which input it judges`);
      where.set(code, (where.get(code) ?? new Set()).add(kind === "check" ? "check" : `\`${input}\``));
    }
  }
  return [...where]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, places]) => [`\`${code}\``, [...places].join(", ")]);
}
