import { DEFAULTS, ARGUMENTS_TO_WRITE } from "../../../cli/adopt/arguments";
import { resourceSchemas } from "../../support/provider-schema";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";

const here = terraformHere();

skippedUnless(typeof here !== "string", `Terraform can't ask the provider here: ${String(here)}`)(
  "the provider's schema has exactly these arguments that it doesn't fill in by itself",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const schemas = await resourceSchemas(here, "5.100.0");
    // What the provider computes where a client, a log group and so on leave it out is in the state, and stays.
    for (const [type, kept] of Object.entries(ARGUMENTS_TO_WRITE)) {
      const { attributes = {}, block_types: blocks = {} } = schemas.get(type) ?? {};
      const optional = Object.keys(attributes).filter(
        (name) => attributes[name]?.optional && !attributes[name].computed,
      );
      expect([type, [...kept].sort()]).toEqual([
        type,
        [...optional, ...Object.keys(blocks).filter((name) => name !== "timeouts")].sort(),
      ]);
    }
    const all = new Set(Object.values(ARGUMENTS_TO_WRITE).flat());
    expect(Object.keys(DEFAULTS).filter((name) => !all.has(name))).toEqual([]);
  },
  120_000,
);
