import { functionUrlEverybody } from "../../../../posture/rules/function/function-url-everybody";
import { goat, goatAddresses } from "../authgoat";
import { holds } from "../holds";
import { goodStack } from "../support";
import { functionUrl } from "../other-routes";

const url = (principal: string) => ({
  action: "lambda:InvokeFunctionUrl",
  principal,
  function_url_auth_type: "AWS_IAM",
});

holds(functionUrlEverybody, {
  fires: {
    "a permission for everybody": [functionUrl("AWS_IAM", url("*")), [{ at: "aws_lambda_function_url.url" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "a permission for an account": functionUrl("AWS_IAM", url("111122223333")),
  },
});

describe("function-url-everybody", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(functionUrlEverybody, "vulnerable")).toEqual(["aws_lambda_function_url.reports"]);
    for (const { kind, message } of await goat(functionUrlEverybody, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(functionUrlEverybody, "vulnerable")).map(({ message }) => message).join()).toContain(
      "everybody with an AWS account",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(functionUrlEverybody, "fixed")).toEqual([]);
  });
});
