import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import type { Metafile } from "esbuild";
import { NOTICES_FILE, packagesIn, thirdPartyNotices } from "../../constructs/compute/third-party-notices";

/** Licences, by their SPDX names, that let code be shipped beside Apache-2.0 with its text alone. Another is a decision for a maintainer. */
const ALLOWED = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "MPL-2.0"];

/** @throws Error naming the package, where it is shipped under another licence, or none that its package.json names */
export function checkLicence(folder: string): void {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Readonly<
    Record<string, unknown>
  >;
  if (!ALLOWED.includes(String(license)))
    throw new Error(
      `${String(name)} ${String(version)} would be shipped; its licence is ${JSON.stringify(license) ?? "not named"}, which isn't one of ${ALLOWED.join(", ")}.`,
    );
}

/** Checks the licences of the packages that have code in a file that esbuild wrote, and lays their texts beside it. */
export function shipLicences(metafile: Metafile, file: string, root: string): void {
  packagesIn(metafile, file, root).forEach(checkLicence);
  const notices = thirdPartyNotices(metafile, file, root);
  if (notices !== undefined) writeFileSync(path.join(path.dirname(file), NOTICES_FILE), notices);
}
