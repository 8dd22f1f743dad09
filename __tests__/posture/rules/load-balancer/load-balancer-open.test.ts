import { loadBalancerOpen } from "../../../../posture/rules/load-balancer/load-balancer-open";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { listener } from "../other-routes";

holds(loadBalancerOpen, {
  fires: {
    "nothing before the forward": [listener([]), [{ at: "aws_lb_listener.https" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "a sign-in": listener([{ type: "authenticate-cognito", authenticate_cognito: [{ user_pool_domain: "d" }] }]),
    "an internal one": listener([], { internal: true }),
  },
});

describe("load-balancer-open", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(loadBalancerOpen, "vulnerable")).toEqual([
      "aws_lb_listener.http",
      "aws_lb_listener.optional",
      "aws_lb_listener_rule.admin",
    ]);
    for (const { kind, message } of await goat(loadBalancerOpen, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(loadBalancerOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
      "without a sign-in",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(loadBalancerOpen, "fixed")).toEqual([]);
  });
});
