import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ENTRIES } from "../../../tools/package/code";
import { writeDeclarations } from "../../../tools/package/declarations";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

/** What editors show to whoever installed the package: every docstring whole, the words on safety above all. */

const folder = temporaryFolder("declarations");
/** Lines are indented otherwise in the bundle. */
const flat = (text: string): string => text.replace(/\s*\n\s*(?:\*(?!\/))?\s*/g, " ");
const docstrings = (text: string): string[] => flat(text).match(/\/\*\* .*?\*\//g) ?? [];

let shipped = "";
beforeAll(async () => {
  const file = path.join(folder(), "index.d.ts");
  await writeDeclarations(ROOT, ENTRIES.constructs, file);
  shipped = readFileSync(file, "utf8");
}, 180_000);

test.each([
  "constructs/secured-api/props.ts",
  "constructs/compute/node-function-props.ts",
  "constructs/api/authorizers/lambda-authorizer.ts",
  "constructs/api/authorizers/response-cache.ts",
  "constructs/identity/pool/user-pool-options.ts",
])("every docstring of the options in %s is shipped to the letter", (source) => {
  // Of what isn't exported the declarations need nothing.
  const text = readFileSync(path.join(ROOT, source), "utf8");
  const options = [...flat(text).matchAll(/(\/\*\* (?:(?!\*\/).)*\*\/) readonly /g)].map(([, doc = ""]) => doc);
  expect(options.length).toBeGreaterThan(0);
  expect(options.filter((doc) => !flat(shipped).includes(doc))).toEqual([]);
});

test("no docstring breaks off", () => {
  const broken = docstrings(shipped).filter((doc) => /(\b(e\.g|i\.e)\.?|[[{(,:])\s*\*\/$|@default\s*\*\/$/.test(doc));
  expect(docstrings(shipped).length).toBeGreaterThan(400);
  expect(broken).toEqual([]);
});

test.each(["No secrets: whoever may read the function sees them", "SHA-256", "@throws ConfigurationError"])(
  "what keeps users safe is said: %s",
  (text) => expect(flat(shipped)).toContain(text),
);
