import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { suffixOf } from "../../../posture/aws/issuers";
import { ROOT } from "../../support/project";

const SCRIPT = `
import json, sys
sys.path.insert(0, sys.argv[1])
import response_format
print(json.dumps([response_format.problem(version, response) for version, response in json.loads(sys.argv[2])]))`;

/** What is wrong with each response, in one process. */
function problems(cases: readonly (readonly [version: string, response: unknown])[]): readonly (string | null)[] {
  const python = process.env["PYTHON"] ?? "python3";
  const folder = join(ROOT, "local", "emulator");
  return JSON.parse(
    execFileSync(python, ["-B", "-c", SCRIPT, folder, JSON.stringify(cases)], { encoding: "utf8" }),
  ) as (string | null)[];
}

test("a response that an HTTP API can't read is told, one that it can isn't", () => {
  const cases = [
    ["2.0", { statusCode: 200, body: { a: 1 } }, "a wrong type for body"],
    ["2.0", { statusCode: "abc", headers: [] }, "a wrong type for statusCode, headers"],
    ["2.0", { statusCode: null }, "a wrong type for statusCode"],
    ["2.0", { statusCode: true }, "a wrong type for statusCode"],
    ["2.0", { statusCode: 200, headers: { a: ["b"] }, cookies: "a=b" }, "a wrong type for headers, cookies"],
    ["1.0", { message: "hi" }, "payload format 1.0 requires an object with statusCode"],
    ["1.0", null, "payload format 1.0 requires an object with statusCode"],
    ["2.0", { message: "hi" }, null],
    ["2.0", 5, null],
    ["2.0", null, null],
    ["2.0", { statusCode: 204 }, null],
    ["2.0", { statusCode: "201", body: "x", headers: { age: 5 }, cookies: ["a=b"] }, null],
    ["1.0", { statusCode: 200, body: null, multiValueHeaders: { a: ["b"] } }, null],
  ] as const;
  expect(problems(cases.map(([version, response]) => [version, response]))).toEqual(cases.map(([, , told]) => told));
});

test.each(["us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1", "eu-central-1"])(
  "an API's host in %s ends as on AWS",
  (region) => {
    const script =
      "import sys; sys.path.insert(0, sys.argv[1]); import response_format; print(response_format.suffix_of(sys.argv[2]))";
    const args = ["-B", "-c", script, join(ROOT, "local", "emulator"), region];
    expect(execFileSync(process.env["PYTHON"] ?? "python3", args, { encoding: "utf8" }).trim()).toBe(suffixOf(region));
  },
);
