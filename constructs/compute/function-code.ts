import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { AssetType } from "cdktf";
import type { Construct } from "constructs";
import type { LambdaFunctionConfig } from "../bindings";
import { ConfigurationError } from "../errors/configuration-error";
import { CodeAsset } from "./code-asset";

/** What Lambda runs of a zip. */
interface ZippedCode {
  /** `index.handler`, `app.handle`, `bootstrap`: as the runtime names it. */
  readonly handler: string;
  /** Any runtime of Lambda: `python3.13`, `provided.al2023`. One that the AWS provider takes from a later version on raises the stack's lower bound. */
  readonly runtime: string;
}

/** A zip on this machine, uploaded by Terraform. */
export interface ZipFileCode extends ZippedCode {
  /** Relative to the working directory; it must be there at synth. */
  readonly zipFile: string;
}

/** A zip in S3, in the function's region. */
export interface S3Code extends ZippedCode {
  readonly s3Bucket: string;
  readonly s3Key: string;
  /** @default the newest */
  readonly s3ObjectVersion?: string;
  /** Base64 of the zip's SHA-256, which tells Terraform that the object has changed. @default none: a new key or version tells it */
  readonly sourceCodeHash?: string;
}

/** A container image in ECR, in the function's region, for the function's architecture. */
export interface ImageCode {
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:…`; a tag that moves changes nothing until it is applied under another name. */
  readonly imageUri: string;
  /** Instead of the image's `CMD`. @default the image's */
  readonly command?: readonly string[];
}

export type FunctionCode = ZipFileCode | S3Code | ImageCode;

/** The arguments of `aws_lambda_function` that say what runs. */
export type LambdaCode = Pick<
  LambdaFunctionConfig,
  | "filename"
  | "handler"
  | "imageConfig"
  | "imageUri"
  | "packageType"
  | "runtime"
  | "s3Bucket"
  | "s3Key"
  | "s3ObjectVersion"
  | "sourceCodeHash"
>;

/** A zip ends with a record that says where its list of files begins and how long it is; only a comment of up to 64 KB may follow (APPNOTE.TXT, 4.3.16). */
function isWholeZip(content: Buffer): boolean {
  const at = content.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (at < 0 || content.length < at + 22) return false;
  // Of a zip64 the record holds no more than a pointer to another.
  const [length, start] = [content.readUInt32LE(at + 12), content.readUInt32LE(at + 16)];
  return content.length === at + 22 + content.readUInt16LE(at + 20) && (start === 0xffffffff || start + length <= at);
}

/** @throws ConfigurationError `function-entry` for a zip that isn't there, or isn't whole */
export function packagedCode(scope: Construct, code: FunctionCode): LambdaCode {
  if ("imageUri" in code) {
    const { imageUri, command } = code;
    return {
      imageUri,
      packageType: "Image",
      imageConfig: command === undefined ? undefined : { command: [...command] },
    };
  }
  if ("s3Bucket" in code) return code;
  const { zipFile, handler, runtime } = code;
  const file = path.resolve(zipFile);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true)
    throw new ConfigurationError(
      "function-entry",
      { path: scope.node.path, prop: "code.zipFile" },
      `there is no file ${zipFile}`,
      "Make the zip before synth, or name where it lies",
    );
  const content = readFileSync(file);
  if (!isWholeZip(content))
    throw new ConfigurationError(
      "function-entry",
      { path: scope.node.path, prop: "code.zipFile" },
      `${zipFile} (${content.length} bytes) is no zip, or was cut off`,
      "Make the zip again: Lambda would refuse it at apply",
    );
  const asset = new CodeAsset(scope, "code", file, AssetType.FILE);
  return {
    filename: `\${path.module}/${asset.path}`,
    sourceCodeHash: createHash("sha256").update(content).digest("base64"),
    handler,
    runtime,
  };
}
