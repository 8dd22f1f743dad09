import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { checkLicence, shipLicences } from "../../../tools/package/licences";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("licences");

/** A bundle with the code of a package under this licence. */
function shipped(license: unknown): string {
  const one = path.join(folder(), "node_modules", "one");
  mkdirSync(one, { recursive: true });
  writeFileSync(path.join(one, "package.json"), JSON.stringify({ name: "one", version: "1.0.0", license }));
  writeFileSync(path.join(one, "index.js"), "export const one = () => Date.now();");
  writeFileSync(path.join(one, "LICENSE"), "Permission is hereby granted");
  const stdin = { contents: 'export { one } from "one"', resolveDir: folder() };
  const outfile = path.join(folder(), "out", "index.js");
  const { metafile } = buildSync({ stdin, bundle: true, outfile, metafile: true, absWorkingDir: folder() });
  shipLicences(metafile, outfile, folder());
  return readFileSync(path.join(folder(), "out", "THIRD-PARTY-NOTICES.txt"), "utf8");
}

test("the texts of the licences lie beside a bundle", () => {
  expect(shipped("MIT")).toBe("one 1.0.0\nLicense: MIT\n\nPermission is hereby granted\n");
});

test.each([["AGPL-3.0-only"], ["SEE LICENSE IN LICENSE"], [undefined]])("%s can't be shipped", (license) => {
  expect(() => shipped(license)).toThrow(/^one 1\.0\.0 would be shipped; its licence is .* isn't one of 0BSD, /);
});

test("everything that the published packages install may be used under its licence", () => {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
  };
  // Optional ones are builds of esbuild for other machines, which aren't installed here.
  const names = Object.entries(packages).filter(([name, { dev, optional }]) => name !== "" && !dev && !optional);
  expect(names.length).toBeGreaterThan(5);
  for (const [name] of names) checkLicence(path.join(ROOT, name));
});
