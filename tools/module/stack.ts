import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { ApiStack } from "../../constructs/stack/stack";
import { Blueprint } from "./blueprint";
import { isObject, type Json, type JsonObject } from "./hcl/value";
import { drawApi } from "./resources/api";
import { drawFunctions, drawTokenTrigger } from "./resources/functions";
import { drawIdentity } from "./resources/identity";
import { drawPool } from "./resources/pool";

/** The module's resources, and what their constructs emit for them: each address with its arguments. */
export interface Synthesized {
  readonly blueprint: Blueprint;
  readonly emitted: ReadonlyMap<string, JsonObject>;
}

/** Builds the module from the same constructs as the stack, with expressions over variables in place of values. */
export function synthesize(): Synthesized {
  // The functions' bundles are written below the output folder; the module has zips of its own.
  const outdir = mkdtempSync(join(tmpdir(), "module-"));
  try {
    const stack = new ApiStack(new App({ outdir }), "module");
    const blueprint = new Blueprint(stack);
    const pool = drawPool(blueprint);
    drawIdentity(blueprint);
    const functions = drawFunctions(blueprint);
    drawTokenTrigger(blueprint, pool);
    drawApi(blueprint, functions);
    const forgotten = blueprint.forgotten();
    if (forgotten.length > 0) throw new Error(`The module leaves out ${forgotten.join(", ")}: draw them.`);
    return { blueprint, emitted: emittedBy(stack) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function emittedBy(stack: ApiStack): Map<string, JsonObject> {
  const { resource = {} } = stack.toTerraform() as { resource?: Record<string, Record<string, Json>> };
  const emitted = new Map<string, JsonObject>();
  for (const [type, named] of Object.entries(resource)) {
    for (const [name, value] of Object.entries(named)) if (isObject(value)) emitted.set(`${type}.${name}`, value);
  }
  return emitted;
}
