import { join } from "node:path";
import { posture } from "./support";

const FIXTURES = join(__dirname, "..", "fixtures");

describe("a folder in the place of a file", () => {
  it("is shown without a plan", async () => {
    const { code, out } = await posture(["show", join(FIXTURES, "module-style")]);
    expect(code).toBe(0);
    expect(out).toContain("GET /ajar");
    expect(out).toContain("2 routes, 1 open to everybody.");
  });

  it("is checked, and the findings name it", async () => {
    const { code, out } = await posture(["check", join(FIXTURES, "module-style"), "--format", "json"]);
    expect(code).toBe(5);
    expect(out).toContain('"route-open"');
  });

  it("without .tf files says so", async () => {
    const { code, err } = await posture(["check", __dirname]);
    expect(code).toBe(1);
    expect(err).toContain("holds no .tf or .tf.json file");
  });
});
