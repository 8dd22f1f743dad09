import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { adopt } from "../../../cli/adopt";
import { temporaryFolder } from "../../support/folder";
import { ODD_ESTATES } from "./odd";
import { smallEstate, stateOf } from "./state";

const folder = temporaryFolder("adopt");
const printed: string[] = [];
const host = { version: "0.1.0", print: (text: string) => printed.push(text) };
const file = (name: string, content: Uint8Array | string): string => {
  const place = path.join(folder(), name);
  writeFileSync(place, content);
  return place;
};

test("a stack, what it needs, and what to do with it", () => {
  const place = path.join(folder(), "taken");
  expect(adopt([file("state.json", stateOf(smallEstate())), place, "--api", "Shop API"], host)).toBe(0);
  expect(readdirSync(place).sort()).toEqual([
    ".gitignore",
    "ADOPTION.md",
    "cdktf.json",
    "main.ts",
    "package.json",
    "tsconfig.json",
  ]);
  const main = readFileSync(path.join(place, "main.ts"), "utf8");
  expect(main).toContain('region: "eu-central-1"');
  expect(main).toContain('"aws_apigatewayv2_route.get_orders": "a1b2c3d4e5/rt1"');
  const steps = readFileSync(path.join(place, "ADOPTION.md"), "utf8");
  expect(steps).toContain("`Plan: 4 to import, 0 to add, 0 to change, 0 to destroy.`");
  expect(steps).toContain("'aws_apigatewayv2_stage.shop'");
  expect(printed.join("\n")).toContain("4 resources taken over, 0 resources left where they are");
});

test("a call of the module, a copy of it with what no input says, and moves where the state stays", () => {
  const [, written = []] = ODD_ESTATES.find(([name]) => name === "nothing odd") ?? [];
  const place = path.join(folder(), "called");
  expect(adopt([file("odd.json", stateOf(written)), place, "--hcl", "--same-state"], host)).toBe(0);
  const text = (name: string): string => readFileSync(path.join(place, name), "utf8");
  expect(readdirSync(place).sort()).toEqual(["ADOPTION.md", "main.tf", "modules", "moved.tf"]);
  expect(text("main.tf")).toContain('"GET /read" = { scopes = ["read"], target = "orders" }');
  expect(text("moved.tf")).toContain('to   = module.api.aws_apigatewayv2_route.route["GET /read"]');
  expect(text("modules/api/adopted.tf")).toContain('name = "Shop API"');
  expect(text("ADOPTION.md")).toContain("has to say that 11 resources have moved");
});

test.each([
  ["no state", () => [], /Which state/],
  ["a file that isn't there", () => [path.join(folder(), "none.json")], /can't be read/],
  ["no JSON", () => [file("text.json", "terraform")], /not JSON/],
  [
    "no API",
    () => [file("bucket.json", stateOf([{ address: "aws_s3_bucket.b", values: { id: "b" } }]))],
    /no HTTP API/,
  ],
  [
    "an API that isn't there",
    () => [file("a.json", stateOf(smallEstate())), "--api", "Store"],
    /no HTTP API "Store"\. There are Shop API/,
  ],
  ["an unknown option", () => [file("b.json", stateOf(smallEstate())), "--hcl2"], /--hcl2/],
  [
    "an API that stays",
    () => [file("c.json", stateOf(smallEstate().filter(({ address }) => !address.includes("stage"))))],
    /Nothing can be taken over:\n {2}aws_apigatewayv2_api\.shop: it has no stage/,
  ],
])("%s: a sentence, and nothing is written", (_, given, words) => {
  const place = path.join(folder(), "nothing");
  const [first, ...rest] = given();
  expect(() => adopt(first === undefined ? [] : [first, place, ...rest], host)).toThrow(words);
  expect(existsSync(place)).toBe(false);
});

test("a folder that holds something is left as it is", () => {
  const place = path.join(folder(), "held");
  mkdirSync(place);
  writeFileSync(path.join(place, "main.ts"), "mine");
  expect(() => adopt([file("d.json", stateOf(smallEstate())), place], host)).toThrow(/holds main\.ts/);
  expect(readdirSync(place)).toEqual(["main.ts"]);
});
