import { apiKeyNotAuthorization } from "../../../../posture/rules/rest-api/api-key-not-authorization";
import { goat, goatAddresses } from "../authgoat";

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
