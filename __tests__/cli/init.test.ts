import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { init } from "../../cli/init";
import { temporaryFolder } from "../support/folder";
import { installAsSource } from "./installed";

const folder = temporaryFolder("init");

test("the project synthesizes, compiles and passes its own test", () => {
  const place = path.join(folder(), "My Notes");
  const files = init(place, "0.1.0");
  expect(files).toEqual(expect.arrayContaining(["main.ts", "cdktf.json", "package.json", "test/api.test.ts"]));
  installAsSource(place);
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: place, encoding: "utf8" });
  const tested = run("--import", "tsx", "--test", "test/api.test.ts");
  expect([tested.status, tested.stdout + tested.stderr]).toEqual([0, expect.stringContaining("pass 1")]);
  expect(readFileSync(path.join(place, "cdktf.out/stacks/api/cdk.tf.json"), "utf8")).toContain('"my-notes-api"');
});

test("a folder that holds something is left alone", () => {
  const place = path.join(folder(), "taken");
  mkdirSync(place);
  writeFileSync(path.join(place, "notes.txt"), "mine");
  expect(() => init(place, "0.1.0")).toThrow(/holds notes\.txt\. Name an empty folder/);
  expect(existsSync(path.join(place, "main.ts"))).toBe(false);
});
