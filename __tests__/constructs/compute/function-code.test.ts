import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { NodeFunction, type PackagedFunctionOptions } from "../../../constructs";
import { deterministicZip } from "../../../constructs/compute/zip";
import { temporaryFolder } from "../../support/folder";
import { expectRefusal, refusalOf } from "../../support/expect-error";
import { synth, testStack } from "../../support/synth";
import { resource } from "../../support/terraform-json";

const folder = temporaryFolder("function-code");
const IMAGE =
  "123456789012.dkr.ecr.eu-central-1.amazonaws.com/items@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const PYTHON = { handler: "app.handle", runtime: "python3.13" } as const;
const VPC = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } as const;
const FILES = {
  arn: "arn:aws:elasticfilesystem:eu-central-1:123456789012:file-system/fs-1",
  accessPointArn: "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-1",
  localMountPath: "/mnt/items",
};

function made(options: PackagedFunctionOptions) {
  const stack = testStack();
  new NodeFunction(stack, "items", { name: "notes-items", ...options });
  const json = synth(stack);
  return { json, lambda: resource(json, "aws_lambda_function.items") };
}

test("a zip is uploaded as it is, with any runtime, and its hash tells that it changed", () => {
  mkdirSync(folder(), { recursive: true });
  const zipFile = path.join(folder(), "items.zip");
  const zip = deterministicZip(new Map([["app.py", Buffer.from("def handle(event, context): return {}")]]));
  writeFileSync(zipFile, zip);
  const { json, lambda } = made({ code: { zipFile, ...PYTHON } });
  expect(lambda).toMatchObject({
    filename: expect.stringMatching(/^\$\{path\.module\}\/assets\/.*items\.zip$/) as string,
    handler: "app.handle",
    runtime: "python3.13",
    source_code_hash: createHash("sha256").update(zip).digest("base64"),
  });
  expect(json.terraform?.required_providers).not.toHaveProperty("archive");
});

test("a zip that is none, or was cut off or added to, is refused where it is named; a comment at its end is part of it", () => {
  const zipFile = path.join(folder(), "damaged.zip");
  const zip = Buffer.from(
    deterministicZip(
      new Map([
        ["a.py", Buffer.from("a")],
        ["b.py", Buffer.from("b")],
      ]),
    ),
  );
  const synthesized = (content: Buffer) => {
    writeFileSync(zipFile, content);
    return made({ code: { zipFile, ...PYTHON } }).lambda["handler"];
  };
  const cuts = Array.from({ length: zip.length }, (_, length) => zip.subarray(0, length));
  const others = [Buffer.from("<html>not found</html>"), Buffer.concat([zip, Buffer.from("x")]), zip.subarray(-22)];
  for (const damaged of [...cuts, ...others]) {
    const { code, found } = refusalOf(() => synthesized(damaged));
    expect([code, found]).toEqual([
      "function-entry",
      expect.stringContaining(`(${String(damaged.length)} bytes) is no zip, or was cut off`),
    ]);
  }
  const commented = Buffer.concat([zip, Buffer.from("made by CI")]);
  commented.writeUInt16LE(10, zip.length - 2);
  for (const whole of [zip, commented]) expect(synthesized(whole)).toBe("app.handle");
});

test("an object in S3 is named with its version and hash", () => {
  const code = { s3Bucket: "builds", s3Key: "items.zip", s3ObjectVersion: "7", sourceCodeHash: "aGFzaA==", ...PYTHON };
  expect(made({ code }).lambda).toMatchObject({
    s3_bucket: "builds",
    s3_key: "items.zip",
    s3_object_version: "7",
    source_code_hash: "aGFzaA==",
    runtime: "python3.13",
  });
});

test("an image has neither handler nor runtime", () => {
  const { lambda } = made({ code: { imageUri: IMAGE, command: ["app.handle"] } });
  expect(lambda).toMatchObject({ image_uri: IMAGE, package_type: "Image", image_config: { command: ["app.handle"] } });
  expect(lambda).not.toHaveProperty("handler");
  expect(lambda).not.toHaveProperty("runtime");
});

test("a runtime that needs a newer provider raises the stack's lower bound", () => {
  const { json } = made({ code: { s3Bucket: "builds", s3Key: "k", handler: "app.handle", runtime: "python3.14" } });
  expect(JSON.stringify(json.terraform)).toContain(">= 6.20.0");
});

test("a file system is mounted through its access point, which alone the role may use", () => {
  const { json, lambda } = made({ code: { imageUri: IMAGE }, vpc: VPC, fileSystem: FILES });
  expect(lambda).toMatchObject({
    file_system_config: { arn: FILES.accessPointArn, local_mount_path: "/mnt/items" },
  });
  const policy = String(resource(json, "aws_iam_role_policy.items")["policy"]);
  expect(policy).toContain("elasticfilesystem:ClientMount");
  expect(policy).toContain(`"elasticfilesystem:AccessPointArn" = "${FILES.accessPointArn}"`);
});

test.each<[object, string, string]>([
  [{ code: { zipFile: "no/such.zip", ...PYTHON } }, "function-entry", "code.zipFile"],
  [{ code: { imageUri: IMAGE }, entry: "functions/items" }, "function-entry", "entry"],
  [{ code: { imageUri: IMAGE, handler: "x" } }, "input-unknown", "code.handler"],
  [{ code: { imageUri: IMAGE }, runtime: "nodejs22.x" }, "input-unknown", "runtime"],
  [{ code: { s3Bucket: "b", s3Key: "k", handler: "h" } }, "input-missing", "code.runtime"],
  [{ code: { imageUri: IMAGE }, layers: ["arn"] }, "function-layers", "layers"],
  [{ code: { imageUri: IMAGE }, fileSystem: FILES }, "function-file-system", "fileSystem"],
  [{ code: { imageUri: IMAGE }, vpc: VPC, fileSystem: { ...FILES, localMountPath: "/x" } }, "input-value", "/mnt"],
  [{ memorySize: 512 }, "input-missing", "entry"],
])("%p is refused", (options, code, text) => expectRefusal(() => made(options as never), code, text));
