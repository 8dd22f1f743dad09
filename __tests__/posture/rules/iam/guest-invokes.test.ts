import { guestInvokes } from "../../../../posture/rules/iam/guest-invokes";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { guests } from "../other-routes";

holds(guestInvokes, {
  fires: {
    "guests with lambda:InvokeFunction": [
      guests(true, "lambda:InvokeFunction"),
      [{ at: "aws_cognito_identity_pool.pool" }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "no guests": guests(false, "lambda:InvokeFunction"),
    "guests who may do something else": guests(true, "s3:GetObject"),
  },
});

describe("guest-invokes", () => {
  test("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(guestInvokes, "vulnerable")).toEqual(["aws_cognito_identity_pool.guests"]);
    for (const { kind, message } of await goat(guestInvokes, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(guestInvokes, "vulnerable")).map(({ message }) => message).join()).toContain("Guests");
  });

  test("is silent once they are fixed", async () => {
    expect(await goat(guestInvokes, "fixed")).toEqual([]);
  });
});
