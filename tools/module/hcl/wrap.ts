import { pieces, type Piece } from "./scan";

/** Longer expressions are broken at their brackets. */
const WIDTH = 110;

/** Breaks a long expression after the brackets that hold most of it, one item a line, and its items likewise. */
export function wrap(expression: string, width = WIDTH, always = false): string {
  if ((!always && expression.length <= width) || expression.includes("\n")) return expression;
  const all = pieces(expression);
  const group = widest(all);
  if (group === undefined) return expression;
  const before = join(all.slice(0, group.open + 1));
  const after = join(all.slice(group.close));
  const inner = all.slice(group.open + 1, group.close);
  const loop = /^\s*for\s/.test(inner[0]?.text ?? "");
  const items = loop ? [join(inner).trim()] : itemsOf(inner);
  const [only] = items;
  const call = /[A-Za-z0-9_]\($/.test(before);
  // A call of one argument, jsonencode({…}), opens both brackets on one line.
  if (call && items.length === 1 && only !== undefined && /^[[{]/.test(only) && /[\]}]$/.test(only)) {
    return `${before}${wrap(only, width, true)}${after}`;
  }
  const object = before.endsWith("{");
  const last = !loop && (call || before.endsWith("[")) ? "," : "";
  const written = items.map((item) => wrap(object ? plainKey(item) : item, width - 2));
  return `${before}\n${written.join(object ? "\n" : ",\n")}${last}\n${after}`;
}

function join(all: readonly Piece[]): string {
  return all.map((piece) => piece.text).join("");
}

/** `"Version" = …` is `Version = …`. */
function plainKey(item: string): string {
  return item.replace(/^"([A-Za-z_][A-Za-z0-9_]*)" =/, "$1 =");
}

/** The outermost brackets with the most text between them; undefined where there is nothing to break. An index (`map[key]`) stays whole. */
function widest(all: readonly Piece[]): { open: number; close: number } | undefined {
  let best: { open: number; close: number; size: number } | undefined;
  const stack: number[] = [];
  all.forEach((piece, at) => {
    if (piece.kind === "open") stack.push(at);
    if (piece.kind !== "close") return;
    const open = stack.pop() ?? 0;
    const index = all[open]?.text === "[" && /[A-Za-z0-9_\])}]$/.test(all[open - 1]?.text ?? "");
    const size = join(all.slice(open + 1, at)).length;
    if (stack.length === 0 && !index && size > (best?.size ?? 0)) best = { open, close: at, size };
  });
  return best;
}

function itemsOf(inner: readonly Piece[]): string[] {
  const items = [""];
  let depth = 0;
  for (const piece of inner) {
    if (piece.kind === "open") depth++;
    if (piece.kind === "close") depth--;
    if (piece.kind === "comma" && depth === 0) items.push("");
    else items[items.length - 1] += piece.text;
  }
  return items.map((item) => item.trim()).filter((item) => item !== "");
}
