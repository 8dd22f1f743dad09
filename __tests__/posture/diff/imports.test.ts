import * as path from "node:path";
import { readFolder } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { temporaryFolder } from "../../support/folder";
import { write } from "../terraform/folder/write";
import { FUNCTION, functionUrl as url, codesBetween as codes, sentencesBetween as said } from "./function-url";

const folder = temporaryFolder("imports");
let sides = 0;
const read = (text: string): Promise<Model> =>
  readFolder(write(path.join(folder(), String(sides++)), { "main.tf": text }));

const removed = (from: string) => `
removed {
  from = ${from}
  lifecycle {
    destroy = false
  }
}`;
const FORGOTTEN = (address: string) =>
  `unknown resource-forgotten: Terraform forgets ${address} without destroying it: what is deployed stays, and is no longer managed.`;

describe("what is imported", () => {
  const imported = (to: string) => `\nimport {\n  to = ${to}\n  id = "f"\n}\n`;
  const IMPORTED = (address: string) =>
    `unknown resource-imported: Terraform imports ${address}: what is deployed isn't known, so what the import changes was not compared.`;

  test("is not told as new", async () => {
    const before = await read(FUNCTION);
    const isNew = codes(before, await read(url("NONE")));
    expect(isNew.some((code) => code.startsWith("broadened "))).toBe(true);
    expect(said(before, await read(url("NONE") + imported("aws_lambda_function_url.u")))).toEqual([
      IMPORTED("aws_lambda_function_url.u"),
    ]);
  });

  test("for each of its instances is not told as new", async () => {
    const each = url("NONE").replace('"u" {', '"u" {\n  for_each = toset(["x"])');
    expect(said(await read(FUNCTION), await read(each + imported("aws_lambda_function_url.u[each.key]")))).toEqual([
      IMPORTED('aws_lambda_function_url.u["x"]'),
    ]);
  });

  test("and was there already is compared", async () => {
    const [open, closed] = [
      await read(url("NONE")),
      await read(url("AWS_IAM") + imported("aws_lambda_function_url.u")),
    ];
    expect(codes(open, closed)).toEqual(codes(open, await read(url("AWS_IAM"))));
  });

  test("under another address than what a removed block forgets is neither new nor unmanaged for sure", async () => {
    const there = url("NONE").replace('url" "u"', 'url" "v"');
    const after = await read(there + imported("aws_lambda_function_url.v") + removed("aws_lambda_function_url.u"));
    expect(said(await read(url("NONE")), after)).toEqual([
      IMPORTED("aws_lambda_function_url.v"),
      FORGOTTEN("aws_lambda_function_url.u").replace(
        ", and is no longer managed",
        "; whether that is what is imported as aws_lambda_function_url.v isn't known",
      ),
    ]);
  });
});

describe("destroy = false in a resource's own lifecycle", () => {
  const kept = (value: string) => url("NONE", `lifecycle {\n    destroy = ${value}\n  }`);

  test.each(["false", "var.destroy"])("as %s leaves it deployed when it is removed", async (value) => {
    expect(said(await read(kept(value)), await read(FUNCTION))).toEqual([FORGOTTEN("aws_lambda_function_url.u")]);
  });

  test("as true, or where it stays, leaves nothing", async () => {
    expect(codes(await read(kept("true")), await read(FUNCTION))).toEqual(
      codes(await read(url("NONE")), await read(FUNCTION)),
    );
    expect(codes(await read(kept("false")), await read(url("AWS_IAM")))).toEqual(
      codes(await read(url("NONE")), await read(url("AWS_IAM"))),
    );
  });
});
