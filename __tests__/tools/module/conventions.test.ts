import { moduleFiles } from "../../../tools/module/files";
import { OUTPUTS } from "../../../tools/module/outputs";
import { VARIABLES } from "../../../tools/module/variables";

/** What tflint's recommended rules ask of a module, as far as `terraform validate` doesn't. */

const files = new Map([...moduleFiles()].filter(([name]) => name.endsWith(".tf")).map(([name, text]) => [name, String(text)]));
const all = [...files.values()].join("\n");

const SNAKE = /^[a-z][a-z0-9_]*$/;
const declared = (kind: string): string[] => [...all.matchAll(new RegExp(`^${kind} "([^"]+)"(?: "([^"]+)")? \\{`, "gm"))].map((m) => m[2] ?? m[1] ?? "");
const localNames = [...all.matchAll(/^locals \{\n([\s\S]*?)^\}/gm)].flatMap((block) =>
  [...(block[1] ?? "").matchAll(/^ {2}([a-z_]+) += /gm)].map((m) => m[1] ?? ""),
);

test("terraform_required_version and terraform_required_providers", () => {
  expect(files.get("versions.tf")).toContain('required_version = ">= 1.5.7"');
  expect(files.get("versions.tf")).toMatch(/source {2}= "hashicorp\/aws"\n\s+version = ">= 5\.100\.0, < 7\.0\.0"/);
});

test("a module has no provider and no backend", () => {
  expect(all.match(/^\s*(provider|backend|cloud)\b[^=]*\{/gm)).toBeNull();
});

test("terraform_unused_declarations", () => {
  const uses = all.replace(/^variable "[^"]+" \{\n[\s\S]*?^\}/gm, "");
  expect(VARIABLES.filter(({ name }) => !new RegExp(`\\bvar\\.${name}\\b`).test(uses))).toEqual([]);
  expect(localNames.length).toBeGreaterThan(15);
  expect(localNames.filter((name) => !new RegExp(`\\blocal\\.${name}\\b`).test(all))).toEqual([]);
});

test("terraform_typed_variables and documented variables and outputs", () => {
  expect(declared("variable")).toEqual(VARIABLES.map(({ name }) => name));
  expect(declared("output")).toEqual(OUTPUTS.map(({ name }) => name));
  for (const { name, type, description } of VARIABLES) expect([name, type !== "", description.endsWith(".")]).toEqual([name, true, true]);
  for (const { name, description } of OUTPUTS) expect([name, description.endsWith(".") || description.includes(": ")]).toEqual([name, true]);
});

test("terraform_naming_convention", () => {
  const names = [...declared("resource"), ...declared("variable"), ...declared("output"), ...localNames];
  expect(names.filter((name) => !SNAKE.test(name))).toEqual([]);
});

test("terraform_deprecated_interpolation, terraform_deprecated_index, terraform_comment_syntax", () => {
  expect(all.match(/= "\$\{[^"{}]*\}"$/gm)).toBeNull();
  expect(all.replace(/"(\\.|[^"\\])*"/g, "").match(/[a-z_]\.\d+\b/g)).toBeNull();
  expect(all.match(/^\s*\/\//gm)).toBeNull();
});

test("no hashed name, no metadata, no path of this machine", () => {
  expect(all.match(/_[0-9A-F]{8}\b/g)).toBeNull();
  expect([all.includes('"//"'), all.includes(process.cwd())]).toEqual([false, false]);
});

test("messages begin with their code", () => {
  const messages = [...all.matchAll(/error_message = "(.*)"/g)].map((m) => m[1] ?? "");
  expect(messages.length).toBeGreaterThan(40);
  expect(messages.filter((message) => !/^\[[a-z]+(-[a-z]+)*\] /.test(message))).toEqual([]);
});

test("how many there are of a resource never hangs on try(), which before Terraform 1.6 knows nothing of what is partly unknown", () => {
  const counts = [...all.matchAll(/^ {2}(?:count|for_each) += (.*)$/gm)].map((m) => m[1] ?? "");
  expect(counts.length).toBeGreaterThan(20);
  const used = new Set(counts.flatMap((count) => [...count.matchAll(/\blocal\.([a-z_]+)/g)].map((m) => m[1] ?? "")));
  expect(used.size).toBeGreaterThan(5);
  const definition = (name: string): string => new RegExp(`^ {2}${name} += ([\\s\\S]*?)\\n(?:\\n|\\})`, "m").exec(all)?.[1] ?? "";
  const tried = [...counts, ...[...used].map(definition)].filter((text) => text === "" || text.includes("try("));
  expect(tried).toEqual([]);
});
