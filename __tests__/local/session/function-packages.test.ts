import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serving } from "../serving";
import { packagesOf, takeFromBucket, updateFunctions, upload } from "../../../local/session/function-packages";

const JSON_OF_STACK = {
  data: { archive_file: { archived: { output_path: "./assets/archived.zip" } } },
  resource: {
    aws_lambda_function: {
      prebuilt: { filename: "${path.module}/assets/prebuilt.zip" },
      archived: { filename: "${data.archive_file.archived.output_path}" },
      elsewhere: { filename: "${var.zip}" },
      from_bucket: { s3_bucket: "code", s3_key: "a.zip" },
      image: { image_uri: "1.dkr.ecr.eu-west-1.amazonaws.com/a:b" },
      counted: { filename: "a.zip", count: 2 },
    },
  },
};

const bucket = "local-run-function-code-eu-west-1";
const PACKAGES = packagesOf("api", "eu-west-1", JSON_OF_STACK);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "packages-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("zips whose path the stack writes are taken from a bucket; everything else is left to Terraform", () => {
  expect(PACKAGES).toEqual([
    { name: "prebuilt", file: "assets/prebuilt.zip", bucket, key: "api/prebuilt.zip" },
    { name: "archived", file: "./assets/archived.zip", bucket, key: "api/archived.zip" },
  ]);
  expect(packagesOf("api", "eu-west-1", {})).toEqual([]);
});

test("the override names the bucket, and goes when nothing is taken from one any more", () => {
  const file = join(folder, "packages_override.tf.json");
  takeFromBucket(folder, PACKAGES);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    resource: {
      aws_lambda_function: {
        prebuilt: { filename: null, s3_bucket: bucket, s3_key: "api/prebuilt.zip" },
        archived: { filename: null, s3_bucket: bucket, s3_key: "api/archived.zip" },
      },
    },
  });
  takeFromBucket(folder, []);
  expect(existsSync(file)).toBe(false);
});

test.each([200, 409, 500])("each zip is put there, signed; the bucket may be there already: %i", async (ofBucket) => {
  mkdirSync(join(folder, "assets"));
  for (const name of ["prebuilt", "archived"]) writeFileSync(join(folder, "assets", `${name}.zip`), `zip of ${name}`);
  const got: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const isSigned = request.headers.authorization?.includes("x-amz-content-sha256;x-amz-date") === true;
      got.push(
        `${String(request.method)} ${String(request.url)} ${Buffer.concat(chunks).toString()} ${String(isSigned)}`,
      );
      response.writeHead(request.url === `/${bucket}` ? ofBucket : 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    const done = upload(url, "eu-west-1", folder, PACKAGES);
    if (ofBucket === 500) await expect(done).rejects.toThrow(`S3's PUT /${bucket} answered 500`);
    else await done;
    expect(got).toEqual([
      `PUT /${bucket} <CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration> true`,
      ...(ofBucket === 500
        ? []
        : [
            `PUT /${bucket}/api/prebuilt.zip zip of prebuilt true`,
            `PUT /${bucket}/api/archived.zip zip of archived true`,
          ]),
    ]);
  } finally {
    server.close();
  }
});

test("each function that was applied is given the code of its package", async () => {
  const { url, asked } = await serving(() => ({ status: 200, body: "" }));
  const names = new Map([["aws_lambda_function.prebuilt", "notes prebuilt"]]);
  await updateFunctions(url, "eu-west-1", PACKAGES, (address) => names.get(address));
  expect(asked.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    {
      method: "PUT",
      path: "/2015-03-31/functions/notes%20prebuilt/code",
      body: JSON.stringify({ S3Bucket: bucket, S3Key: "api/prebuilt.zip" }),
    },
  ]);
  expect(asked[0]?.headers["content-type"]).toBe("application/json");
});
