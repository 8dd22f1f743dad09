// Two folders that import from each other can be understood only together. Lists every such pair of sibling folders, with what ties it.
// Types count: whoever reads one has to read the other all the same. `npm run lint` runs it.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Places whose inner folders are held to it, beside the top level itself. */
const HOUSES = ["", "constructs", "functions", "posture", "local", "action", "process", "tools"];
const TOP = ["constructs", "functions", "posture", "local", "action", "process", "tools"];

function* sources(folder) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const file = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "dist" && entry.name !== "node_modules") yield* sources(file);
    else if (/\.(ts|mjs)$/.test(entry.name)) yield file;
  }
}

/** Every relative import as [from, to], paths from the root. */
function imports() {
  const found = [];
  for (const top of TOP)
    for (const file of sources(top))
      for (const [, from] of readFileSync(join(ROOT, file), "utf8").matchAll(/\bfrom "(\.{1,2}(?:\/[^"]*)?)"/g))
        found.push([file, relative(ROOT, resolve(ROOT, dirname(file), from))]);
  return found;
}

/** The folder directly below `house` that a file lies in; undefined for a file of the house itself and for what lies elsewhere. */
function room(house, file) {
  const below = house === "" ? file : relative(house, file);
  if (below.startsWith("..") || !below.includes(sep)) {
    // `../model` names a folder by its index file.
    return below !== "" && !below.startsWith("..") && !/\.\w+$/.test(below) && isFolder(join(house, below))
      ? below
      : undefined;
  }
  return below.split(sep)[0];
}

const folders = new Set();
function isFolder(path) {
  if (folders.size === 0)
    for (const top of TOP)
      for (const file of sources(top)) for (let at = dirname(file); at !== "."; at = dirname(at)) folders.add(at);
  return folders.has(path);
}

const problems = [];
const all = imports();
for (const house of HOUSES) {
  const ties = new Map();
  for (const [from, to] of all) {
    const [a, b] = [room(house, from), room(house, to)];
    if (a === undefined || b === undefined || a === b) continue;
    const key = `${a} ${b}`;
    ties.set(key, [...(ties.get(key) ?? []), `${from} -> ${to}`]);
  }
  for (const [key, one] of ties) {
    const [a, b] = key.split(" ");
    const other = ties.get(`${b} ${a}`);
    if (other === undefined || a > b) continue;
    const [few, many] = one.length <= other.length ? [one, other] : [other, one];
    problems.push(
      `${join(house, a)} and ${join(house, b)} import from each other: ${few.length} one way, ${many.length} the other. The few are\n  ${few.join("\n  ")}`,
    );
  }
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) console.error("Move what both need below both.");
process.exitCode = problems.length === 0 ? 0 : 1;
