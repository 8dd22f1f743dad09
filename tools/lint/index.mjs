import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { secretsOf } from "./secrets.mjs";
import {
  circlesOf,
  forbiddenNames,
  importsOf,
  mirrored,
  mutualFolders,
  readSources,
  upwardImports,
} from "./structure.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The least share of sources with a test of their name. */
const LEAST = { constructs: 0.9, functions: 0.9, posture: 0.9, local: 0.9 };
/** The largest file below __tests__, in bytes. */
const LARGEST = 100_000;

const sources = readSources();
const imports = importsOf(sources);
const withTests = importsOf(new Map([...sources, ...readSources(["__tests__", "examples"])]));
const read = (folder, file) => [join(folder, file), readFileSync(join(ROOT, folder, file), "utf8")];
const filesBelow = (folder, ending) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((file) => ending.test(file));
const modules = new Map(filesBelow("module", /^[^.].*\.tf$/).map((file) => read("module", file)));
const testFiles = filesBelow("__tests__", /\.(ts|mjs)$/).map((file) => join("__tests__", file));
const problems = [
  ...circlesOf(withTests).map((circle) => `These import each other in a circle:\n    ${circle.join("\n    ")}`),
  ...upwardImports(imports),
  ...mutualFolders(imports),
  ...forbiddenNames(sources, testFiles, modules),
  ...secretsOf(ROOT),
];
for (const file of readdirSync(join(ROOT, "__tests__"), { recursive: true, encoding: "utf8" })) {
  const { size } = statSync(join(ROOT, "__tests__", file));
  if (size > LARGEST && extname(file) !== "")
    problems.push(`__tests__/${file} has ${size} bytes; fixtures take ${LARGEST}. Make it smaller, or at test time.`);
}
const tests = new Map(
  filesBelow("__tests__", /\.test\.ts$/).map((file) => [file, readFileSync(join(ROOT, "__tests__", file), "utf8")]),
);
for (const [folder, least] of Object.entries(LEAST)) {
  const { share, without } = mirrored(sources, tests, folder);
  const text = `${folder}: ${(share * 100).toFixed(0)} % of its sources have a test of their name`;
  console.log(text);
  if (share < least) problems.push(`${text}; without: ${without.join(", ")}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
