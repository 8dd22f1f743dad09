import * as ts from "typescript";

/** As long as a line may be before the next statement gets one of its own. */
const LONG = 400;

/**
 * Breaks minified code into lines before statements and members, where a break means nothing. Node prints the whole line that an uncaught error
 * comes from, and that should not be everything.
 */
export function inLines(code: string): string {
  const starts: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) || ts.isClassElement(node)) starts.push(node.getStart(file));
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile("code.js", code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  ts.forEachChild(file, visit);
  const lines: string[] = [];
  let begun = 0;
  for (const start of starts)
    if (start - begun >= LONG) {
      lines.push(code.slice(begun, start));
      begun = start;
    }
  return `${[...lines, code.slice(begun)].join("\n")}\n`;
}
