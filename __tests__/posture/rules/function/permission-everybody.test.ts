import { permissionEverybody } from "../../../../posture/rules/function/permission-everybody";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { permissionFor } from "../other-routes";

holds(permissionEverybody, {
  fires: {
    everybody: [permissionFor({ principal: "*" }), [{ at: "aws_lambda_permission.more" }]],
  },
  silent: {
    "a good stack": goodStack(),
    "an account": permissionFor({ principal: "111122223333" }),
    "an organization": permissionFor({ principal: "*", principal_org_id: "o-abcdefghij" }),
  },
});

describe("permission-everybody", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(permissionEverybody, "vulnerable")).toEqual(["aws_lambda_permission.everybody"]);
    for (const { kind, message } of await goat(permissionEverybody, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(permissionEverybody, "vulnerable")).map(({ message }) => message).join()).toContain(
      "every AWS account",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(permissionEverybody, "fixed")).toEqual([]);
  });

  it("says so where it isn't known", () => {
    const resource = {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_permission: { p: { function_name: "f", action: "lambda:InvokeFunction", principal: "${var.who}" } },
    };
    expect(findingsOf(permissionEverybody, { resource })).toEqual([
      expect.objectContaining({ kind: "unknown", address: "aws_lambda_permission.p" }),
    ]);
  });
});
