import type { Origin } from "./origin";
import { literalDefaults, sectionsOf } from "./configuration/module";
import type { Json } from "./configuration/json";
import { resourceIndexOfConfiguration } from "./configuration/read";
import type { ResourceIndex } from "./resource-index";

const ORIGIN: Origin = { format: "synth", side: "after", complete: true };

/** Reads Terraform JSON as cdktf writes it (one merged document). The modules it calls aren't in it. */
export function resourceIndexOfSynth(stack: Json): ResourceIndex {
  const sections = sectionsOf(literalDefaults(stack));
  const calls = Object.fromEntries(
    Object.keys(sections.module).map((name) => [name, `module.${name} is not in a synthesized stack`]),
  );
  return resourceIndexOfConfiguration({ ...sections, calls }, ORIGIN);
}
