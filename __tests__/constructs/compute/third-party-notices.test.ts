import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { bundle, bundleAhead, type BundleOptions } from "../../../constructs/compute/bundle";
import { NOTICES_FILE } from "../../../constructs/compute/third-party-notices";
import { bundledFunction } from "../../../constructs/package-root";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("notices");

function write(files: Readonly<Record<string, string>>): string {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder(), file)), { recursive: true });
    writeFileSync(path.join(folder(), file), content);
  }
  return folder();
}

const options = (entry: string): BundleOptions => ({ entry, runtime: "nodejs22.x", sourceMaps: false });
const text = (files: ReadonlyMap<string, Uint8Array>) => Buffer.from(files.get(NOTICES_FILE) ?? "").toString();

const PACKAGES = {
  "node_modules/used/package.json": '{"name":"used","version":"1.2.3","license":"MIT"}',
  "node_modules/used/index.js": 'import { inner } from "@scope/inner";\nexport const used = () => [inner()];',
  "node_modules/used/LICENSE.md": "Permission is hereby granted\r\nby used",
  "node_modules/used/licenses.js": "not a licence",
  "node_modules/used/node_modules/@scope/inner/package.json": '{"name":"@scope/inner","version":"2.0.0"}',
  "node_modules/used/node_modules/@scope/inner/index.js": "export const inner = () => Date.now();",
  "node_modules/used/node_modules/@scope/inner/NOTICE": "Copyright inner",
  "node_modules/shaken/package.json": '{"name":"shaken","version":"1.0.0","sideEffects":false}',
  "node_modules/shaken/index.js": "export const shaken = 1;",
  "one/index.ts":
    'import { used } from "used";\nimport { shaken } from "shaken";\nexport const handler = () => used();',
  "two/index.ts": "export const handler = () => 2;",
};

test("names every package with code in the bundle, with its licence, and none that was left out", () => {
  const entry = path.join(write(PACKAGES), "one");
  const notices = text(bundle(options(entry)));
  expect(notices.split("\n")).toEqual([
    "@scope/inner 2.0.0",
    "License: see below",
    "",
    "Copyright inner",
    "",
    "-".repeat(80),
    "",
    "used 1.2.3",
    "License: MIT",
    "",
    "Permission is hereby granted",
    "by used",
    "",
  ]);
});

test("are the same for functions that are bundled together, each its own", () => {
  const place = write(PACKAGES);
  const [one, two] = [options(path.join(place, "one")), options(path.join(place, "two"))];
  const alone = text(bundle(one));
  bundleAhead([one, two]);
  expect(text(bundle(one))).toBe(alone);
  expect([...bundle(two).keys()]).toEqual(["index.js"]);
});

test("the functions of this project hold nothing but its own code", () => {
  for (const name of [
    "api-key",
    "authorizer",
    "bff",
    "create-note",
    "hello",
    "items",
    "pre-token-generation",
    "profile",
  ])
    expect([name, ...bundle(options(bundledFunction(name))).keys()]).toEqual([name, "index.js"]);
});
