import { distributionSigns } from "../../../../posture/rules/distribution/distribution-signs";
import { goat, goatAddresses } from "../authgoat";

describe("distribution-signs", () => {
  it("fires on each door left ajar that it is about", async () => {
    expect(await goatAddresses(distributionSigns, "ajar")).toEqual(["aws_cloudfront_distribution.edge"]);
    for (const { kind, message } of await goat(distributionSigns, "ajar")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(distributionSigns, "ajar")).map(({ message }) => message).join()).toContain("refuses nobody");
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(distributionSigns, "fixed")).toEqual([]);
  });
});
