import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_TEXTS, errorTable } from "../../../tools/docs/errors";
import { withMarked } from "../../../tools/docs/marked";
import { ROOT } from "../../support/project";

const page = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
const filesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/node_modules|\bdist\b/.test(name))
    .map((name) => join(folder, name));
const sourcesIn = (...folders: readonly string[]): string =>
  folders
    .flatMap(filesIn)
    .map((file) => readFileSync(join(ROOT, file), "utf8"))
    .join("\n");
/** A type's own list of its codes names each once more than whoever throws it. */
const times = (text: string, code: string): number => text.split(`"${code}"`).length - 1;

test("docs/errors.md is current (npm run docs writes it)", () => {
  expect(withMarked(page, "errors", errorTable())).toBe(page);
});

test.each(Object.entries(ERROR_TEXTS))(
  "%s: every code has a meaning, an example and what to write instead",
  (_, entries) => {
    for (const [code, texts] of Object.entries(entries))
      expect([code, texts.length, texts.every((text) => text.trim().length > 0)]).toEqual([code, 3, true]);
  },
);

test("no code is documented that nothing throws", () => {
  const constructs = sourcesIn("constructs");
  expect(Object.keys(ERROR_TEXTS.constructs).filter((code) => times(constructs, code) < 2)).toEqual([]);
  const posture = sourcesIn("posture");
  expect(Object.keys(ERROR_TEXTS.posture).filter((code) => times(posture, code) < 2 && code !== "usage")).toEqual([]);
  const programs = sourcesIn("process", "local", "action", "cli", "tools");
  expect(Object.keys(ERROR_TEXTS.programs).filter((code) => times(programs, code) < 2)).toEqual([]);
  const functions = sourcesIn("functions", "posture/claims");
  expect(Object.keys(ERROR_TEXTS.functions).filter((code) => times(functions, code) < 2)).toEqual([]);
});

/** Where a plain `Error` is thrown, and how often: in what can't happen, or where a caller catches it and tells of it in its own words. */
const PLAIN: Readonly<Record<string, number>> = {
  "cli/adopt/plan.ts": 2,
  "cli/hcl/module-files.ts": 1,
  "cli/hcl/override-file.ts": 1,
  "constructs/package-root.ts": 1,
  // Cognito shows these to whoever signs in.
  "functions/pre-token-generation/index.ts": 2,
  "functions/pre-token-generation/pre-token-generation.ts": 1,
  // The verifier denies with the reason keys_unavailable.
  "functions/shared/tokens/jwks-fetch.ts": 2,
  "functions/shared/tokens/jwks-keys.ts": 2,
  // A full disk or a closed pipe.
  "posture/cli/host.ts": 1,
  "posture/coverage/lookup.ts": 1,
  "posture/iam/evaluate.ts": 1,
};

test("whatever else somebody reads has a code: plain errors are thrown where PLAIN says alone", () => {
  const found = ["constructs", "functions", "posture", "process", "local", "action", "cli"]
    .flatMap((folder) => filesIn(folder))
    .map((file) => [file, readFileSync(join(ROOT, file), "utf8").split("throw new Error(").length - 1] as const)
    .filter(([, count]) => count > 0);
  expect(Object.fromEntries(found)).toEqual(PLAIN);
});

test("every class of error that somebody is told about is a CodedError", () => {
  const sources = sourcesIn("constructs", "functions", "posture", "process", "local", "action", "cli", "tools");
  const classes = [...sources.matchAll(/^(?:export )?(?:abstract )?class (\w+).* extends Error\b/gm)].map(
    ([, name]) => name,
  );
  // CodedError itself, and signals that are caught where they are of use.
  expect(classes.sort()).toEqual([
    "CodedError",
    "InexactError",
    "InvalidDependency",
    "ParseError",
    "Unreadable",
    "YamlError",
  ]);
});
