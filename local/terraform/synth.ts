import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Acknowledgement } from "../../posture/rules";
import type { Model } from "../../posture/model/index";
import { readAccessList, type AccessList } from "../../posture/access-list";
import type { BundlingOptions } from "../../constructs/compute/bundle";
import { lastLines, run } from "../../process/child";
import type { Packaging } from "../../process/providers";
import { IS_INSTALLED, ROOT } from "../../process/terraform-working-directory";
import { parseJson, readJsonFile } from "../../process/json-file";
import { UserError } from "../../process/user-error";
import { isObject, objects } from "./plan-changes";
import type { Program } from "./stacks";

/** A function and where its source is. */
export interface FunctionSource {
  readonly address: string;
  /** Its folder or file, absolute. */
  readonly entry: string;
  readonly runtime: string;
  /** How it is bundled, where an option says so. */
  readonly bundling?: BundlingOptions;
  /** What the construct gave the resource: `filename`, `handler`, `role`, `runtime`. */
  readonly made: Readonly<Record<string, string>>;
}

/** A synthesized stack, ready for Terraform. */
export interface Synthesized {
  readonly name: string;
  /** Where cdk.tf.json and its assets lie; Terraform's working folder. */
  readonly folder: string;
  /** The parsed cdk.tf.json. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Of a folder of HCL, which has no cdk.tf.json. */
  readonly model?: Model;
  /** Findings of the rules that a folder of HCL's reviewed file accepts. */
  readonly acknowledged?: readonly Acknowledgement[];
  /** Region of the default AWS provider; us-east-1 if it names none. */
  readonly region: string;
  /** Empty for a stack that this library's functions aren't part of. */
  readonly functions: readonly FunctionSource[];
  /** What the stack declares of access; undefined where it declares nothing. */
  readonly declared: AccessList | undefined;
  /** Warnings, notes and acknowledgements of the synthesis, one a line. */
  readonly notes: readonly string[];
}

/** Region of the default `aws` provider block; a region that is no literal, or none, is us-east-1 here. */
export function regionOf(json: Readonly<Record<string, unknown>>): string {
  const provider = isObject(json["provider"]) ? json["provider"]["aws"] : undefined;
  const blocks = Array.isArray(provider) ? objects(provider) : isObject(provider) ? [provider] : [];
  const region = blocks.find((block) => block["alias"] === undefined)?.["region"];
  return typeof region === "string" && /^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region) ? region : "us-east-1";
}

/** The person's context with what tells the constructs that this is a local run. */
function localContext(): string {
  const given = process.env["CDKTF_CONTEXT_JSON"];
  const file = join(process.cwd(), "cdktf.json");
  let context: unknown;
  if (given !== undefined) context = parseJson(given, "CDKTF_CONTEXT_JSON");
  else if (existsSync(file)) {
    const config = readJsonFile(file);
    context = isObject(config) ? config["context"] : undefined;
  }
  return JSON.stringify({ ...(isObject(context) ? context : {}), localRun: true });
}

/**
 * Synthesizes a program's stacks into `out`, as `npm run synth` does. Only where their state is kept is different: an
 * override file keeps it in the stack's folder, whatever backend it names.
 * @throws UserError with what the synthesis printed
 */
export async function synthesize(out: string, packaging: Packaging, program: Program): Promise<readonly Synthesized[]> {
  mkdirSync(out, { recursive: true });
  const { entry } = program;
  const [command, args, remedy] = commandOf(entry);
  const env = {
    // As tools/synth.mjs does, for programs that are run by something else.
    ESBUILD_WORKER_THREADS: "0",
    ...process.env,
    ...program.settings,
    CDKTF_OUTDIR: out,
    CDKTF_CONTEXT_JSON: localContext(),
    LAMBDA_PACKAGING: packaging,
  };
  const answer = await run(command, args, { env });
  const called = entry ?? "main.ts";
  if (answer.code !== 0)
    throw new UserError(
      "synth-failed",
      `The stack of ${called} could not be synthesized${answer.failure === undefined ? "" : ` (${answer.failure})`}:\n${lastLines(answer.stderr + answer.stdout, 40)}`,
      `See \`${remedy}\`.`,
    );
  const folder = join(out, "stacks");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (names.length === 0) throw new UserError("synth-failed", `The synthesis of ${called} wrote no stack.`);
  const annotations = annotationsIn(join(out, "manifest.json"));
  return names.map((name) => ({ ...readStack(name, join(folder, name)), notes: annotations.get(name) ?? [] }));
}

/** How a program is run: by this project's own synth, or, of an installed package, as the project's cdktf.json says. */
function commandOf(entry: string | undefined): readonly [command: string, args: readonly string[], remedy: string] {
  if (!IS_INSTALLED) {
    const args = [join(ROOT, "tools", "synth.mjs"), ...(entry === undefined ? [] : [resolve(entry)])];
    return [process.execPath, args, entry === undefined ? "npm run synth" : `node tools/synth.mjs ${entry}`];
  }
  const config = entry === undefined && existsSync("cdktf.json") ? readJsonFile("cdktf.json") : {};
  const own: unknown = isObject(config) ? config["app"] : undefined;
  const app = typeof own === "string" ? own : `npx tsx ${entry ?? "main.ts"}`;
  const shell = process.platform === "win32" ? (["cmd", "/c"] as const) : (["sh", "-c"] as const);
  return [shell[0], [shell[1], app], app];
}

/** Warnings, notes and acknowledgements of each stack; a line each. */
function annotationsIn(manifest: string): ReadonlyMap<string, readonly string[]> {
  const json: unknown = existsSync(manifest) ? readJsonFile(manifest) : {};
  const stacks = isObject(json) && isObject(json["stacks"]) ? json["stacks"] : {};
  return new Map(
    Object.entries(stacks).map(([name, stack]) => [
      name,
      objects(isObject(stack) ? stack["annotations"] : undefined).map(({ message }) => String(message)),
    ]),
  );
}

/** Reads a folder that Terraform works in: a synthesized stack, or HCL with an access list beside it. */
export function readStack(name: string, folder: string): Synthesized {
  const read = (file: string): unknown =>
    existsSync(join(folder, file)) ? readJsonFile(join(folder, file)) : undefined;
  const json = read("cdk.tf.json");
  if (!isObject(json)) throw new UserError("synth-failed", `${join(folder, "cdk.tf.json")} holds no JSON object.`);
  const backend = { terraform: { backend: { local: {} } } };
  writeFileSync(join(folder, "local_override.tf.json"), JSON.stringify(backend));
  const list = read("access.json");
  return {
    name,
    folder,
    json,
    region: regionOf(json),
    functions: objects(read("functions.json")) as unknown as readonly FunctionSource[],
    declared: list === undefined ? undefined : readAccessList(list),
    notes: [],
  };
}

/**
 * The stacks that a run applies: all of them, or the one that is named.
 * @throws UserError for a name that no stack has, or one that two programs give
 */
export function selectStacks(stacks: readonly Synthesized[], name: string | undefined): readonly Synthesized[] {
  const names = stacks.map((stack) => stack.name);
  const twice = names.find((one, i) => names.indexOf(one) !== i);
  if (twice !== undefined)
    throw new UserError("stack-name", `Two programs give a stack the name ${twice}.`, "Rename one of them.");
  if (name === undefined) return stacks;
  const found = stacks.filter((stack) => stack.name === name);
  if (found.length === 0)
    throw new UserError("stack-name", `There is no stack ${name}.`, `--stack takes one of: ${names.join(", ")}.`);
  return found;
}
