import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packages } from "./packages";
import { withTables } from "./readme";
import { RETIREMENTS } from "../../posture/aws/runtimes";

/**
 * What `npm run module` makes, by path below the module's folder: the zips, the runtimes' days, and the READMEs
 * with their tables. The rest is written by hand.
 */
export function madeFiles(folder: string): ReadonlyMap<string, Uint8Array> {
  const page = (...at: readonly string[]): Uint8Array => {
    const own = join(folder, ...at);
    return Buffer.from(withTables(readFileSync(join(own, "README.md"), "utf8"), own));
  };
  return new Map([
    ...packages(),
    ["modules/inputs/runtimes.tf", Buffer.from(runtimesFile())],
    ["README.md", page()],
    ["modules/distribution/README.md", page("modules", "distribution")],
  ]);
}

/** Paths of what is missing, differs or, among the zips, isn't made any more. */
export function stale(folder: string, files: ReadonlyMap<string, Uint8Array>): string[] {
  const differs = [...files].filter(([path, content]) => {
    const file = join(folder, path);
    return !existsSync(file) || !readFileSync(file).equals(Buffer.from(content));
  });
  const present = existsSync(join(folder, "functions")) ? readdirSync(join(folder, "functions")) : [];
  const left = present.map((name) => `functions/${name}`).filter((path) => !files.has(path));
  return [...differs.map(([path]) => path), ...left];
}

/** Brings them up to date, each file beside its place and then renamed. @returns what has changed */
export function writeStale(folder: string, files: ReadonlyMap<string, Uint8Array>): string[] {
  const changed = stale(folder, files);
  for (const path of changed) {
    const file = join(folder, path);
    const content = files.get(path);
    if (content === undefined) rmSync(file);
    else {
      writeFileSync(`${file}.${process.pid}`, content);
      renameSync(`${file}.${process.pid}`, file);
    }
  }
  return changed;
}

const HEADER = `# Generated from posture/aws/runtimes.ts by \`npm run module\`: change that, not this file.

locals {
  # From that day on a runtime gets no security patches: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
  runtime_ends = {
`;

/** The file of the module that holds the days on which AWS retires runtimes: facts about AWS have one home. */
export function runtimesFile(): string {
  const rows = Object.entries(RETIREMENTS).map(
    ([name, { deprecated }]) => [/^\w+$/.test(name) ? name : `"${name}"`, deprecated] as const,
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${HEADER}${rows.map(([name, day]) => `    ${name.padEnd(width)} = "${day}"\n`).join("")}  }\n}\n`;
}
