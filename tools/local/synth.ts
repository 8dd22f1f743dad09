import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "./child";
import { isObject, objects } from "./plan-changes";
import type { Packaging } from "./providers";
import { Refusal } from "./refusal";
import { ROOT } from "./workspace";

/** A synthesized stack, ready for Terraform. */
export interface Synthesized {
  /** Where cdk.tf.json and its assets lie; Terraform's working folder. */
  readonly folder: string;
  /** The parsed cdk.tf.json. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Region of the default AWS provider; us-east-1 if it names none. */
  readonly region: string;
}

/** The stack that main.ts deploys. */
export const STACK = "auth-api";

/** Region of the default `aws` provider block; a region that is no literal, or none, is us-east-1 here. */
export function regionOf(json: Readonly<Record<string, unknown>>): string {
  const provider = isObject(json["provider"]) ? json["provider"]["aws"] : undefined;
  const blocks = Array.isArray(provider) ? objects(provider) : isObject(provider) ? [provider] : [];
  const region = blocks.find((block) => block["alias"] === undefined)?.["region"];
  return typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : "us-east-1";
}

/**
 * Synthesizes the stack that would be deployed into `out`, as `npm run synth` does. Only where its state is kept is
 * different: an override file next to it keeps it in the folder, whatever backend the stack names.
 */
export async function synthesize(out: string, packaging: Packaging): Promise<Synthesized> {
  mkdirSync(out, { recursive: true });
  const tool = join(ROOT, "tools", "synth.mjs");
  const env = { ...process.env, CDKTF_OUTDIR: out, LAMBDA_PACKAGING: packaging };
  const answer = await run(process.execPath, [tool], { cwd: ROOT, env, timeout: 120_000 });
  if (answer.code !== 0)
    throw new Refusal(
      `The stack could not be synthesized:\n${lastLines(answer.stderr + answer.stdout, 40)}`,
      "See `npm run synth`.",
    );
  const folder = join(out, "stacks", STACK);
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) {
    const stacks = existsSync(join(out, "stacks")) ? readdirSync(join(out, "stacks")) : [];
    throw new Refusal(
      `The synthesis wrote no stack named ${STACK} (it wrote: ${stacks.join(", ") || "none"}).`,
      "The local run applies the stack that main.ts gives this name.",
    );
  }
  const json: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isObject(json)) throw new TypeError(`${file} holds no JSON object.`);
  writeFileSync(join(folder, "local_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
  return { folder, json, region: regionOf(json) };
}
