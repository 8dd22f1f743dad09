import { permissionEverybody } from "../../../../posture/rules/function/permission-everybody";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf } from "../support";

describe("permission-everybody", () => {
  it("fires on each door left ajar that it is about", async () => {
    expect(await goatAddresses(permissionEverybody, "ajar")).toEqual(["aws_lambda_permission.everybody"]);
    for (const { kind, message } of await goat(permissionEverybody, "ajar")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(permissionEverybody, "ajar")).map(({ message }) => message).join()).toContain(
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
