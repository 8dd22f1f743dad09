import { poolFunction } from "../../../../constructs/identity/triggers/trigger-function";
import { POOL } from "../../../support/identity";
import { expectRefusal } from "../../../support/expect-error";
import { testStack } from "../../../support/synth";

const ARN = "arn:aws:lambda:eu-central-1:123456789012:function:check";

test("a function that is managed elsewhere is called by its ARN, and permitted by its name and alias", () =>
  expect(
    poolFunction(testStack(), "check", { pool: POOL, name: "check", function: { functionArn: `${ARN}:live` } }),
  ).toEqual({ arn: `${ARN}:live`, permissionTarget: { functionName: ARN, qualifier: "live" } }));

test("what Cognito waits for may run 5 seconds; what it doesn't may run longer", () => {
  const slow = { entry: "functions/items", timeout: 30 };
  const props = { pool: POOL, name: "check", packaging: "prebuilt", function: slow } as const;
  expectRefusal(() => poolFunction(testStack(), "check", props), "trigger-timeout", "timeout");
  expect(() => poolFunction(testStack(), "check", { ...props, waits: false })).not.toThrow();
});
