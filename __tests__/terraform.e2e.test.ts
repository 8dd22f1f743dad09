import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack } from "../constructs";
import { accounts } from "./support/accounts";
import { everyOption } from "./support/every-option";
import { everyVariable } from "./support/every-variable";
import { temporaryFolder } from "./support/folder";
import { synthesizeMain } from "./support/project";
import { skippedUnless } from "./support/skip";
import { terraformHere, validateTogether } from "./support/terraform";
import { waysIn } from "./support/ways-in";

/** Terraform and the AWS provider themselves judge what is emitted: every argument, type and enumeration of the provider's schema. */

const here = terraformHere();
const folder = temporaryFolder("terraform");
const validated = skippedUnless(typeof here !== "string", `Terraform can't validate here: ${String(here)}`);

const STACKS = {
  "every-option": everyOption,
  "every-variable": everyVariable,
  "ways-in": waysIn,
  accounts,
} satisfies Record<string, (stack: ApiStack) => void>;

/** Writes the stacks; their folders by name. */
function synthesizeStacks(outdir: string): Record<string, string> {
  const folders = Object.entries<(stack: ApiStack) => void>(STACKS).map(([name, build]) => {
    // An app each: stacks of one app would share the archive of a function.
    mkdirSync(path.join(outdir, name), { recursive: true });
    const app = new App({ outdir: path.join(outdir, name) });
    const stack = new ApiStack(app, name);
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    build(stack);
    app.synth();
    return [name, path.join(outdir, name, "stacks", name)];
  });
  return Object.fromEntries(folders) as Record<string, string>;
}

/** The stack with one argument that the provider can't take. */
function spoilt(stack: string): string {
  const copy = `${stack}-spoilt`;
  cpSync(stack, copy, { recursive: true });
  const file = path.join(copy, "cdk.tf.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"memory_size": 256', '"memory_size": "much"'));
  return copy;
}

validated(
  "the deployed stack and stacks with every option are valid, and a wrong argument would be seen",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const main = await synthesizeMain(path.join(folder(), "main"), { LAMBDA_PACKAGING: here.packaging });
    const stacks = { main: main.stack, spoilt: spoilt(main.stack), ...synthesizeStacks(path.join(folder(), "stacks")) };
    mkdirSync(path.join(folder(), "all"));
    const { spoilt: seen = [], ...unforeseen } = await validateTogether(here, path.join(folder(), "all"), stacks);
    expect(unforeseen).toEqual({});
    expect(seen.length).toBeGreaterThan(0);
    for (const each of seen) expect(each).toMatch(/number/);
  },
  120_000,
);
