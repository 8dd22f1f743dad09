import { runExitTasks } from "../../../process/cleanup";
import { describeEndToEnd } from "../../e2e/support";
import { Emulated } from "../../examples/emulated";
import { temporaryFolder } from "../../support/folder";
import { takeOver } from "./take-over";

/** An article's API, as its readers have it, taken over from hand-written HCL that is applied: imported elsewhere, and moved in its own state. */

const folder = temporaryFolder("adopt");

describeEndToEnd("adopt", () => {
  let aws: Emulated;
  beforeAll(async () => {
    aws = await Emulated.start(folder());
  }, 240_000);
  afterAll(() => runExitTasks());

  test("is imported by a stack, then moved by a call of the module in its own state, without a change", async () => {
    const estate = "article";
    const imported = await takeOver(aws, folder(), { estate });
    expect(imported).toHaveLength(16);
    expect(await takeOver(aws, folder(), { estate, hcl: true, sameState: true })).toEqual(imported);
  }, 600_000);
});
