import { pieces } from "./scan";

function netBrackets(line: string): number {
  return pieces(line).reduce((sum, piece) => sum + (piece.kind === "open" ? 1 : piece.kind === "close" ? -1 : 0), 0);
}

/** Where the `=` of an assignment stands, or -1. `==`, `>=`, `=>` and what is inside strings don't count. */
function assignment(line: string): number {
  let offset = 0;
  for (const piece of pieces(line)) {
    if (piece.kind === "text" && !piece.text.startsWith('"')) {
      const match = /(^|[^=!<>])=(?![=>])/.exec(piece.text.replace(/"(\\.|[^"\\])*"/g, (text) => "_".repeat(text.length)));
      if (match !== null) return offset + match.index + (match[1]?.length ?? 0);
    } else if (piece.kind === "text") {
      // A quoted key: `"GET /items" = …`.
      const match = /^"(\\.|[^"\\])*"\s*(?==(?![=>]))/.exec(piece.text);
      if (match !== null) return offset + match[0].length;
    }
    offset += piece.text.length;
  }
  return -1;
}

/**
 * Indents and aligns HCL as `terraform fmt` does: one step for each line that opens brackets, and the `=` of neighbouring one-line assignments in
 * one column. (hclwrite's format.go.) Spaces within an expression are left alone; heredocs are not supported.
 */
export function format(source: string): string {
  const lines = indent(source.split("\n").map((line) => line.trim()));
  let chain: { at: number; lead: string; rest: string }[] = [];
  const close = (): void => {
    const width = Math.max(...chain.map(({ lead }) => lead.length), 0);
    for (const { at, lead, rest } of chain) lines[at] = `${lead.padEnd(width)} ${rest}`;
    chain = [];
  };
  lines.forEach((line, at) => {
    const equals = line.trim().startsWith("#") ? -1 : assignment(line);
    const rest = line.slice(equals);
    if (equals < 0 || netBrackets(rest) !== 0) return close();
    chain.push({ at, lead: line.slice(0, equals).trimEnd(), rest });
  });
  close();
  return `${lines.join("\n").trimEnd()}\n`;
}

function indent(lines: readonly string[]): string[] {
  const open: number[] = [];
  return lines.map((line) => {
    const net = line.startsWith("#") ? 0 : netBrackets(line);
    if (net < 0) closeBrackets(open, -net);
    const indented = line === "" ? "" : "  ".repeat(open.length) + line;
    if (net > 0) open.push(net);
    return indented;
  });
}

function closeBrackets(open: number[], count: number): void {
  for (let left = count; left > 0 && open.length > 0; ) {
    const top = open.pop() ?? 0;
    if (left < top) open.push(top - left);
    left -= Math.min(left, top);
  }
}
