import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { bundle, bundleAhead, type BundleOptions } from "../../../constructs/compute/bundle";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("bundle-ahead");
const FUNCTIONS = ["hello", "profile", "items", "pre-token-generation", "authorizer"];

const options = (entry: string): BundleOptions => ({ entry, runtime: "nodejs22.x", sourceMaps: false });
const text = (made: ReadonlyMap<string, Uint8Array>): string => Buffer.from(made.get("index.js") ?? "").toString();

test("makes the same bytes together as one by one", () => {
  const entries = FUNCTIONS.map((name) => path.resolve("functions", name));
  const alone = entries.map((entry) => text(bundle(options(entry))));
  bundleAhead(entries.map(options));
  expect(entries.map((entry) => text(bundle(options(entry))))).toEqual(alone);
});

test("serves what it made once, and reads a changed source anew", () => {
  const entry = path.join(folder(), "index.ts");
  writeFileSync(entry, 'export const handler = () => "first";\n');
  bundleAhead([options(entry)]);
  writeFileSync(entry, 'export const handler = () => "second";\n');
  expect(text(bundle(options(entry)))).toContain("first");
  expect(text(bundle(options(entry)))).toContain("second");
});

test("leaves what can't be made to the call for it, which says why", () => {
  const broken = path.join(folder(), "broken.ts");
  writeFileSync(broken, "export const handler = ;\n");
  bundleAhead([options(broken), options(path.resolve("functions", "hello"))]);
  expect(() => bundle(options(broken))).toThrow("function-bundle");
  expect(text(bundle(options(path.resolve("functions", "hello"))))).toContain("Hello from Lambda");
});

test("leaves what esbuild warns of to the call for it, which says so", () => {
  const doubtful = path.join(folder(), "doubtful.ts");
  writeFileSync(doubtful, "export const handler = () => import.meta.url;\n");
  bundleAhead([options(doubtful)]);
  expect(() => bundle(options(doubtful))).toThrow("reads import.meta");
});
