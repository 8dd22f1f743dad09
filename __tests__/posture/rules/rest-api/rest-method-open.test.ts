import { restMethodOpen } from "../../../../posture/rules/rest-api/rest-method-open";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { restMethod } from "../other-routes";

holds(restMethodOpen, {
  fires: {
    NONE: [restMethod({ authorization: "NONE" }), [{ at: "aws_api_gateway_method.x", says: ["GET /x"] }]],
  },
  silent: {
    "a good stack": goodStack(),
    IAM: restMethod({ authorization: "AWS_IAM" }),
    "a preflight": restMethod({ authorization: "NONE", http_method: "OPTIONS" }),
  },
});

describe("rest-method-open", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(restMethodOpen, "vulnerable")).toEqual([
      "aws_api_gateway_method.items",
      "aws_api_gateway_method.orders",
      "aws_api_gateway_method.shared",
    ]);
    for (const { kind, message } of await goat(restMethodOpen, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(restMethodOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
      "has no authorization",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(restMethodOpen, "fixed")).toEqual([]);
  });

  it("says so where it isn't known", () => {
    const resource = {
      aws_api_gateway_rest_api: { a: {} },
      aws_api_gateway_method: {
        m: { rest_api_id: "${aws_api_gateway_rest_api.a.id}", http_method: "GET", authorization: "${var.kind}" },
      },
    };
    expect(findingsOf(restMethodOpen, { resource })).toEqual([
      expect.objectContaining({ kind: "unknown", address: "aws_api_gateway_method.m" }),
    ]);
  });
});
