import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { S3Backend, Testing } from "cdktf";
import { Construct } from "constructs";
import { Section } from "../../constructs/section";
import { ApiStack, AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "../../constructs/stack";
import { emitted, synth, testStack } from "../support/synth";
import { addresses } from "../support/terraform-json";

const group = (scope: Construct, id: string): CloudwatchLogGroup => new CloudwatchLogGroup(scope, id, { name: "a" });

describe("required_providers", () => {
  it("names a range, not the version the bindings were made from", () => {
    const { terraform } = emitted((stack) => group(stack, "log"));
    expect(terraform).toEqual({
      required_version: TERRAFORM_RANGE,
      required_providers: { aws: { source: "hashicorp/aws", version: AWS_PROVIDER_RANGE } },
    });
    expect(AWS_PROVIDER_RANGE).toBe(">= 5.100.0, < 7.0.0");
    expect(TERRAFORM_RANGE).toBe(">= 1.5.7");
  });
});

describe("backend", () => {
  it("is not emitted unless one is given", () => {
    expect(emitted((stack) => group(stack, "log")).terraform).not.toHaveProperty("backend");
  });

  it("is emitted as given", () => {
    const { terraform } = emitted((stack) => {
      group(stack, "log");
      new S3Backend(stack, { bucket: "state", key: "auth-api", region: "eu-central-1" });
    });
    expect(terraform).toMatchObject({ backend: { s3: { bucket: "state", key: "auth-api" } } });
  });
});

describe("shared addresses", () => {
  it("are refused, and both construct paths are named", () => {
    const stack = testStack();
    group(new Section(stack, "first"), "log");
    group(new Section(stack, "second"), "log");
    expect(() => synth(stack)).toThrow(
      /\[address-shared\] aws_cloudwatch_log_group\.log .*auth-api\/first\/log and auth-api\/second\/log/,
    );
  });

  it("are no matter between different types", () => {
    const json = emitted((stack) => {
      group(new Section(stack, "first"), "log");
      group(new Construct(stack, "second"), "log");
    });
    expect(addresses(json)).toEqual(["aws_cloudwatch_log_group.log", "aws_cloudwatch_log_group.second_log"]);
  });
});

test("nothing of this machine is in an annotation", () => {
  const stack = new ApiStack(Testing.app(), "auth-api");
  expect(stack.node.tryGetContext("@cdktf/disable_stack_trace_in_metadata")).toBe(true);
});
