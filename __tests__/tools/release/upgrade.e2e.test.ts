import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { releasesOf } from "../../../tools/release/releases";
import { endAll } from "../../../process/cleanup";
import { describeEndToEnd } from "../../e2e/support";
import { Emulated, layInto } from "../../examples/emulated";
import { temporaryFolder } from "../../support/folder";
import { ROOT, synthesizeMain } from "../../support/project";

/** Whoever applied the last release gets this version: what Terraform would do to what they have. */

const folder = temporaryFolder("upgrade");

describeEndToEnd("an upgrade from the last release", () => {
  afterAll(() => endAll());

  it("destroys nothing and replaces nothing", async () => {
    const last = releasesOf(ROOT).at(-1);
    if (last === undefined) throw new Error("No release is recorded: npm run release -- record");
    const aws = await Emulated.start(folder());
    const stack = join(folder(), "stack");
    cpSync(last.stack, stack, { recursive: true });
    await aws.apply(stack);
    rmSync(join(stack, "cdk.tf.json"));
    layInto(stack, (await synthesizeMain(join(folder(), "now"), { LAMBDA_PACKAGING: "prebuilt" })).stack);
    const plan = await aws.plan(stack);
    expect({ since: last.version, destroy: plan.destroy }).toEqual({ since: last.version, destroy: [] });
    // What is new may be made; what was there keeps its place in the state.
    const kept = (await aws.state(stack)).size;
    expect(kept).toBeGreaterThan(20);
  }, 300_000);
});
