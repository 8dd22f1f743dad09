import { readFileSync } from "node:fs";
import { choice, flag, list, object, record, text } from "../../../constructs/props/shape";
import { compareEditions, editionTables, inputPaths, propPaths } from "../../../tools/docs/editions";
import { withMarked } from "../../../tools/docs/marked";
import { ROOT } from "../../support/project";

test("what only one edition takes has a reason, and no reason is left over", () => {
  const { both, unexplained, needless } = compareEditions();
  expect({ unexplained, needless }).toEqual({ unexplained: [], needless: [] });
  expect(both).toEqual(expect.arrayContaining(["functions.file_system.local_mount_path", "routes.requires.groups"]));
});

test("the document is the table of today", () => {
  const document = readFileSync(`${ROOT}/docs/editions.md`, "utf8");
  expect(withMarked(document, "editions", editionTables())).toBe(document);
});

test("props are found in maps, lists and choices", () => {
  const inner = object<{ deepDown?: string }>({ "deepDown?": text });
  const shape = object<{ named: object; many?: object }>({
    named: record(choice([() => true, inner], [() => false, flag])),
    "many?": list(inner),
  });
  expect(propPaths(shape)).toEqual(["named", "named.deep_down", "many", "many.deep_down"]);
});

test("attributes of inputs are found at every depth, defaults and comments are not", () => {
  const paths = inputPaths();
  expect(paths).toEqual(
    expect.arrayContaining(["project", "functions.policy_statements.conditions", "stages.throttling.rate_limit"]),
  );
  expect(paths.filter((place) => /(^|\.)(optional|object|string)$/.test(place))).toEqual([]);
});
