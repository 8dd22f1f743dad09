import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { signed } from "../identities/sigv4";
import { UserError } from "../../process/user-error";
import { isObject } from "../terraform/plan-changes";
import { fetchOnce } from "../terraform/request";

/** The AWS emulator's root key, which Terraform uses as well. */
export const ROOT_KEY = { accessKeyId: "test", secretAccessKey: "test" };

type Json = Readonly<Record<string, unknown>>;

/** A function's zip, and where the AWS emulator gets it. */
export interface FunctionPackage {
  /** Name of the aws_lambda_function in its stack. */
  readonly name: string;
  /** Relative to the stack's folder. */
  readonly file: string;
  readonly bucket: string;
  readonly key: string;
}

const AT_PLAN = /^\$\{data\.archive_file\.([\w-]+)\.output_path\}$/;

/**
 * The zips that a stack's functions are made of. The AWS provider creates functions from local files one after another, five seconds each
 * (it holds one file in memory at a time, and waits before it asks whether the function is active); from a bucket it creates them side by side.
 * Packages whose path isn't written in the stack are left to Terraform.
 */
export function packagesOf(stack: string, region: string, json: Json): readonly FunctionPackage[] {
  const archives = block(block(json["data"])["archive_file"]);
  return Object.entries(block(block(json["resource"])["aws_lambda_function"])).flatMap(([name, resource]) => {
    const { filename, count, for_each: forEach } = block(resource);
    if (typeof filename !== "string" || count !== undefined || forEach !== undefined) return [];
    const archive = AT_PLAN.exec(filename)?.[1];
    const file = archive === undefined ? filename : block(archives[archive])["output_path"];
    const own = typeof file === "string" ? file.replace("${path.module}/", "") : "${";
    if (own.includes("${")) return [];
    return [{ name, file: own, bucket: `local-run-function-code-${region}`, key: `${stack}/${name}.zip` }];
  });
}

/** Writes the override file by which Terraform takes them from there, or removes it. */
export function takeFromBucket(folder: string, packages: readonly FunctionPackage[]): void {
  const file = join(folder, "packages_override.tf.json");
  const functions = packages.map(({ name, bucket, key }) => [name, { filename: null, s3_bucket: bucket, s3_key: key }]);
  if (functions.length === 0) rmSync(file, { force: true });
  else writeFileSync(file, JSON.stringify({ resource: { aws_lambda_function: Object.fromEntries(functions) } }));
}

/** Puts them there; after the plan, which writes those of the archive provider. */
export async function upload(
  url: string,
  region: string,
  folder: string,
  packages: readonly FunctionPackage[],
): Promise<void> {
  // S3 makes a bucket of any region but its first only where the request names it.
  const where = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  const body = Buffer.from(region === "us-east-1" ? "" : where);
  for (const bucket of new Set(packages.map((one) => one.bucket))) await put(`${url}/${bucket}`, region, body);
  for (const { file, bucket, key } of packages)
    await put(`${url}/${bucket}/${key}`, region, readFileSync(resolve(folder, file)));
}

/**
 * Gives functions the code of their packages, whatever they have: of one whose package is as it was, Terraform sees no change.
 * @param nameOf the function's name in AWS, by its address
 */
export async function updateFunctions(
  url: string,
  region: string,
  packages: readonly FunctionPackage[],
  nameOf: (address: string) => string | undefined,
): Promise<void> {
  for (const { name, bucket, key } of packages) {
    const called = nameOf(`aws_lambda_function.${name}`);
    if (called === undefined) continue;
    const body = JSON.stringify({ S3Bucket: bucket, S3Key: key });
    const target = `${url}/2015-03-31/functions/${encodeURIComponent(called)}/code`;
    const request = { method: "PUT", url: target, region, service: "lambda", body, headers: JSON_BODY };
    const answer = await fetchOnce(target, {
      method: "PUT",
      headers: { ...JSON_BODY, ...signed(request, ROOT_KEY) },
      body,
    });
    if (!answer.ok) throw refusal(`UpdateFunctionCode of ${called}`, answer.status, await answer.text());
  }
}

const JSON_BODY = { "content-type": "application/json" };

function refusal(what: string, status: number, text: string): UserError {
  return new UserError("emulator", `${what} answered ${String(status)}: ${text.slice(0, 300)}`);
}

async function put(target: string, region: string, body: Buffer): Promise<void> {
  const answer = await fetchOnce(target, {
    method: "PUT",
    headers: signed({ method: "PUT", url: target, region, service: "s3", body }, ROOT_KEY),
    body,
  });
  // The bucket of a stack beside this one, or of the state before.
  if (answer.ok || answer.status === 409) return;
  throw refusal(`S3's PUT ${new URL(target).pathname}`, answer.status, await answer.text());
}

const block = (value: unknown): Json => (isObject(value) ? value : {});
