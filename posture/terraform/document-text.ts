import { Unresolved, isBranch, type ValueNode } from "./value-node";
import type { Pieces } from "./resource";
import { SHORT_FORMS } from "./cloudformation";
import { YamlError, parseYaml } from "./yaml";

/** Stand for the parts of a text that aren't known while it is read: characters that no text holds. */
const [OPEN, CLOSE] = ["\ue0f0", "\ue0f1"];
const HOLE = /\ue0f0(\d+)\ue0f1/g;

/** What a text of JSON or YAML holds. Undefined: it is neither, or a single word. */
export const dataIn = (text: string): ValueNode => parsedJson(text) ?? parsedYaml(text);

/**
 * What a text of JSON or YAML holds of which parts aren't known: each that stands in a value makes that value Unresolved,
 * one that is a document itself (`${jsonencode(…)}`) is put in its place. Undefined: it can't be read with these gaps.
 */
export function dataWithin(parts: readonly (string | Unresolved)[]): ValueNode {
  const first = parts.find((part) => part !== "");
  const start = typeof first === "string" ? first.trimStart() : "";
  const json = /^[{[]/.test(start);
  if (!json && !/^(?:---|#|%YAML|["']?[\w-]+["']?\s*:)/.test(start)) return undefined;
  if (parts.some((part) => typeof part === "string" && /[\ue0f0\ue0f1]/.test(part))) return undefined;
  let text = "";
  for (const [i, part] of parts.entries()) {
    const hole = `${OPEN}${i}${CLOSE}`;
    // Between the quotes of JSON a part of a text is missing, outside of them a value.
    text += typeof part === "string" ? part : json && !isInString(text) ? `"${hole}"` : hole;
  }
  // Most texts that look like YAML at first are ARNs and URLs, whose colons no space follows.
  if (!json && !/^(?:---|#|%YAML|.*:(?:\s|$))/.test(text.trimStart())) return undefined;
  return filled(json ? parsedJson(text) : parsedYaml(text), parts);
}

function parsedJson(text: string): ValueNode {
  try {
    const data = JSON.parse(text) as ValueNode;
    return typeof data === "object" && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}

function parsedYaml(text: string): ValueNode {
  try {
    // Only a template of CloudFormation has tags of its own: !Ref, !Sub.
    const data = parseYaml(text, /^["']?Resources["']?\s*:/m.test(text) ? SHORT_FORMS : undefined);
    return typeof data === "object" && data !== null ? data : undefined;
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function isInString(text: string): boolean {
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    if (inside && text[i] === "\\") i++;
    else if (text[i] === '"') inside = !inside;
  }
  return inside;
}

function filled(data: ValueNode, parts: readonly (string | Unresolved)[]): ValueNode {
  if (typeof data === "string") return data.includes(OPEN) ? textWithin(data, parts) : data;
  if (Array.isArray(data)) return (data as readonly ValueNode[]).map((item) => filled(item, parts));
  if (!isBranch(data)) return data;
  const holed = Object.keys(data).find((key) => key.includes(OPEN));
  if (holed !== undefined) {
    const key = textWithin(holed, parts);
    return key instanceof Unresolved ? new Unresolved(`a key isn't known (${key.why})`, () => key.references) : key;
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, filled(value, parts)]));
}

/** A value with gaps; a gap that is the whole of it is what stands there. */
function textWithin(text: string, parts: readonly (string | Unresolved)[]): ValueNode {
  const pieces = text
    .split(HOLE)
    .map((piece, i) => (i % 2 === 0 ? piece : (parts[Number(piece)] ?? "")))
    .filter((piece) => piece !== "");
  const [only] = pieces;
  if (pieces.length === 1 && only instanceof Unresolved) return only.json ?? only;
  return joined(pieces);
}

/** A text put together of what is known and what isn't. */
export function joined(parts: readonly (string | Unresolved)[], json?: ValueNode): Unresolved | string {
  const missing = parts.find((part) => part instanceof Unresolved);
  if (!(missing instanceof Unresolved)) return parts.join("");
  const references = (): Unresolved["references"] =>
    parts.flatMap((part) => (part instanceof Unresolved ? part.references : []));
  return new Unresolved(missing.why, references, undefined, undefined, json, piecesOf(parts));
}

function piecesOf(parts: readonly (string | Unresolved)[]): Pieces | undefined {
  const pieces: Pieces[number][] = [];
  for (const part of parts) {
    const own = typeof part === "string" ? [part] : part.pieces;
    if (!own) return undefined;
    for (const piece of own) {
      const last = pieces.at(-1);
      if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
      else if (piece !== "") pieces.push(piece);
    }
  }
  return pieces;
}
