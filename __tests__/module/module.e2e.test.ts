import { cpSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere, validate } from "../support/terraform";
import { ROOT } from "../support/project";
import { MODULE, terraform } from "./support";

const here = terraformHere();
const folder = temporaryFolder("module");
const judged = skippedUnless(typeof here !== "string", `Terraform can't judge here: ${String(here)}`);

/** Terraform writes beside the module, so it works on a copy. */
const copy = (): string => path.join(folder(), "copy");
beforeAll(() => cpSync(MODULE, copy(), { recursive: true }));

judged("everything is formatted as terraform fmt would", async () => {
  if (typeof here === "string") throw new Error(here);
  const { code, stdout } = await terraform(here, ROOT, ["fmt", "-check", "-recursive", "-diff", "module", "examples"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

judged(
  "the module is valid by itself",
  async () => {
    if (typeof here === "string") throw new Error(here);
    await expect(validate(here, copy())).resolves.toEqual([]);
  },
  60_000,
);

judged(
  "so is each of its examples",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const names = readdirSync(path.join(copy(), "examples"));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      expect({ name, said: await validate(here, path.join(copy(), "examples", name)) }).toEqual({ name, said: [] });
    }
  },
  120_000,
);
