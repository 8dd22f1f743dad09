import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { options } from "../../posture/cli/options";
import { describeError } from "../../process/user-error";
import { changeTable, controlTable, ruleTable } from "./code-tables";
import { coverageTables } from "./coverage";
import { editionTables } from "./editions";
import { errorTable } from "./errors";
import { withMarked } from "./marked";
import { promiseTable } from "./promises";
import { propsTable } from "./props-table";
import { tour } from "./tour";

const ROOT = path.join(__dirname, "..", "..");

/** Every document with a generated part, and what renews it. */
const DOCUMENTS: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "docs/conformance.md": (text) => withMarked(text, "promises", promiseTable()),
  "docs/editions.md": (text) => withMarked(text, "editions", editionTables()),
  "docs/errors.md": (text) => withMarked(text, "errors", errorTable()),
  "docs/props.md": (text) => withMarked(text, "props", propsTable()),
  "docs/rules.md": (text) => withMarked(text, "rules", ruleTable()),
  "docs/changes.md": (text) => withMarked(text, "changes", changeTable()),
  "docs/controls.md": (text) => withMarked(text, "controls", controlTable()),
  "docs/coverage.md": (text) => withMarked(text, "coverage", coverageTables()),
  "docs/tour.md": async (text) => withMarked(text, "tour", await tour()),
};

async function main(): Promise<void> {
  options(process.argv.slice(2), {}, false);
  for (const [file, renew] of Object.entries(DOCUMENTS)) {
    const place = path.join(ROOT, file);
    const old = readFileSync(place, "utf8");
    const fresh = await renew(old);
    if (fresh !== old) writeFileSync(place, fresh);
    console.log(`${file}: ${fresh === old ? "up to date" : "written"}`);
  }
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
