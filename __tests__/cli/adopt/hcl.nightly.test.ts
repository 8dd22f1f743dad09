import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { readEstate } from "../../../cli/adopt/estate";
import { moduleCalls, ERRORS_OF_MODULE, unplacedInModule } from "../../../cli/adopt/hcl";
import { planAdoption } from "../../../cli/adopt/plan";
import { OFFLINE, planJson, root } from "../../module/support";
import { temporaryFolder } from "../../support/folder";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";
import { ODD_ESTATES } from "./odd";
import { stateOf } from "./state";

/** Calls of the module for estates of every kind, less their imports, as Terraform plans them: the module's own checks refuse none. */

const folder = temporaryFolder("adopt-hcl");
const here = terraformHere();

skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`)(
  "the module takes what is written, at the addresses that the document tells",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const module: Record<string, object> = {};
    const expected: string[] = [];
    // AWS has none of these, and the provider plans none.
    const impossible = ["an API's name of 200 characters", "lifetimes that don't come out even"];
    const some = ODD_ESTATES.filter(([name]) => !impossible.includes(name));
    expect(some).toHaveLength(ODD_ESTATES.length - impossible.length);
    some.forEach(([, written], at) => {
      const name = `estate${String(at)}`;
      const adoption = planAdoption(readEstate(stateOf(written)), {
        unplaced: unplacedInModule,
        errorCodes: ERRORS_OF_MODULE,
      });
      if (adoption.taken.length === 0) return;
      const project = moduleCalls(adoption, undefined, false);
      for (const [file, content] of Object.entries(project.files)) {
        if (file === "versions.tf" || file === "imports.tf") continue;
        const place = path.join(folder(), name, file);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, content);
      }
      module[name] = { source: `./${name}` };
      expected.push(...project.adoption.taken.map(({ to }) => `module.${name}.${to}`));
    });
    expect(Object.keys(module).length).toBeGreaterThan(35);
    const provider = { aws: [{ region: "eu-central-1", ...OFFLINE }] };
    const plan = (await planJson(here, await root(here, folder(), { provider, module }))) as {
      resource_changes: readonly { address: string; mode: string }[];
    };
    const made = plan.resource_changes.filter(({ mode }) => mode === "managed").map(({ address }) => address);
    expect(made.sort()).toEqual(expected.sort());
  },
  600_000,
);
