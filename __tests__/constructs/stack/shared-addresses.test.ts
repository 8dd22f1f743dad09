import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { Section } from "../../../constructs/stack/section";
import { emitted, synth, testStack } from "../../support/synth";
import { addresses } from "../../support/terraform-json";

const group = (scope: Construct, id: string): CloudwatchLogGroup =>
  new CloudwatchLogGroup(scope, id, { name: scope.node.path + id });

describe("shared addresses", () => {
  test("are refused, and both construct paths are named", () => {
    const stack = testStack();
    group(new Section(stack, "first"), "log");
    group(new Section(stack, "second"), "log");
    expect(() => synth(stack)).toThrow(
      /\[duplicate-address\] aws_cloudwatch_log_group\.log .*auth-api\/first\/log and auth-api\/second\/log/,
    );
  });

  test("of the same constructs are one paragraph", () => {
    const stack = testStack();
    const parts = new Section(stack, "parts");
    for (const scope of [new Construct(parts, "a-b"), new Construct(parts, "a_b")])
      for (const id of ["log", "other"]) group(scope, id);
    expect(() => synth(stack)).toThrow(
      "[duplicate-address] aws_cloudwatch_log_group.a_b_log is claimed by auth-api/parts/a-b and auth-api/parts/a_b, and so is aws_cloudwatch_log_group.a_b_other; ",
    );
  });

  test("are no matter between different types", () => {
    const json = emitted((stack) => {
      group(new Section(stack, "first"), "log");
      group(new Construct(stack, "second"), "log");
    });
    expect(addresses(json)).toEqual(["aws_cloudwatch_log_group.log", "aws_cloudwatch_log_group.second_log"]);
  });
});
