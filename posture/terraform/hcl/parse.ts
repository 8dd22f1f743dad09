import type { Access, Node, Operator } from "./ast";
import { ParseError, TemplateReader, WORD } from "./template";

/** Reads a Terraform JSON string: a template with `${…}` parts. A lone `${…}` is the expression itself. Never throws. */
export function parseTemplate(text: string): Node {
  if (!text.includes("${") && !text.includes("%{")) return { kind: "value", value: text.normalize("NFC") };
  const node = PARSED.get(text) ?? parsed(text);
  if (PARSED.size >= MOST_PARSED) PARSED.clear();
  if (text.length <= LONGEST_PARSED) PARSED.set(text, node);
  return node;
}

/** Hundreds of routes write the same few short expressions, and each is read for its value and for its references. */
const PARSED = new Map<string, Node>();
const MOST_PARSED = 1000;
const LONGEST_PARSED = 200;

function parsed(text: string): Node {
  const reader = new ExpressionReader(text);
  try {
    return reader.template(undefined);
  } catch (error) {
    if (error instanceof ParseError || error instanceof RangeError) return opaque(text);
    throw error;
  }
}

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const FUNCTION = /[\p{L}_][\p{L}\p{N}_-]*(?:::[\p{L}_][\p{L}\p{N}_-]*)*[ \t]*\(/uy;

/** From the loosest to the tightest. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

const MAX_DEPTH = 200;

class ExpressionReader extends TemplateReader {
  private depth = 0;

  protected expression(): Node {
    if (++this.depth > MAX_DEPTH) throw new ParseError("nested too deeply");
    const condition = this.binary(0);
    this.depth--;
    if (!this.punctuation("?")) return condition;
    const then = this.expression();
    this.expect(":");
    return { kind: "conditional", condition, then, otherwise: this.expression() };
  }

  private binary(level: number): Node {
    const operators = LEVELS[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      this.space();
      const operator = operators.find((one) => this.text.startsWith(one, this.at) && !this.isOther(one));
      if (operator === undefined) return left;
      this.at += operator.length;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  /** A `/` that opens a comment, a `%` that opens a directive. */
  private isOther(operator: Operator): boolean {
    const next = this.text[this.at + 1];
    return (operator === "/" && (next === "/" || next === "*")) || (operator === "%" && next === "{");
  }

  private unary(): Node {
    this.space();
    for (const operator of ["-", "!"] as const)
      if (this.take(operator)) {
        if (++this.depth > MAX_DEPTH) throw new ParseError("nested too deeply");
        const of = this.unary();
        this.depth--;
        return { kind: "unary", operator, of };
      }
    return this.operand();
  }

  private operand(): Node {
    const c = this.text[this.at];
    if (c === '"') {
      this.at++;
      const node = this.template('"');
      if (!this.take('"')) throw new ParseError("a quote is missing");
      return this.stepped(node);
    }
    if (c === "(") return this.stepped(this.parenthesized());
    if (c === "[") return this.stepped(this.list());
    if (c === "{") return this.stepped(this.object());
    if (c === "<" && this.text.startsWith("<<", this.at)) return this.heredoc();
    const number = this.match(NUMBER);
    if (number !== undefined) return numberNode(number);
    const call = this.match(FUNCTION);
    if (call !== undefined) return this.stepped(this.call(call.slice(0, -1).trim()));
    const word = this.match(WORD);
    if (word === undefined) throw new ParseError("an expression is missing");
    if (word === "true" || word === "false") return { kind: "value", value: word === "true" };
    if (word === "null") return { kind: "value", value: null };
    return { kind: "reference", root: word, steps: this.accesses() };
  }

  private within<T>(lineEnds: boolean, read: () => T): T {
    const outer = this.lineEnds;
    this.lineEnds = lineEnds;
    const result = read();
    this.lineEnds = outer;
    return result;
  }

  private parenthesized(): Node {
    this.at++;
    const node = this.within(false, () => {
      const inner = this.expression();
      this.expect(")");
      return inner;
    });
    return node;
  }

  private call(name: string): Node {
    return this.within(false, () => {
      const args: Node[] = [];
      let expand = false;
      while (!this.punctuation(")")) {
        args.push(this.expression());
        expand = this.punctuation("...");
        if (!this.punctuation(",")) {
          this.expect(")");
          break;
        }
      }
      return { kind: "call", name, args, expand };
    });
  }

  private list(): Node {
    this.at++;
    return this.within(false, () => {
      if (this.isFor()) return this.forExpression("]");
      const items: Node[] = [];
      while (!this.punctuation("]")) {
        items.push(this.expression());
        if (!this.punctuation(",")) {
          this.expect("]");
          break;
        }
      }
      return { kind: "list", items };
    });
  }

  private object(): Node {
    this.at++;
    if (this.within(false, () => this.isFor())) return this.within(false, () => this.forExpression("}"));
    const entries: [Node, Node][] = [];
    for (;;) {
      this.within(false, () => this.space());
      if (this.take("}")) break;
      const computed = this.text[this.at] === "(";
      const key = this.within(true, () => this.expression());
      if (!this.within(false, () => this.punctuation("=") || this.punctuation(":")))
        throw new ParseError("= is missing");
      const value = this.within(true, () => {
        this.space();
        return this.expression();
      });
      const bare = !computed && key.kind === "reference" && key.steps.length === 0;
      entries.push([bare ? { kind: "value", value: key.root } : key, value]);
      this.within(true, () => this.space());
      if (!this.take(",") && !/[\n}]/.test(this.text[this.at] ?? "")) throw new ParseError("a comma is missing");
    }
    return { kind: "object", entries };
  }

  private isFor(): boolean {
    this.space();
    return /for(?=[\s/#])/y.test(this.text.slice(this.at, this.at + 4)) && this.looksLikeLoop();
  }

  private looksLikeLoop(): boolean {
    const start = this.at;
    this.match(WORD);
    this.space();
    const named = this.match(WORD) !== undefined;
    this.at = start;
    return named;
  }

  private forExpression(closer: "]" | "}"): Node {
    this.match(WORD);
    const { key, value, over } = this.loop();
    this.expect(":");
    const first = this.expression();
    const result = closer === "}" ? (this.expect("=>"), this.expression()) : first;
    const grouped = closer === "}" && this.punctuation("...");
    this.space();
    const condition = /if\b/y.test(this.text.slice(this.at, this.at + 3))
      ? (this.match(WORD), this.expression())
      : undefined;
    this.expect(closer);
    return {
      kind: "for",
      ...(key !== undefined && { key }),
      value,
      over,
      ...(closer === "}" && { resultKey: first }),
      result,
      ...(condition && { condition }),
      grouped,
    };
  }

  /** Only where no line of it is blank, so that the indentation that `<<-` takes away is beyond doubt. */
  private heredoc(): Node {
    const head = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy;
    head.lastIndex = this.at;
    const found = head.exec(this.text);
    if (!found) throw new ParseError("a heredoc is cut short");
    const end = new RegExp(`^[ \\t]*${found[2]}[ \\t]*\\r?$`, "mu");
    const from = this.at + found[0].length;
    const closing = end.exec(this.text.slice(from));
    if (!closing) throw new ParseError("a heredoc has no end");
    const lines = this.text
      .slice(from, from + closing.index)
      .split("\n")
      .slice(0, -1);
    if (found[1] === "-" && lines.some((line) => line.trim() === ""))
      throw new ParseError("a heredoc with blank lines");
    const indent = found[1] === "-" ? Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0)) : 0;
    this.at = from + closing.index + closing[0].length;
    return new ExpressionReader(lines.map((line) => `${line.slice(indent)}\n`).join("")).template(undefined);
  }

  private stepped(of: Node): Node {
    const steps = this.accesses();
    return steps.length > 0 ? { kind: "access", of, steps } : of;
  }

  private accesses(): Access[] {
    const steps: Access[] = [];
    for (;;) {
      const before = this.at;
      this.space();
      if (this.text[this.at] === "." && !this.text.startsWith("...", this.at)) {
        this.at++;
        this.space();
        if (this.take("*")) steps.push("attribute-splat");
        else {
          const name = this.match(WORD);
          const index = name === undefined ? this.match(/\d+/y) : undefined;
          if (name === undefined && index === undefined) throw new ParseError("a name is missing");
          steps.push(name === undefined ? { index: { kind: "value", value: Number(index) } } : { name });
        }
      } else if (this.text[this.at] === "[") {
        this.at++;
        steps.push(this.index());
      } else {
        this.at = before;
        return steps;
      }
    }
  }

  private index(): Access {
    return this.within(false, () => {
      if (this.punctuation("*")) {
        this.expect("]");
        return "splat";
      }
      const index = this.expression();
      this.expect("]");
      return { index };
    });
  }
}

function numberNode(text: string): Node {
  const value = Number(text);
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(".", "")
    .replace(/^0+/, "");
  return digits.length <= 15 && (value === 0 || (Math.abs(value) < 1e15 && Math.abs(value) >= 1e-6))
    ? { kind: "value", value }
    : { kind: "number", text };
}

/** What looks like a reference in a text that can't be parsed. */
function opaque(text: string): Node {
  const parts: Node[] = [];
  for (const found of text.matchAll(/[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g)) {
    const [root = "", ...names] = found[0].split(".");
    parts.push({ kind: "reference", root, steps: names.map((name) => ({ name })) });
  }
  return { kind: "opaque", text, parts };
}
