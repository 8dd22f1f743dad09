import { runExitTasks } from "../../../process/cleanup";
import { describeEndToEnd } from "../../e2e/support";
import { Emulated } from "../../examples/emulated";
import { temporaryFolder } from "../../support/folder";
import { takeOver } from "./take-over";

/** Estates of modules, and of several APIs on one pool, taken over from hand-written HCL that is applied. */

const folder = temporaryFolder("adopt-estates");

describeEndToEnd("adopt", () => {
  let aws: Emulated;
  beforeAll(async () => {
    aws = await Emulated.start(folder());
  }, 240_000);
  afterAll(() => runExitTasks());

  test.each([
    // Its pool has no sign-in domain, without which the module makes no clients.
    { estate: "modules", taken: 22, ofModule: 17 },
    { estate: "two-apis", taken: 27, ofModule: 27 },
    // Two stages, both mapped to one domain, one of them with the access log; an alias, three kinds of clients.
    { estate: "hotel", taken: 20, ofModule: 20 },
    // Modules and pools by for_each, three other authorizers, two domains, an API by count, a provider with default tags.
    { estate: "courier", taken: 33, ofModule: 33 },
    { estate: "library", taken: 30, ofModule: 30 },
  ])(
    "$estate is imported by a stack and by calls of the module, without a change",
    async ({ estate, taken, ofModule }) => {
      const imported = await takeOver(aws, folder(), { estate });
      expect(imported).toHaveLength(taken);
      const there = await takeOver(aws, folder(), { estate, hcl: true });
      expect(imported).toEqual(expect.arrayContaining([...there]));
      expect(there).toHaveLength(ofModule);
    },
    600_000,
  );

  test("an article's API is imported by a call of the module, and moved by a stack in its own state", async () => {
    const estate = "article";
    expect(await takeOver(aws, folder(), { estate, hcl: true })).toHaveLength(16);
    expect(await takeOver(aws, folder(), { estate, sameState: true })).toHaveLength(16);
  }, 600_000);
});
