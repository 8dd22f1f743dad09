import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "./support/folder";
import { synthesizeEveryOption } from "./support/every-option";
import { synthesizeMain } from "./support/project";
import { skippedUnless } from "./support/skip";
import { terraformHere, validate } from "./support/terraform";

/** Terraform and the AWS provider themselves judge what is emitted: every argument, type and enumeration of the provider's schema. */

const here = terraformHere();
const folder = temporaryFolder("terraform");
const validated = skippedUnless(typeof here !== "string", `Terraform can't validate here: ${String(here)}`);

validated(
  "the deployed stack is valid",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const { stack } = await synthesizeMain(path.join(folder(), "main"), { LAMBDA_PACKAGING: here.packaging });
    await expect(validate(here, stack)).resolves.toEqual([]);
  },
  120_000,
);

validated(
  "a stack with every option is valid",
  async () => {
    if (typeof here === "string") throw new Error(here);
    await expect(validate(here, synthesizeEveryOption(path.join(folder(), "every-option")))).resolves.toEqual([]);
  },
  120_000,
);

validated(
  "a wrong argument would be seen",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const { stack } = await synthesizeMain(path.join(folder(), "wrong"), { LAMBDA_PACKAGING: here.packaging });
    const file = path.join(stack, "cdk.tf.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"memory_size": 256', '"memory_size": "much"'));
    const [first] = await validate(here, stack);
    expect(first).toMatch(/memory_size|number/);
  },
  120_000,
);
