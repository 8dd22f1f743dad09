import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { SERVICE_INTEGRATIONS } from "../../posture/aws/service-integrations";
import { argument, blocksOf, text } from "../../tools/docs/blocks";
import { MODULE } from "./support";

/** What a reader of the module may count on, as far as `terraform validate` and tflint don't look at it. */

const INPUTS = path.join(MODULE, "modules", "inputs");
const files = [MODULE, INPUTS, path.join(MODULE, "modules", "distribution"), path.join(MODULE, "tests")].flatMap(
  (folder) =>
    readdirSync(folder)
      .filter((name) => /\.(tf|hcl)$/.test(name))
      .map(
        (name) =>
          [path.relative(MODULE, path.join(folder, name)), readFileSync(path.join(folder, name), "utf8")] as const,
      ),
);
const root = blocksOf(MODULE);
const inputs = blocksOf(INPUTS);

test("no line is longer than 140 characters, and no file but the variables' than 500 lines", () => {
  expect(files.length).toBeGreaterThan(25);
  const long = files.flatMap(([name, body]) =>
    body.split("\n").flatMap((line, at) => ([...line].length > 140 ? [`${name}:${at + 1}`] : [])),
  );
  expect(long).toEqual([]);
  expect(
    files
      .filter(([name, body]) => !name.endsWith("variables.tf") && body.split("\n").length > 500)
      .map(([name]) => name),
  ).toEqual([]);
});

test("the module holds no provider, no backend, and no path of a machine", () => {
  expect(root.filter(({ kind }) => kind === "provider").map(({ labels }) => labels)).toEqual([]);
  expect(
    files.filter(([, body]) => /^\s*(backend|cloud)\b[^=]*\{/m.test(body) || body.includes(process.cwd())),
  ).toEqual([]);
});

test("each input is typed in modules/inputs, and passed on with what the caller wrote", () => {
  const names = (blocks: typeof root): string[] =>
    blocks.filter(({ kind }) => kind === "variable").map(({ labels: [name = ""] }) => name);
  expect(
    names(inputs)
      .filter((name) => name !== "given")
      .sort(),
  ).toEqual(names(root).sort());
  const [call] = root.filter(({ kind, labels }) => kind === "module" && labels[0] === "inputs");
  if (call === undefined) throw new Error("The module doesn't call modules/inputs.");
  const given = argument(call, "given") ?? "";
  const any = root
    .filter((block) => block.kind === "variable" && argument(block, "type") === "any")
    .map(({ labels: [name = ""] }) => name);
  expect([...given.matchAll(/^ {2}(\w+) += var\.(\w+)$/gm)].map(([, key]) => key).sort()).toEqual(any.sort());
  for (const name of names(root)) expect([name, argument(call, name)?.includes(`var.${name}`)]).toEqual([name, true]);
});

test("the module's own tests of modules/inputs give it every input: none has a default", () => {
  const names = inputs.filter(({ kind }) => kind === "variable").map(({ labels: [name = ""] }) => name);
  const tests = files.filter(
    ([name, body]) => name.startsWith("tests") && body.includes('source = "./modules/inputs"'),
  );
  expect(tests).toHaveLength(2);
  for (const [file, body] of tests) {
    const [, given = ""] = /^variables \{\n([^]*?)^\}/m.exec(body) ?? [];
    const set = new Set([...given.matchAll(/^ {2}(\w+) +=/gm)].map(([, name]) => name));
    expect([file, names.filter((name) => !set.has(name))]).toEqual([file, []]);
  }
});

test("what terraform takes apart for each of a hundred routes is their keys alone", () => {
  const [route] = root.filter(({ labels }) => labels.join(".") === "aws_apigatewayv2_route.route");
  if (route === undefined) throw new Error("The module makes no routes.");
  expect(argument(route, "for_each")).toBe("local.route_keys");
});

test("every variable and output says what it is, in a sentence", () => {
  const described = [...root, ...inputs].filter(({ kind }) => kind === "variable" || kind === "output");
  expect(described.length).toBeGreaterThan(100);
  expect(
    described.filter((block) => !/^[A-Z0-9].*[.)]$/.test(text(block, "description"))).map(({ labels }) => labels[0]),
  ).toEqual([]);
});

test("messages begin with their code, and each fault is looked for once", () => {
  const messages = inputs.flatMap(({ body }) =>
    [...body.matchAll(/^ +error_message = (?!join\()(?:<<-EOT\n\s*)?"?(.*)|^ {8}\w+ += (?:<<-EOT\n\s*|")(.*)/gm)].map(
      ([, line, ofSeveral = ""]) => line ?? ofSeveral,
    ),
  );
  expect(messages.length).toBeGreaterThan(120);
  expect(messages.filter((message) => !/^\[[a-z]+(-[a-z]+)*\] /.test(message))).toEqual([]);
  expect(files.filter(([, body]) => /error_message = .*\[for /.test(body)).map(([name]) => name)).toEqual([]);
});

test("the actions of AWS services are those that the constructs know", () => {
  const written = readFileSync(path.join(INPUTS, "known.tf"), "utf8").replace(/\s+/g, " ").replace(/\[ | ?,? \]/g, (end) => end.replace(/[ ,]/g, ""));
  const names = (of: readonly string[]): string => `[${of.map((name) => JSON.stringify(name)).join(", ")}]`;
  const known = Object.entries(SERVICE_INTEGRATIONS.value);
  const expected = known.map(
    ([name, { action, required, optional }]) =>
      `${name} = { action = "${action}" required = ${names(required)} optional = ${names(optional)} }`,
  );
  expect(expected.filter((entry) => !written.includes(entry))).toEqual([]);
  expect(written.match(/ action = "/g)).toHaveLength(known.length);
});

test("the README has terraform-docs' tables between its markers: each input with its type, each output, resource and file", () => {
  const page = readFileSync(path.join(MODULE, "README.md"), "utf8");
  const [, tables = ""] = /^<!-- BEGIN_TF_DOCS -->\n([^]*)^<!-- END_TF_DOCS -->$/m.exec(page) ?? [];
  // Columns of its format "markdown table"; resources are shown with their file, which is what a reader looks for.
  const rows = (title: string, columns: string): string[] => {
    const [, body = ""] = new RegExp(`^## ${title}\\n\\n\\| ${columns} \\|\\n[|: -]+\\n((?:\\|.*\\n)*)`, "m").exec(tables) ?? [];
    return body.split("\n").filter((line) => line !== "");
  };
  const labels = (kind: string): string[] => root.filter((block) => block.kind === kind).map((block) => block.labels.join("."));
  const shown = (lines: readonly string[]): string[] => lines.map((line) => line.split("`")[1] ?? line);

  const described = rows("Inputs", "Name \\| Description \\| Type \\| Default \\| Required");
  expect(shown(described).sort()).toEqual(labels("variable").sort());
  const types = described.map((line) => line.split(" | ").at(2) ?? "");
  expect(types.filter((type) => !/`(bool|string|(map|set|list)\(\w+\)|(map\()?object\(\{…\}\)\)?)`/.test(type))).toEqual([]);
  for (const [, name = ""] of types.join("\n").matchAll(/\(#(\w+)\)/g))
    expect(tables).toMatch(new RegExp(`^### ${name}\\n\\n\`\`\`hcl\\n(map\\()?object\\(\\{\\n`, "m"));
  expect(shown(rows("Outputs", "Name \\| Description")).sort()).toEqual(labels("output").sort());
  expect(shown(rows("Resources", "Name \\| File")).sort()).toEqual(labels("resource").sort());
});

test("each example has a README that says what it shows, and that of the module leads there", () => {
  const page = readFileSync(path.join(MODULE, "README.md"), "utf8");
  const examples = readdirSync(path.join(MODULE, "examples"));
  expect(examples.length).toBeGreaterThan(2);
  for (const name of examples) {
    expect(readFileSync(path.join(MODULE, "examples", name, "README.md"), "utf8")).toMatch(/^# \S.*\n\n\S.{40}/);
    expect(page).toContain(`(examples/${name})`);
  }
});

test("the README lists what the module lacks beside the TypeScript edition", () => {
  const page = readFileSync(path.join(MODULE, "README.md"), "utf8");
  const [, lacks = ""] = /^## Only in the TypeScript edition\n\n([^]*?)^## /m.exec(page) ?? [];
  expect(lacks.match(/^- /gm)?.length).toBeGreaterThanOrEqual(6);
  for (const lacking of ["Bundling", "Private REST APIs", "API keys", "backend for frontend", "Branding", "truststore", "MCP", "Acknowledgements"])
    expect(lacks).toContain(lacking);
});

test("how many there are of a resource never hangs on try(), which before Terraform 1.6 knows nothing of what is partly unknown", () => {
  const counts = root
    .filter(({ kind }) => kind === "resource")
    .map((block) => argument(block, "count") ?? argument(block, "for_each") ?? "");
  expect(counts.filter((count) => count !== "").length).toBeGreaterThan(25);
  expect(counts.filter((count) => count.includes("try("))).toEqual([]);
});
