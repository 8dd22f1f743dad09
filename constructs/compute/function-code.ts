import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import type { LambdaFunctionConfig } from "../bindings";
import { ConfigurationError } from "../errors/configuration-error";

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

/** @throws ConfigurationError `function-entry` for a zip that isn't there */
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
  const asset = new TerraformAsset(scope, "code", { path: file, type: AssetType.FILE });
  return {
    filename: `\${path.module}/${asset.path}`,
    sourceCodeHash: createHash("sha256").update(readFileSync(file)).digest("base64"),
    handler,
    runtime,
  };
}
