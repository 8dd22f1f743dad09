import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import type { Metafile } from "esbuild";
import { PACKAGE_NAMES } from "../package-root";

/** Lies beside a bundle that holds code of packages: most licences ask for their text to go along with each copy. */
export const NOTICES_FILE = "THIRD-PARTY-NOTICES.txt";

/** The folder of the package that a file belongs to, the innermost of several. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/** What packages call the files that their licences are about. */
const LEGAL = /^(licen[cs]e|notice|copying|copyright)([.-].*)?$/i;

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: unknown;
}

/**
 * Folders of the packages with code in an output.
 * @param output absolute path of the output
 * @param folder what the metafile's paths are relative to
 */
export function packagesIn(metafile: Metafile, output: string, folder: string): readonly string[] {
  const found = Object.entries(metafile.outputs).find(([name]) => path.resolve(folder, name) === output)?.[1];
  const inputs = Object.entries(found?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return [...new Set(inputs.flatMap(([name]) => PACKAGE.exec(path.resolve(folder, name)) ?? []))];
}

/** Name, version, licence and legal texts of every package with code in an output; undefined where there is none. */
export function thirdPartyNotices(...of: Parameters<typeof packagesIn>): string | undefined {
  const notices = packagesIn(...of)
    .map(notice)
    .sort();
  return notices.length === 0 ? undefined : `${notices.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function notice(folder: string): string {
  const file = path.join(folder, "package.json");
  const { name, version, license } = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Manifest;
  const texts = readdirSync(folder)
    .filter((entry) => LEGAL.test(entry))
    .sort()
    .map((entry) => readFileSync(path.join(folder, entry), "utf8").replace(/\r\n/g, "\n").trim());
  // One name for both editions: a function's code doesn't change with what emits it.
  const work = PACKAGE_NAMES.includes(name ?? "") ? PACKAGE_NAMES[0] : name;
  const title = `${work ?? path.basename(folder)} ${version ?? "(no version)"}`;
  const licence = `License: ${typeof license === "string" ? license : "see below"}`;
  return [title, licence, ...texts.map((text) => `\n${text}`)].join("\n");
}
