import { graphqlApiKey } from "../../../../posture/rules/graphql/graphql-api-key";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { graphql } from "../other-routes";

holds(graphqlApiKey, {
  fires: {
    "a key": [graphql("API_KEY"), [{ at: "aws_appsync_datasource.items" }]],
  },
  silent: {
    "a good stack": goodStack(),
    IAM: graphql("AWS_IAM"),
  },
});

describe("graphql-api-key", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(graphqlApiKey, "vulnerable")).toEqual(["aws_appsync_resolver.graph"]);
    for (const { kind, message } of await goat(graphqlApiKey, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(graphqlApiKey, "vulnerable")).map(({ message }) => message).join()).toContain(
      "requires only an API key",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(graphqlApiKey, "fixed")).toEqual([]);
  });
});
