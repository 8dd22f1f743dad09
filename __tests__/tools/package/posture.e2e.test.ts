import { readFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../support/folder";
import { filesBelow, ROOT } from "../../support/project";
import { consumerOf, type Consumer, pack, type Packed } from "./consumer";

/** aws-api-posture as a team gets it that never heard of the rest: packed, installed into an empty folder, used on a plan. */

const folder = temporaryFolder("posture-package");
const FIXTURE = path.join(ROOT, "__tests__/posture/fixtures/review");

let packed: Packed;
let consumer: Consumer;
beforeAll(async () => {
  packed = await pack(folder(), "posture");
  consumer = await consumerOf([path.join(folder(), packed.filename)], path.join(folder(), "consumer"), []);
  consumer.write("plan.json", readFileSync(path.join(FIXTURE, "plan.json"), "utf8"));
}, 180_000);

const posture = (...args: string[]) => consumer.node("node_modules/.bin/posture", ...args);

test("holds code, declarations and documents, and nothing else", () => {
  const expected = /^(package\.json|README\.md|LICENSE|dist\/(index|posture|cli)\.js|dist\/index\.d\.ts)$/;
  expect(packed.files.map((file) => file.path).filter((file) => !expected.test(file))).toEqual([]);
});

test("brings neither cdktf, constructs nor an AWS SDK", () => {
  const installed = [...filesBelow(path.join(consumer.folder, "node_modules"))].map(([file]) => file);
  expect(installed.filter((file) => /node_modules\/(cdktf|cdktn|constructs|@aws-sdk|@cdktf)\//.test(file))).toEqual([]);
});

test("names no place of the machine it was made on, and no test", () => {
  for (const [name, content] of filesBelow(path.join(consumer.folder, "node_modules", "aws-api-posture")))
    expect([name, content.includes(ROOT), content.includes("__tests__")]).toEqual([name, false, false]);
});

test.each([
  ["show", ["show", "plan.json"], [0], "GET /status"],
  ["check", ["check", "plan.json"], [5], "route-open"],
  ["diff", ["diff", "plan.json"], [2, 3], "DELETE /orders/{id}"],
  ["explain", ["explain", "plan.json", "--request", "GET /nowhere", "--no-token"], [6], "404"],
  ["report", ["report", "plan.json", "--out", "report.html"], [0], ""],
])("%s works on a plan", async (_, args, codes, text) => {
  const { code, output } = await posture(...args);
  expect(codes).toContain(code);
  expect(output).toContain(text);
  expect(output).not.toMatch(/at \w+ \(|Cannot find module/);
});

test("can be imported, with its types", async () => {
  const script = `import { readAny, accesses } from "aws-api-posture"; import { readFileSync } from "node:fs";
    console.log(accesses(readAny(JSON.parse(readFileSync("plan.json", "utf8"))).current).length > 0)`;
  expect(await consumer.node("--input-type=module", "-e", script)).toEqual({ code: 0, output: "true\n" });
});
