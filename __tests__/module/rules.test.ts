import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CATALOGUE } from "../../posture/catalogue";
import { blocksOf } from "../../tools/docs/blocks";
import { MODULE } from "./support";

/** Every rule that runs at synth is told by the module, or its README says why it has nothing to tell. */

const told = new Set(
  blocksOf(path.join(MODULE, "modules", "inputs")).flatMap(({ body }) =>
    [...body.matchAll(/^ +(?:\w+ += ")?\[([a-z-]+)\] /gm)].map(([, code = ""]) => code),
  ),
);
const [, section = ""] = readFileSync(path.join(MODULE, "README.md"), "utf8").split(
  "## What else `posture check` looks for",
);
const reasons = (section.split("\n## ")[0] ?? "").split(/^- /m).slice(1);
const codesOf = (reason: string): string[] =>
  [...reason.slice(reason.lastIndexOf("(")).matchAll(/`([a-z-]+\*?)`/g)].map(([, code = ""]) => code);
const silent = reasons.flatMap(codesOf);
/** `rest-*` is every rule about REST APIs that the module doesn't tell. */
const covers = (written: string, code: string): boolean =>
  written.endsWith("*") ? code.startsWith(written.slice(0, -1)) && !told.has(code) : code === written;

test("each rule is told, or silent for a reason, and not both", () => {
  const wrong = CATALOGUE.map(({ code }) => ({
    code,
    told: told.has(code),
    silent: silent.filter((one) => covers(one, code)).length,
  }));
  expect(wrong.filter(({ told: yes, silent: times }) => Number(yes) + times !== 1)).toEqual([]);
  expect(CATALOGUE.length).toBeGreaterThan(85);
});

test("no reason names a rule that is gone, and each names one", () => {
  const codes = CATALOGUE.map(({ code }) => code);
  expect(silent.filter((written) => !codes.some((code) => covers(written, code)))).toEqual([]);
  expect(reasons.filter((reason) => codesOf(reason).length === 0)).toEqual([]);
  expect(reasons.length).toBeGreaterThan(8);
});
