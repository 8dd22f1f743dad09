import { identity, only } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};

describe("recovery", () => {
  test("can be left to administrators", () => {
    expect(pool({ accountRecovery: "administrator" }).values["account_recovery_setting"]).toEqual({
      recovery_mechanism: [{ name: "admin_only", priority: 1 }],
    });
  });
});
