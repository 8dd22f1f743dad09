import type { Node } from "./ast";

/** What isn't HCL: the text is then taken as opaque. */
export class ParseError extends Error {
  override readonly name = "ParseError";
}

/** How a template ends: at a quote, or at the end of the text. Quoted ones have backslash escapes. */
type Closer = '"' | undefined;

/** A part of a template before strip markers and directives are applied. */
type Piece =
  | { readonly literal: string }
  | { readonly node: Node; readonly trimBefore: boolean; readonly trimAfter: boolean }
  | { readonly directive: Directive; readonly trimBefore: boolean; readonly trimAfter: boolean };

type Directive =
  | { readonly word: "if"; readonly condition: Node }
  | { readonly word: "for"; readonly key?: string; readonly value: string; readonly over: Node }
  | { readonly word: "else" | "endif" | "endfor" };

export const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** Reads templates; what stands between their braces is read by the expression reader above it. */
export abstract class TemplateReader {
  protected at = 0;
  /** Whether a line's end ends the expression: so it is directly inside an object's braces. */
  protected lineEnds = false;

  constructor(protected readonly text: string) {}

  protected abstract expression(): Node;

  /** The template up to its closer (exclusive) as one node; a lone `${…}` is the expression itself. */
  template(closer: Closer): Node {
    const pieces = trimmed(this.pieces(closer));
    let next = 0;
    const sequence = (...ends: string[]): { node: Node; end?: string } => {
      const parts: (string | Node)[] = [];
      while (next < pieces.length) {
        const piece = pieces[next++] as Piece;
        if ("literal" in piece) {
          if (piece.literal !== "") parts.push(piece.literal);
        } else if ("node" in piece) parts.push(piece.node);
        else {
          const { directive } = piece;
          if (ends.includes(directive.word)) return { node: templateOf(parts, true), end: directive.word };
          parts.push(block(directive));
        }
      }
      if (ends.length > 0) throw new ParseError(`${ends.join(" or ")} is missing`);
      return { node: templateOf(parts, false) };
    };
    const block = (directive: Directive): Node => {
      if (directive.word === "if") {
        const { condition } = directive;
        const first = sequence("else", "endif");
        const otherwise: Node = first.end === "else" ? sequence("endif").node : { kind: "template", parts: [] };
        return { kind: "if", condition, then: first.node, otherwise };
      }
      if (directive.word === "for") {
        const { key, value, over } = directive;
        return { kind: "repeat", ...(key !== undefined && { key }), value, over, body: sequence("endfor").node };
      }
      throw new ParseError(`${directive.word} stands alone`);
    };
    return sequence().node;
  }

  private pieces(closer: Closer): Piece[] {
    const pieces: Piece[] = [];
    let literal = "";
    while (this.at < this.text.length) {
      const c = this.text[this.at] as string;
      if (closer !== undefined && c === closer) break;
      if (this.text.startsWith("$${", this.at) || this.text.startsWith("%%{", this.at)) {
        literal += this.text.slice(this.at + 1, this.at + 3);
        this.at += 3;
      } else if (this.text.startsWith("${", this.at) || this.text.startsWith("%{", this.at)) {
        pieces.push({ literal });
        literal = "";
        pieces.push(this.braced(c === "%"));
      } else if (closer !== undefined && c === "\\") literal += this.escape();
      else {
        if (closer !== undefined && c === "\n") throw new ParseError("a quoted string ends at its line");
        literal += c;
        this.at++;
      }
    }
    pieces.push({ literal });
    return pieces;
  }

  private braced(directive: boolean): Piece {
    this.at += 2;
    const trimBefore = this.take("~");
    const outer = this.lineEnds;
    this.lineEnds = false;
    this.space();
    const inside = directive ? { directive: this.directive() } : { node: this.expression() };
    this.space();
    const trimAfter = this.take("~");
    this.expect("}");
    this.lineEnds = outer;
    return { ...inside, trimBefore, trimAfter };
  }

  private directive(): Directive {
    const word = this.match(WORD);
    if (word === "if") return { word, condition: this.expression() };
    if (word === "for") return { word, ...this.loop() };
    if (word === "else" || word === "endif" || word === "endfor") return { word };
    throw new ParseError("an unknown directive");
  }

  /** `k, v in collection` */
  protected loop(): { key?: string; value: string; over: Node } {
    const first = this.name();
    const second = this.punctuation(",") ? this.name() : undefined;
    this.space();
    if (this.match(WORD) !== "in") throw new ParseError("in is missing");
    const over = this.expression();
    return second === undefined ? { value: first, over } : { key: first, value: second, over };
  }

  private name(): string {
    this.space();
    const name = this.match(WORD);
    if (name === undefined) throw new ParseError("a name is missing");
    return name;
  }

  private escape(): string {
    const c = this.text[this.at + 1];
    const simple = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" }[c ?? ""];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    const hex = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
    hex.lastIndex = this.at;
    const found = hex.exec(this.text);
    const code = parseInt(found?.[1] ?? found?.[2] ?? "", 16);
    if (!found || Number.isNaN(code) || code > 0x10ffff) throw new ParseError("an unknown escape");
    this.at += found[0].length;
    return String.fromCodePoint(code);
  }

  /** Skips blanks and comments; line ends too, unless they mean something here. */
  protected space(): void {
    const blank = this.lineEnds
      ? /(?:[ \t\r]|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*)+/y
      : /(?:\s|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*)+/y;
    this.match(blank);
  }

  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found[0];
  }

  protected take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  protected punctuation(text: string): boolean {
    this.space();
    return this.take(text);
  }

  protected expect(text: string): void {
    if (!this.punctuation(text)) throw new ParseError(`${text} is missing`);
  }
}

/** Applies `~`: it takes the blanks and line ends beside it away. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, i): Piece => {
    if (!("literal" in piece)) return piece;
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    let { literal } = piece;
    if (before && !("literal" in before) && before.trimAfter) literal = literal.replace(/^[ \t\r\n]+/, "");
    if (after && !("literal" in after) && after.trimBefore) literal = literal.replace(/[ \t\r\n]+$/, "");
    return { literal };
  });
}

/** `inside` a directive nothing is unwrapped: it always gives a text. */
function templateOf(parts: readonly (string | Node)[], inside: boolean): Node {
  const [only] = parts;
  if (parts.length === 0) return { kind: "value", value: "" };
  if (parts.length === 1 && typeof only === "string") return { kind: "value", value: only.normalize("NFC") };
  if (parts.length === 1 && only !== undefined && typeof only !== "string" && !inside && isWrapped(only)) return only;
  return { kind: "template", parts };
}

/** `${x}` alone is x; a directive alone is still a text. */
const isWrapped = (node: Node): boolean => node.kind !== "if" && node.kind !== "repeat";
