import { restPolicyEverybody } from "../../../../posture/rules/rest-api/rest-policy-everybody";
import { goat, goatAddresses } from "../authgoat";

describe("rest-policy-everybody", () => {
  it("fires on each door left ajar that it is about", async () => {
    expect(await goatAddresses(restPolicyEverybody, "ajar")).toEqual(["aws_api_gateway_rest_api_policy.shared"]);
    for (const { kind, message } of await goat(restPolicyEverybody, "ajar")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(restPolicyEverybody, "ajar")).map(({ message }) => message).join()).toContain("to everybody");
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(restPolicyEverybody, "fixed")).toEqual([]);
  });
});
