/** A bracket, or text, of an HCL expression; what stands inside strings is text. */
export interface Piece {
  readonly kind: "open" | "close" | "comma" | "text";
  readonly text: string;
}

/** Where the quoted string that begins at `start` ends (exclusive), interpolations and the strings inside them included. */
function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith("${", at) && source[at - 1] !== "$") at = endOfInterpolation(source, at) - 1;
    else if (source[at] === '"') return at + 1;
  }
  throw new Error(`The string is not closed: ${source.slice(start, start + 60)}`);
}

/** Where the interpolation whose `${` stands at `start` ends (exclusive). */
export function endOfInterpolation(source: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at];
    if (char === '"') at = endOfString(source, at) - 1;
    else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at + 1;
  }
  throw new Error(`The interpolation is not closed: ${source.slice(start, start + 60)}`);
}

/** Cuts an expression into brackets, commas and the text between them. A comment (`#`) is text up to the end of its line. */
export function pieces(source: string): Piece[] {
  const found: Piece[] = [];
  let text = "";
  const push = (kind: Piece["kind"], value: string): void => {
    if (text !== "") found.push({ kind: "text", text });
    text = "";
    found.push({ kind, text: value });
  };
  for (let at = 0; at < source.length; at++) {
    const char = source[at] ?? "";
    if (char === '"') {
      const end = endOfString(source, at);
      text += source.slice(at, end);
      at = end - 1;
    } else if (char === "#") {
      const end = source.indexOf("\n", at);
      text += source.slice(at, end === -1 ? undefined : end);
      at = (end === -1 ? source.length : end) - 1;
    } else if ("([{".includes(char)) push("open", char);
    else if (")]}".includes(char)) push("close", char);
    else if (char === ",") push("comma", char);
    else text += char;
  }
  if (text !== "") found.push({ kind: "text", text });
  return found;
}
