// Files that synth keeps from run to run: the program and its packages, bundled. Bundling took two fifths of a synth's processor time, and between
// two synths of CI's steps, or of a stack whose handlers alone change, nothing of the program does.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { basename, dirname, join } from "node:path";

const { existsSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } = fs;

const SEAL = "\n//# sha256=";
const MADE_OF = "\n//# made of ";

/** Of each kind so many are kept: each program has its own, and temporary ones are never asked for again. */
const MOST = 8;

const digestOf = (content) => createHash("sha256").update(content).digest("hex");

/** The digest that keep() wrote below a text. */
export const sealOf = (text) => text.slice(text.lastIndexOf(SEAL) + SEAL.length).trim();

/** The file without its last line, which holds the digest of the rest: a disk that filled up or a copy may have cut it. */
export function wholeBytes(file) {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(SEAL);
  const rest = bytes.subarray(0, Math.max(end, 0));
  return bytes.toString("latin1", end + SEAL.length).trim() === digestOf(rest) ? rest : undefined;
}

/** Is the file there, as it was written? */
export const isWhole = (file) => wholeBytes(file) !== undefined;

/**
 * Writes a text or bytes in one step, so that two runs at once never read half of it, and removes the files of its kind that are no longer used: those
 * whose names begin alike up to the first dot.
 */
export function keep(file, content) {
  const folder = dirname(file);
  const draft = `${file}.${process.pid}`;
  fs.mkdirSync(folder, { recursive: true });
  try {
    fs.writeFileSync(draft, Buffer.concat([Buffer.from(content), Buffer.from(`${SEAL}${digestOf(content)}\n`)]));
    fs.renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  const [kind] = basename(file).split(".");
  const kept = readdirSync(folder).filter((name) => name.startsWith(`${kind}.`) && /\.(cjs|v8)$/.test(name));
  const used = (name) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const name of kept.sort((a, b) => used(b) - used(a)).slice(MOST)) rmSync(join(folder, name), { force: true });
}

/** When a file, or the list of a folder's files, was changed last; the time that a copy keeps isn't enough. */
function stampOf(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  return found && `${found.ctimeMs} ${found.size}`;
}

/** Clocks of file systems go in steps of up to so many milliseconds. */
const STEP = 20;

/**
 * A line that says what the program was made of, so that packagesOfCurrent() finds out whether that has changed since.
 * @param since when bundling began, in milliseconds: of what changed after that it isn't known which state was bundled
 */
export function madeOf(packages, files, since) {
  // In a folder's list a file may appear that an import would rather take.
  const places = [...new Set([...files, ...files.map(dirname)])];
  const settings = ancestors(places.map(dirname)).flatMap((folder) =>
    ["tsconfig.json", "package.json"].map((name) => join(folder, name)).filter(existsSync),
  );
  const isCertain = (place) =>
    statSync(place).ctimeMs < since - STEP &&
    // What such settings inherit isn't followed.
    !(basename(place) === "tsconfig.json" && /"extends"/.test(readFileSync(place, "utf8")));
  const stamps = Object.fromEntries(
    [...places, ...settings].map((place) => [place, isCertain(place) ? stampOf(place) : "unknown"]),
  );
  return `${MADE_OF}${JSON.stringify({ packages, stamps })}`;
}

/** All folders above these, themselves included: esbuild reads settings there. */
function ancestors(folders) {
  const all = new Set();
  for (const folder of folders) for (let one = folder; !all.has(one); one = dirname(one)) all.add(one);
  return [...all];
}

/** The packages' file of a kept program; undefined if the program isn't what would be made of its sources and packages today. */
export function packagesOfCurrent(file) {
  const bytes = wholeBytes(file);
  if (bytes === undefined) return undefined;
  const { packages, stamps } = JSON.parse(bytes.toString("utf8", bytes.lastIndexOf(MADE_OF) + MADE_OF.length));
  if (Object.entries(stamps).some(([place, stamp]) => stampOf(place) !== stamp) || !isWhole(packages)) return undefined;
  try {
    const now = new Date();
    for (const used of [file, packages]) utimesSync(used, now, now);
  } catch {
    // Another account's file may be read only.
  }
  return packages;
}
