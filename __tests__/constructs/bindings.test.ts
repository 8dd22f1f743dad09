import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as bindings from "../../constructs/bindings";
import { filesBelow, ROOT } from "../support/project";

/** The seam: other bindings are one file's change as long as nothing beside it names a provider's package, and it holds no more than is used. */

const sources = [...filesBelow(path.join(ROOT, "constructs"))]
  .filter(([file]) => file !== "bindings.ts")
  .map(([file, content]) => [file, content.toString()] as const);

test("is the only file of the constructs that names a provider's package", () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter(([, text]) => /["'`]@cdkt[fn]\//.test(text)).map(([file]) => file)).toEqual([]);
});

test.each(Object.keys(bindings))("brings %s because a construct uses it", (name) => {
  expect(sources.some(([, text]) => new RegExp(`\\b${name}\\b`).test(text))).toBe(true);
});

test("names each class by a path of its own, as the root of a provider takes seconds to load", () => {
  const text = readFileSync(path.join(ROOT, "constructs", "bindings.ts"), "utf8");
  const paths = [...text.matchAll(/from "([^"]+)"/g)].map(([, from]) => from);
  expect(paths.length).toBeGreaterThan(30);
  for (const from of paths) expect(from).toMatch(/^@cdktf\/provider-(aws|archive)\/lib\/[a-z0-9-]+$/);
});
