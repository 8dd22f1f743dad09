import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

type Json = Record<string, unknown>;

/** Maps whose keys are data and not argument names. */
const DATA_MAPS = new Set(["tags", "variables", "value"]);

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string) => camel(`_${name}`);

function bindingArguments(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => bindingArguments(item));
  if (typeof value !== "object" || value === null || DATA_MAPS.has(key)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "//" && name !== "depends_on")
      .map(([name, inner]) => [camel(name), bindingArguments(inner, name)]),
  );
}

/**
 * Writes the program that somebody would write without this project: the same resources with the same arguments, straight from the provider's
 * bindings. It is made from a synthesized stack, so that both sides of the comparison emit the same.
 */
export function writeBareProgram(stack: Json, file: string): void {
  const resources = stack.resource as Record<string, Record<string, Json>>;
  const lines = [
    'import { App, TerraformOutput, TerraformStack } from "cdktf";',
    'import { AwsProvider } from "@cdktf/provider-aws/lib/provider";',
    ...Object.keys(resources).map((type) => {
      const name = type.replace(/^aws_/, "");
      return `import { ${pascal(name)} } from "@cdktf/provider-aws/lib/${name.replaceAll("_", "-")}";`;
    }),
    'const stack = new TerraformStack(new App(), "auth-api");',
    'new AwsProvider(stack, "aws", { region: "us-east-1" });',
  ];
  for (const [type, named] of Object.entries(resources)) {
    for (const [name, given] of Object.entries(named)) {
      const config = JSON.stringify(bindingArguments(given));
      lines.push(`new ${pascal(type.replace(/^aws_/, ""))}(stack, ${JSON.stringify(`${type}-${name}`)}, ${config});`);
    }
  }
  for (const [name, output] of Object.entries(stack.output as Record<string, Json>)) {
    lines.push(`new TerraformOutput(stack, ${JSON.stringify(name)}, ${JSON.stringify(output)});`);
  }
  lines.push("(stack.node.root as App).synth();");
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join("\n")}\n`);
}
