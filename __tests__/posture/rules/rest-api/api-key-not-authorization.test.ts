import { apiKeyNotAuthorization } from "../../../../posture/rules/rest-api/api-key-not-authorization";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { restMethod } from "../ways";

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
  it("fires on each door left ajar that it is about", async () => {
    expect(await goatAddresses(apiKeyNotAuthorization, "ajar")).toEqual(["aws_api_gateway_method.partners"]);
    for (const { kind, message } of await goat(apiKeyNotAuthorization, "ajar")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(apiKeyNotAuthorization, "ajar")).map(({ message }) => message).join()).toContain(
      "GET /partners",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(apiKeyNotAuthorization, "fixed")).toEqual([]);
  });
});
