import { runExitTasks } from "../../../process/cleanup";
import { describeEndToEnd } from "../../e2e/support";
import { Emulated } from "../../examples/emulated";
import { temporaryFolder } from "../../support/folder";
import { takeOver } from "./take-over";

/** An article's API, as its readers have it, taken over from hand-written HCL that is applied. */

const folder = temporaryFolder("adopt");

describeEndToEnd("adopt", () => {
  let aws: Emulated;
  beforeAll(async () => {
    aws = await Emulated.start(folder());
  }, 240_000);
  afterAll(() => runExitTasks());

  it.each([{ estate: "article", taken: 16 }])(
    "$estate is imported without a change",
    async ({ estate, taken }) => expect(await takeOver(aws, folder(), estate)).toHaveLength(taken),
    400_000,
  );
});
