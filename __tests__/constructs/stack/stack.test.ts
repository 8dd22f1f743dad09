import { mkdtempSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Annotations, App, S3Backend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { ApiStack, AWS_PROVIDER_RANGE, TERRAFORM_RANGE } from "../../../constructs/stack/stack";
import { temporaryFolder } from "../../support/folder";
import { emitted } from "../../support/synth";
import type { Terraform } from "../../support/terraform-json";

const folder = temporaryFolder("stack");

const group = (scope: Construct, id: string): CloudwatchLogGroup =>
  new CloudwatchLogGroup(scope, id, { name: scope.node.path.replaceAll("/", "-") });

describe("required_providers", () => {
  test("names a range, not the version the bindings were made from", () => {
    const { terraform } = emitted((stack) => group(stack, "log"));
    expect(terraform).toEqual({
      required_version: TERRAFORM_RANGE,
      required_providers: { aws: { source: "hashicorp/aws", version: AWS_PROVIDER_RANGE } },
    });
    expect(AWS_PROVIDER_RANGE).toBe(">= 5.100.0, < 7.0.0");
    expect(TERRAFORM_RANGE).toBe(">= 1.5.7");
  });
});

/** Writes stacks as an app does: cdktf adds backends and annotations only then. */
function written(...build: ((stack: ApiStack) => void)[]): { file(name: string): string; json: Terraform[] } {
  const outdir = mkdtempSync(path.join(folder(), "out-"));
  const app = new App({ outdir });
  const names = build.map((_, index) => `stack-${index}`);
  const stacks = names.map((name) => new ApiStack(app, name));
  stacks.forEach((stack, index) => {
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    build[index]?.(stack);
  });
  app.synth();
  const file = (name: string): string => readFileSync(path.join(outdir, name), "utf8");
  return { file, json: names.map((name) => JSON.parse(file(`stacks/${name}/cdk.tf.json`)) as Terraform) };
}

describe("backend", () => {
  test("is not emitted unless one is given", () => {
    const [one, ...others] = written((stack) => group(stack, "log")).json;
    expect(one?.terraform).not.toHaveProperty("backend");
    expect(others).toEqual([]);
    for (const { terraform } of written(
      (stack) => group(stack, "log"),
      (stack) => group(stack, "log"),
    ).json)
      expect(terraform).not.toHaveProperty("backend");
  });

  test("that none names is where Terraform keeps the state, for the stacks that read it", () => {
    const kept: { log?: ReturnType<typeof group> } = {};
    const [, reader] = written(
      (stack) => {
        kept.log = group(stack, "log");
      },
      (stack) => void new TerraformOutput(stack, "log", { value: kept.log?.arn }),
    ).json;
    expect(JSON.stringify(reader)).toContain("../stack-0/terraform.tfstate");
  });

  test("is emitted as given", () => {
    const [one] = written((stack) => {
      group(stack, "log");
      new S3Backend(stack, { bucket: "state", key: "auth-api", region: "eu-central-1" });
    }).json;
    expect(one?.terraform).toMatchObject({ backend: { s3: { bucket: "state", key: "auth-api" } } });
  });
});

test("no annotation carries a stack trace, which would name this machine's paths", () => {
  const { file } = written((stack) => {
    group(stack, "log");
    Annotations.of(stack).addWarning("seen");
  });
  expect(file("manifest.json")).toContain('"seen"');
  expect(file("manifest.json")).not.toContain("stacktrace");
});
