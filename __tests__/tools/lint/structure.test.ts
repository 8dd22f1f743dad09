import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** What tools/lint, which is plain JavaScript, says of sources given by their text. */
function said(sources: Readonly<Record<string, string>>): { circles: string[][]; mutual: string[]; upward: string[] } {
  const program = `
    import ts from "typescript";
    import { circlesOf, importsOf, mutualFolders, upwardImports } from ${JSON.stringify(join(ROOT, "tools/lint/structure.mjs"))};
    const sources = Object.entries(${JSON.stringify(sources)});
    const imports = importsOf(new Map(sources.map(([file, text]) => [file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest)])));
    console.log(JSON.stringify({ circles: circlesOf(imports), mutual: mutualFolders(imports), upward: upwardImports(imports) }));`;
  const options = { encoding: "utf8", cwd: ROOT } as const;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", program], options)) as ReturnType<
    typeof said
  >;
}

test("circles, mutual folders and imports from a higher folder are found, types, re-exports and import() included", () => {
  const { circles, mutual, upward } = said({
    "posture/model/a.ts": 'import type { B } from "../rules/b";\nexport const a = 1;',
    "posture/rules/b.ts": 'export * from "./c";\nexport interface B {}',
    "posture/rules/c.ts": 'export const d = () => import("../model/a");',
    "posture/claims/errors.ts": 'import { a } from "../model/a";',
    "functions/shared/e.ts": 'export { E } from "../../posture/claims/errors";\nimport "../../posture/model/a";',
    "process/f.ts": 'import { g } from "../local/g.js";',
    "local/g.ts": 'import { a } from "../posture/model/a";\nimport { f } from "../process/f";\nexport const g = 1;',
    "tools/h.ts": 'import "../local/g";\nimport "../constructs";',
    "constructs/index.ts": 'import x from "not-relative";',
  });
  expect(circles).toEqual([
    ["posture/model/a.ts", "posture/rules/b.ts", "posture/rules/c.ts"],
    ["local/g.ts", "process/f.ts"],
  ]);
  expect(mutual.map((text) => text.split(",")[0])).toEqual([
    "local and process import from each other",
    "posture/model and posture/rules import from each other",
  ]);
  expect(upward.sort()).toEqual([
    "functions/shared/e.ts imports posture/model/a.ts; functions may import from functions, posture/claims",
    "posture/claims/errors.ts imports posture/model/a.ts; posture/claims may import from posture/claims",
    "process/f.ts imports local/g.ts; process may import from process, posture/claims",
  ]);
});
