import { functionUrlOpen } from "../../../../posture/rules/function/function-url-open";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { functionUrl } from "../other-routes";

holds(functionUrlOpen, {
  fires: {
    NONE: [functionUrl("NONE"), [{ at: "aws_lambda_function_url.url", says: ["bypassing GET /items"] }]],
  },
  silent: {
    "a good stack": goodStack(),
    IAM: functionUrl("AWS_IAM"),
  },
});

describe("function-url-open", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(functionUrlOpen, "vulnerable")).toEqual([
      "aws_lambda_function_url.beta",
      "aws_lambda_function_url.orders",
    ]);
    for (const { kind, message } of await goat(functionUrlOpen, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(functionUrlOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
      "bypassing GET /orders",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(functionUrlOpen, "fixed")).toEqual([]);
  });

  it("says so where it isn't known", () => {
    const resource = {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_function_url: { u: { function_name: "f", authorization_type: "${var.kind}" } },
    };
    expect(findingsOf(functionUrlOpen, { resource })).toEqual([
      expect.objectContaining({ kind: "unknown", address: "aws_lambda_function_url.u" }),
    ]);
  });
});
