import { bundle } from "../../constructs/compute/bundle";
import { deterministicZip } from "../../constructs/compute/zip";
import { bundledFunction } from "../../constructs/package-root";
import { AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "../../constructs/stack/stack";
import type { Instances, Precondition } from "./blueprint";
import { checked } from "./checked";
import { PROBLEMS } from "./problems";
import { WARNINGS } from "./warnings";
import { format } from "./hcl/format";
import { quote } from "./hcl/template";
import { wrap } from "./hcl/wrap";
import { localsOf, type Local } from "./locals";
import { OUTPUTS } from "./outputs";
import { readme } from "./readme";
import { resourceBlock } from "./resource";
import { TRIGGER } from "./resources/functions";
import { synthesize, type Synthesized } from "./stack";
import { FUNCTION_DEFAULTS, VARIABLES, type Variable } from "./variables";

const HEADER = "# Generated from the constructs by `npm run module`: change those, not this file.";

/** The functions that routes may lead to; each comes as a zip. Sorted. */
export const BUNDLED_FUNCTIONS = ["create-note", "hello", "items", "preflight", "profile"] as const;

/** Every generated file of the module by its path below `module/`. */
export function moduleFiles(): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const hcl = (name: string, blocks: readonly string[]): void => {
    files.set(name, format([HEADER, ...blocks].join("\n\n")));
  };
  hcl("versions.tf", [versions()]);
  hcl("variables.tf", VARIABLES.map(variableBlock));
  hcl("locals.tf", [localsBlock(localsOf(BUNDLED_FUNCTIONS, FUNCTION_DEFAULTS))]);
  hcl("checks.tf", [localsBlock(PROBLEMS), ...WARNINGS.map(checkBlock)]);
  const synthesized = synthesize();
  for (const [name, blocks] of resourceFiles(synthesized)) hcl(name, blocks);
  hcl("outputs.tf", OUTPUTS.map((output) => outputBlock(output)));
  files.set("README.md", readme(synthesized.blueprint));
  for (const name of [...BUNDLED_FUNCTIONS, TRIGGER]) {
    const code = bundle({ entry: bundledFunction(name), runtime: "nodejs22.x", sourceMaps: false });
    files.set(`functions/${name}.zip`, deterministicZip(code));
  }
  return files;
}

function resourceFiles({ blueprint, emitted }: Synthesized): Map<string, string[]> {
  const instances = new Map<string, Instances>();
  for (const [address, drawn] of blueprint.resources) {
    if (drawn.instances !== undefined) instances.set(address, drawn.instances);
  }
  const files = new Map<string, string[]>();
  for (const [address, drawn] of blueprint.resources) {
    const block = resourceBlock(drawn, emitted.get(address) ?? {}, instances);
    files.set(drawn.file, [...(files.get(drawn.file) ?? []), block]);
  }
  return files;
}

function versions(): string {
  return `terraform {
required_version = "${TERRAFORM_RANGE}"

required_providers {
aws = {
source = "hashicorp/aws"
version = "${AWS_PROVIDER_RANGE}"
}
}
}`;
}

function localsBlock(locals: readonly Local[]): string {
  const written = locals.map(({ name, value, comment }) => {
    return `${comment === undefined ? "" : `# ${comment}\n`}${name} = ${wrap(value)}`;
  });
  return `locals {\n${written.join("\n\n")}\n}`;
}

function checkBlock(warning: Precondition): string {
  return `check "${warning.code.replaceAll("-", "_")}" {\nassert {\n${checked(warning)}\n}\n}`;
}

function variableBlock(variable: Variable): string {
  const { name, description, type, validations = [] } = variable;
  const lines = [`description = ${quote(description)}`, `type = ${type}`];
  if (variable.default !== undefined) lines.push(`default = ${variable.default}`);
  if (variable.nullable !== true) lines.push("nullable = false");
  const checks = validations.map((validation) => `validation {\n${checked(validation)}\n}`);
  return `variable "${name}" {\n${[lines.join("\n"), ...checks].join("\n\n")}\n}`;
}

function outputBlock(output: (typeof OUTPUTS)[number]): string {
  const lines = [`description = ${quote(output.description)}`, `value = ${wrap(output.value)}`];
  if (output.sensitive === true) lines.push("sensitive = true");
  return `output "${output.name}" {\n${lines.join("\n")}\n}`;
}
