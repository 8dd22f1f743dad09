import { apiKeyNotAuthorization } from "../../../../posture/rules/rest-api/api-key-not-authorization";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { restMethod } from "../other-routes";

holds(apiKeyNotAuthorization, {
  fires: {
    "a key only": [restMethod({ authorization: "NONE", api_key_required: true }), [{ at: "aws_api_gateway_method.x" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "a key beside IAM": restMethod({ authorization: "AWS_IAM", api_key_required: true }),
  },
});

describe("api-key-not-authorization", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(apiKeyNotAuthorization, "vulnerable")).toEqual(["aws_api_gateway_method.partners"]);
    for (const { kind, message } of await goat(apiKeyNotAuthorization, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(apiKeyNotAuthorization, "vulnerable")).map(({ message }) => message).join()).toContain(
      "GET /partners",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(apiKeyNotAuthorization, "fixed")).toEqual([]);
  });
});
