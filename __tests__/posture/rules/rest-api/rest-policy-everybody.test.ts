import { restPolicyEverybody, restPolicyMissing } from "../../../../posture/rules/rest-api/rest-policy-everybody";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { restMethod } from "../other-routes";

const policy = (Principal: unknown, ...more: readonly object[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "execute-api:Invoke", Resource: "*" }, ...more],
  });
const OTHERS = {
  Effect: "Deny",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
};

holds(restPolicyEverybody, {
  fires: {
    everybody: [
      restMethod({ authorization: "AWS_IAM" }, { policy: policy("*") }),
      [{ at: "aws_api_gateway_rest_api.rest", says: ["it closes nothing."] }],
    ],
    "everybody, for a part": [
      restMethod({ authorization: "AWS_IAM" }, { policy: policy("*").replace('"*"}', '"execute-api:/*/GET/items"}') }),
      [{ at: "aws_api_gateway_rest_api.rest", says: ["/*/GET/items to everybody", "it closes nothing there."] }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "everybody who comes through an endpoint": restMethod(
      { authorization: "AWS_IAM" },
      { policy: policy("*", OTHERS) },
    ),
    "an account": restMethod({ authorization: "AWS_IAM" }, { policy: policy({ AWS: "111122223333" }) }),
  },
});

describe("rest-policy-everybody", () => {
  test("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(restPolicyEverybody, "vulnerable")).toEqual(["aws_api_gateway_rest_api_policy.shared"]);
    for (const { kind, message } of await goat(restPolicyEverybody, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(restPolicyEverybody, "vulnerable")).map(({ message }) => message).join()).toContain(
      "to everybody",
    );
  });

  test("is silent once they are fixed", async () => {
    expect(await goat(restPolicyEverybody, "fixed")).toEqual([]);
  });
});

describe("rest-policy-missing", () => {
  holds(restPolicyMissing, {
    fires: {
      "a private API without one": [
        restMethod({ authorization: "AWS_IAM" }, { endpoint_configuration: [{ types: ["PRIVATE"] }] }),
        [{ at: "aws_api_gateway_rest_api.rest", says: ["refuses to deploy"] }],
      ],
    },
    silent: {
      "a policy": restMethod(
        { authorization: "AWS_IAM" },
        { endpoint_configuration: [{ types: ["PRIVATE"] }], policy: policy("*", OTHERS) },
      ),
      "a regional API": restMethod({ authorization: "AWS_IAM" }, { endpoint_configuration: [{ types: ["REGIONAL"] }] }),
    },
    unknown: {
      "what it says": restMethod(
        { authorization: "AWS_IAM" },
        { endpoint_configuration: [{ types: ["PRIVATE"] }], policy: "${var.policy}" },
      ),
    },
  });
});
