import { distributionSignsForEveryone } from "../../../../posture/rules/distribution/distribution-signs-for-everyone";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { distribution } from "../other-routes";

holds(distributionSignsForEveryone, {
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

describe("distribution-signs-for-everyone", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(distributionSignsForEveryone, "vulnerable")).toEqual([
      "aws_cloudfront_distribution.edge",
    ]);
    for (const { kind, message } of await goat(distributionSignsForEveryone, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(distributionSignsForEveryone, "vulnerable")).map(({ message }) => message).join()).toContain(
      "refuses nobody",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(distributionSignsForEveryone, "fixed")).toEqual([]);
  });
});
