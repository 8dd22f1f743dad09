import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { ACCESS_CLAIMS, jwtEvent, publicEvent, sending } from "./functions/events";
import { userEvent } from "./functions/pre-token-generation/token-events";
import { temporaryFolder } from "./support/folder";
import { filesBelow, ROOT, synthesizeMain, type Synthesis } from "./support/project";
import { skippedUnless } from "./support/skip";
import { everyResource, resource, resources } from "./support/terraform-json";

/** What a deployment ships: the zips beside the stack, and how the stack speaks of them. */

const python = ["python3", "python"].find((name) => spawnSync(name, ["-c", "import zipfile"]).status === 0);

const folder = temporaryFolder("packaging");
let prebuilt: Synthesis;
let archive: Synthesis;
beforeAll(async () => {
  [prebuilt, archive] = await Promise.all([
    synthesizeMain(path.join(folder(), "prebuilt"), { LAMBDA_PACKAGING: "prebuilt" }),
    synthesizeMain(path.join(folder(), "archive")),
  ]);
});

/** The zip of a function, by what the stack says of it. */
function zipOf(name: string): Buffer {
  const filename = String(resource(prebuilt.json, `aws_lambda_function.${name}`).filename);
  return readFileSync(path.join(prebuilt.stack, filename.replace("${path.module}/", "")));
}

describe("prebuilt", () => {
  test("source_code_hash is the SHA-256 of the zip", () => {
    everyResource(prebuilt.json, "aws_lambda_function", ({ source_code_hash }, address) => {
      const zip = zipOf(address.split(".")[1] ?? "");
      expect(source_code_hash).toBe(createHash("sha256").update(zip).digest("base64"));
    });
  });

  test("needs the AWS provider only", () => {
    expect(Object.keys(prebuilt.json.terraform?.required_providers ?? {})).toEqual(["aws"]);
    expect(prebuilt.json).not.toHaveProperty("data");
  });

  test("zips hold the bundle and nothing else", () => {
    everyResource(prebuilt.json, "aws_lambda_function", (_, address) => {
      expect(Object.keys(unzipSync(zipOf(address.split(".")[1] ?? "")))).toEqual(["index.js"]);
    });
  });

  skippedUnless(python !== undefined, "Python isn't here to read them")(
    "zips can be read by others, with modes and times as they were set",
    async () => {
      const script =
        "import json, sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n" +
        "print(json.dumps([z.testzip(), [[i.filename, i.date_time, i.external_attr >> 16] for i in z.infolist()]]))";
      const file = path.join(folder(), "hello.zip");
      writeFileSync(file, zipOf("hello"));
      const { stdout } = await promisify(execFile)(python ?? "", ["-c", script, file]);
      expect(JSON.parse(stdout)).toEqual([null, [["index.js", [1980, 1, 1, 0, 0, 0], 0o100644]]]);
    },
  );
});

describe("archive", () => {
  test("is the default, and each function's code is zipped by the archive provider", () => {
    expect(archive.json.terraform?.required_providers).toHaveProperty("archive");
    expect(archive.json.provider?.archive).toHaveLength(1);
    everyResource(archive.json, "aws_lambda_function", ({ filename, source_code_hash }, address) => {
      const name = address.split(".")[1] ?? "";
      expect(filename).toBe(`\${data.archive_file.${name}.output_path}`);
      expect(source_code_hash).toBe(`\${data.archive_file.${name}.output_base64sha256}`);
      const source = String(archive.json.data?.archive_file?.[name]?.source_dir);
      const bundle = path.join(archive.stack, source.replace("${path.module}/", ""), "index.js");
      expect(readFileSync(bundle)).toEqual(Buffer.from(unzipSync(zipOf(name))["index.js"] ?? ""));
    });
  });

  test("makes the same resources as prebuilt", () => {
    const types = Object.keys(prebuilt.json.resource ?? {});
    expect(Object.keys(archive.json.resource ?? {})).toEqual(types);
    for (const type of types)
      expect([...resources(archive.json, type).keys()]).toEqual([...resources(prebuilt.json, type).keys()]);
  });
});

test("nothing that is written names a place of this machine", () => {
  for (const { folder: output } of [prebuilt, archive]) {
    const files = filesBelow(output);
    expect(files.size).toBeGreaterThan(5);
    for (const [name, content] of files) {
      const text = content.toString("latin1");
      for (const place of [ROOT, folder(), process.env.HOME ?? ROOT])
        expect([name, text.includes(place)]).toEqual([name, false]);
    }
  }
});

describe("the shipped zip answers in a process that has nothing of this project", () => {
  /** Unpacks the zip elsewhere and calls its handler in plain Node, without an environment. */
  function call(name: string, event: unknown): unknown {
    const place = path.join(folder(), "unpacked", name);
    mkdirSync(place, { recursive: true });
    for (const [file, content] of Object.entries(unzipSync(zipOf(name))))
      writeFileSync(path.join(place, file), content);
    const script =
      "require('./index.js').handler(JSON.parse(process.argv[1]), {}).then((answer) => console.log(JSON.stringify(answer)))";
    const options = { cwd: place, env: {} };
    return JSON.parse(execFileSync(process.execPath, ["-e", script, JSON.stringify(event)], options).toString());
  }

  const cases: [string, unknown, object][] = [
    ["hello", publicEvent(), { statusCode: 200 }],
    [
      "profile",
      jwtEvent({ path: "/profile" }),
      { statusCode: 200, body: expect.stringContaining('"clientId":"4exampleclientid') as string },
    ],
    ["create_note", jwtEvent(sending({ title: "First note" })), { statusCode: 201 }],
    ["items", jwtEvent({ path: "/items" }), { statusCode: 200 }],
    ["items", jwtEvent(sending({ name: "Lamp" }), ACCESS_CLAIMS), { statusCode: 201 }],
    [
      "pre_token_generation",
      userEvent("2"),
      { response: { claimsAndScopeOverrideDetails: expect.anything() as object } },
    ],
  ];

  test.each(cases)("%s", (name, event, expected) => expect(call(name, event)).toMatchObject(expected));

  test("each of the functions was called", () => {
    const called = new Set(cases.map(([name]) => name));
    everyResource(prebuilt.json, "aws_lambda_function", (_, address) => called.has(address.split(".")[1] ?? ""));
  });
});
