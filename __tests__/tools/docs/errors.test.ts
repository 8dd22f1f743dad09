import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../../../constructs";
import { FUNCTION_ERRORS, POSTURE_ERRORS, PROGRAM_ERRORS } from "../../../tools/docs/error-texts";
import { errorTable } from "../../../tools/docs/errors";
import { withMarked } from "../../../tools/docs/marked";
import { MODULE_ERRORS } from "../../../tools/docs/module-errors";
import { ROOT } from "../../support/project";

const page = readFileSync(join(ROOT, "docs/errors.md"), "utf8");
const sourcesIn = (...folders: readonly string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts") && !/errors.catalogue|error-texts|node_modules|dist/.test(name))
        .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
    )
    .join("\n");
/** A type's own list of its codes names each once more than whoever throws it. */
const times = (text: string, code: string): number => text.split(`"${code}"`).length - 1;

test("docs/errors.md is current (npm run docs writes it)", () => {
  expect(withMarked(page, "errors", errorTable())).toBe(page);
});

test.each(Object.entries({ ERROR_CODES, MODULE_ERRORS, POSTURE_ERRORS, PROGRAM_ERRORS, FUNCTION_ERRORS }))(
  "%s: every code has a meaning, an example and what to write instead",
  (_, entries) => {
    for (const [code, texts] of Object.entries(entries))
      expect([code, texts.length, texts.every((text) => text.trim().length > 0)]).toEqual([code, 3, true]);
  },
);

test("no code is documented that nothing throws", () => {
  const constructs = sourcesIn("constructs");
  expect(Object.keys(ERROR_CODES).filter((code) => times(constructs, code) === 0)).toEqual([]);
  const posture = sourcesIn("posture");
  expect(Object.keys(POSTURE_ERRORS).filter((code) => times(posture, code) < 2 && code !== "usage")).toEqual([]);
  const programs = sourcesIn("process", "local", "action", "cli", "tools");
  expect(Object.keys(PROGRAM_ERRORS).filter((code) => times(programs, code) < 2)).toEqual([]);
  const functions = sourcesIn("functions", "posture/claims");
  expect(Object.keys(FUNCTION_ERRORS).filter((code) => times(functions, code) < 2)).toEqual([]);
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
