import { distributionSigns } from "../../../../posture/rules/distribution/distribution-signs";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { distribution } from "../ways";

holds(distributionSigns, {
  fires: {
    "signs for everybody": [
      distribution({ origin_access_control_id: "E1" }),
      [{ at: "aws_cloudfront_distribution.edge" }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "signed URLs": distribution({ origin_access_control_id: "E1" }, { trusted_key_groups: ["k"] }),
    "no origin access control": distribution({}),
  },
});

describe("distribution-signs", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(distributionSigns, "vulnerable")).toEqual(["aws_cloudfront_distribution.edge"]);
    for (const { kind, message } of await goat(distributionSigns, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(distributionSigns, "vulnerable")).map(({ message }) => message).join()).toContain(
      "refuses nobody",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(distributionSigns, "fixed")).toEqual([]);
  });
});
