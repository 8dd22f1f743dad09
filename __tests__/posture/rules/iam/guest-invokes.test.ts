import { guestInvokes } from "../../../../posture/rules/iam/guest-invokes";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack, route, stackOf } from "../support";
import { guests } from "../other-routes";

/** Guests who may call the API's routes, and its route with these changes. */
const guestsAt = (change: Record<string, unknown>) =>
  stackOf(guests(true, "execute-api:Invoke").resource, route(change));

holds(guestInvokes, {
  fires: {
    "guests with lambda:InvokeFunction": [
      guests(true, "lambda:InvokeFunction"),
      [{ at: "aws_cognito_identity_pool.pool" }],
    ],
    "guests who may call what asks for a signature": [
      guestsAt({ authorization_type: "AWS_IAM" }),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["GET /items", "asks for a signature (AWS_IAM)"] }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "guests at a route that asks for a token": guestsAt({}),
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
