import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { TerraformVariable } from "cdktf";
import { NodeFunction } from "../../../constructs/compute/node-function";
import type { BundledFunctionOptions, FunctionNaming } from "../../../constructs/compute/node-function-props";
import { AWS_PROVIDER_RANGE } from "../../../constructs/stack/stack";
import { temporaryFolder } from "../../support/folder";
import { expectRefusal } from "../../support/expect-error";
import { emitted } from "../../support/synth";
import { addresses, resource, type Terraform } from "../../support/terraform-json";

const folder = temporaryFolder("node-function");
const entry = (): string => path.join(folder(), "hello");
beforeAll(() => {
  mkdirSync(entry());
  writeFileSync(path.join(entry(), "index.ts"), "export const handler = async () => ({ statusCode: 200 });\n");
});

function made(options: Partial<BundledFunctionOptions & FunctionNaming> = {}): Terraform {
  return emitted(
    (stack) =>
      new NodeFunction(stack, "hello", { entry: entry(), name: "notes-hello", packaging: "prebuilt", ...options }),
  );
}

const lambda = (json: Terraform) => resource(json, "aws_lambda_function.hello");
const group = (json: Terraform) => resource(json, "aws_cloudwatch_log_group.hello");

describe("by default", () => {
  test("a function comes with its own role, policy and log group", () => {
    expect(addresses(made())).toEqual([
      "aws_cloudwatch_log_group.hello",
      "aws_iam_role.hello",
      "aws_iam_role_policy.hello",
      "aws_lambda_function.hello",
    ]);
  });

  test("it runs on arm64 and Node 22 with 256 MB for ten seconds", () => {
    expect(lambda(made())).toMatchObject({
      function_name: "notes-hello",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      memory_size: 256,
      timeout: 10,
      role: "${aws_iam_role.hello.arn}",
      depends_on: ["aws_cloudwatch_log_group.hello", "aws_iam_role_policy.hello"],
    });
  });

  test("nothing is set that wasn't asked for", () => {
    for (const key of ["environment", "tracing_config", "tags"]) expect(lambda(made())).not.toHaveProperty(key);
  });

  test("the log is kept for 30 days in the group that Lambda writes to", () => {
    expect(group(made())).toMatchObject({ name: "/aws/lambda/notes-hello", retention_in_days: 30 });
    expect(group(made())).not.toHaveProperty("kms_key_id");
  });

  test("only Lambda may take the role", () => {
    const { name, assume_role_policy } = resource(made(), "aws_iam_role.hello");
    expect(name).toBe("notes-hello");
    expect(JSON.parse(String(assume_role_policy))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });

  test("the role may write to the function's own log and do nothing else", () => {
    const { role, policy } = resource(made(), "aws_iam_role_policy.hello");
    expect(role).toBe("${aws_iam_role.hello.id}");
    expect(policy).toBe(
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", ' +
        '"Action" = ["logs:CreateLogStream", "logs:PutLogEvents"], ' +
        '"Resource" = ["${aws_cloudwatch_log_group.hello.arn}:*"]}]})}',
    );
  });
});

describe("options", () => {
  test.each<[Partial<BundledFunctionOptions & FunctionNaming>, object]>([
    [{ runtime: "nodejs24.x" }, { runtime: "nodejs24.x" }],
    [{ architecture: "x86_64" }, { architectures: ["x86_64"] }],
    [{ memorySize: 512 }, { memory_size: 512 }],
    [{ timeout: 5 }, { timeout: 5 }],
    [{ environment: { MODE: "a" } }, { environment: { variables: { MODE: "a" } } }],
    [{ sourceMaps: true }, { environment: { variables: { NODE_OPTIONS: "--enable-source-maps" } } }],
    [
      { sourceMaps: true, environment: { MODE: "a" } },
      { environment: { variables: { MODE: "a", NODE_OPTIONS: "--enable-source-maps" } } },
    ],
    [{ tracing: true }, { tracing_config: { mode: "Active" } }],
    [{ tags: { team: "identity" } }, { tags: { team: "identity" } }],
  ])("%j", (options, expected) => expect(lambda(made(options))).toMatchObject(expected));

  test.each([
    ["nodejs24.x", ">= 6.19.0, < 7.0.0"],
    ["nodejs22.x", AWS_PROVIDER_RANGE],
  ] as const)("the runtime %s needs the AWS provider %s", (runtime, version) => {
    expect(made({ runtime }).terraform).toMatchObject({ required_providers: { aws: { version } } });
  });

  test("reach the log group", () => {
    const logKmsKeyArn = "arn:aws:kms:eu-central-1:123456789012:key/a";
    expect(group(made({ logRetentionInDays: 7, logKmsKeyArn, tags: { team: "identity" } }))).toMatchObject({
      retention_in_days: 7,
      kms_key_id: logKmsKeyArn,
      tags: { team: "identity" },
    });
  });

  test("tracing adds X-Ray's two write actions to the role", () => {
    const { policy } = resource(made({ tracing: true }), "aws_iam_role_policy.hello");
    expect(policy).toContain('"Action" = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "Resource" = ["*"]');
    expect(resource(made(), "aws_iam_role_policy.hello").policy).not.toContain("xray");
  });

  test("a policy is added to what the role may do", () => {
    const table = "arn:aws:dynamodb:eu-central-1:123456789012:table/notes";
    const json = made({ policyStatements: [{ actions: ["dynamodb:GetItem"], resources: [table] }] });
    const { policy } = resource(json, "aws_iam_role_policy.hello");
    expect(policy).toContain(`"Action" = ["dynamodb:GetItem"], "Resource" = ["${table}"]`);
    expect(policy).toContain('"logs:PutLogEvents"');
  });

  test("source maps ship beside the code", () => {
    const [plain, mapped] = [made(), made({ sourceMaps: true })].map((json) => lambda(json).source_code_hash);
    expect(mapped).not.toBe(plain);
  });

  test("archive is the packaging when none is named", () => {
    const json = made({ packaging: undefined });
    expect(lambda(json)).toMatchObject({
      filename: "${data.archive_file.hello.output_path}",
      source_code_hash: "${data.archive_file.hello.output_base64sha256}",
    });
  });
});

describe("what AWS would refuse at apply is refused at synth", () => {
  test.each<[Partial<BundledFunctionOptions & FunctionNaming>, string, string]>([
    [{ name: "a".repeat(65) }, "function-name", "65 characters"],
    [{ name: "notes hello" }, "function-name", '"notes hello"'],
    [{ name: "" }, "function-name", '""'],
    [{ memorySize: 127 }, "function-memory", "127"],
    [{ memorySize: 10241 }, "function-memory", "10241"],
    [{ memorySize: 256.5 }, "function-memory", "256.5"],
    [{ timeout: 0 }, "function-timeout", "0"],
    [{ timeout: 901 }, "function-timeout", "901"],
    [{ logRetentionInDays: 31 }, "log-retention", "30"],
    [{ environment: { AWS_REGION: "a" } }, "function-environment", "AWS_REGION"],
    [{ environment: { "1st": "a" } }, "function-environment", "1st"],
  ])("%j", (options, code, text) => expectRefusal(() => made(options), code, "auth-api/hello", text));

  test("the bounds themselves are fine", () => {
    expect(lambda(made({ memorySize: 10_240, timeout: 900, logRetentionInDays: 0 }))).toMatchObject({
      memory_size: 10_240,
    });
    expect(lambda(made({ memorySize: 128, timeout: 1 }))).toMatchObject({ timeout: 1 });
  });

  test("what is known only at apply passes", () => {
    const json = emitted((stack) => {
      const { stringValue: name, numberValue: memory } = new TerraformVariable(stack, "given", {});
      new NodeFunction(stack, "hello", { entry: entry(), name, memorySize: memory, packaging: "prebuilt" });
    });
    expect(lambda(json)).toMatchObject({ function_name: "${var.given}", memory_size: "${var.given}" });
  });
});
