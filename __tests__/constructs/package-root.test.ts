import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { bundledFunction, packageRoot } from "../../constructs/package-root";

test("the package's folder is the one with its package.json", () => {
  const { name } = JSON.parse(readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as { name: string };
  expect(name).toBe("cognito-http-api");
  expect(packageRoot()).toBe(path.resolve(__dirname, "../.."));
});

test("functions that come with the package are found whatever the working directory is", () => {
  expect(path.isAbsolute(bundledFunction("pre-token-generation"))).toBe(true);
  expect(existsSync(path.join(bundledFunction("pre-token-generation"), "index.ts"))).toBe(true);
});
