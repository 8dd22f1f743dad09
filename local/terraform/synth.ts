import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "../../process/child";
import { isObject, objects } from "./plan-changes";
import type { Packaging } from "../../process/providers";
import { Refusal } from "../../process/user-error";
import type { StackSource } from "./stacks";
import { ROOT } from "../../process/terraform-working-directory";

/** A synthesized stack, ready for Terraform. */
export interface Synthesized {
  readonly name: string;
  /** Where cdk.tf.json and its assets lie; Terraform's working folder. */
  readonly folder: string;
  /** The parsed cdk.tf.json. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Region of the default AWS provider; us-east-1 if it names none. */
  readonly region: string;
}

/** Region of the default `aws` provider block; a region that is no literal, or none, is us-east-1 here. */
export function regionOf(json: Readonly<Record<string, unknown>>): string {
  const provider = isObject(json["provider"]) ? json["provider"]["aws"] : undefined;
  const blocks = Array.isArray(provider) ? objects(provider) : isObject(provider) ? [provider] : [];
  const region = blocks.find((block) => block["alias"] === undefined)?.["region"];
  return typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : "us-east-1";
}

/**
 * Synthesizes a stack into `out`, as `npm run synth` does. Only where its state is kept is different: an override file
 * next to it keeps it in the folder, whatever backend the stack names.
 */
export async function synthesize(out: string, packaging: Packaging, source: StackSource): Promise<Synthesized> {
  mkdirSync(out, { recursive: true });
  const args = [join(ROOT, "tools", "synth.mjs"), ...(source.entry === undefined ? [] : [join(ROOT, source.entry)])];
  const env = { ...process.env, ...source.settings, CDKTF_OUTDIR: out, LAMBDA_PACKAGING: packaging };
  const answer = await run(process.execPath, args, { cwd: ROOT, env, timeout: 120_000 });
  const program = source.entry ?? "main.ts";
  if (answer.code !== 0)
    throw new Refusal(
      `The stack of ${program} could not be synthesized:\n${lastLines(answer.stderr + answer.stdout, 40)}`,
      `See \`${source.entry === undefined ? "npm run synth" : `node tools/synth.mjs ${source.entry}`}\`.`,
    );
  const folder = join(out, "stacks", source.name);
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) {
    const stacks = existsSync(join(out, "stacks")) ? readdirSync(join(out, "stacks")) : [];
    throw new Refusal(
      `The synthesis wrote no stack named ${source.name} (it wrote: ${stacks.join(", ") || "none"}).`,
      `The local run applies the stack that ${program} gives this name.`,
    );
  }
  const json: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isObject(json)) throw new TypeError(`${file} holds no JSON object.`);
  writeFileSync(join(folder, "local_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
  return { name: source.name, folder, json, region: regionOf(json) };
}
