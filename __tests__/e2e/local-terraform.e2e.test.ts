import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../local/output/report";
import { ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd, startLocal } from "./support";

describeEndToEnd("npm run local -- --terraform DIR", () => {
  test("a folder of HCL is applied and called, and it is said that nothing was declared", async () => {
    const run = startLocal("--json", "--terraform", "module/examples/minimal");
    expect(await run.ended).toBe(0);
    const report = JSON.parse(run.out.stdout) as Report;
    expect(report.undeclared).toEqual(["minimal"]);
    const called = report.probes.filter(({ route }) => route === "GET /reports");
    expect(called.find(({ caller }) => caller === "nobody")).toMatchObject({
      passed: true,
      observed: "401 Unauthorized",
    });
    expect(called.find(({ caller }) => caller.startsWith("machine"))).toMatchObject({ passed: true });
    // Nothing is written beside the sources.
    for (const name of [".terraform", "terraform.tfstate", "local_override.tf.json"])
      expect(existsSync(join(ROOT, "module/examples/minimal", name))).toBe(false);
  }, 300_000);
});
