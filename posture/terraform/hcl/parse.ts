import type { Access, Node } from "./ast";

/** Reads a Terraform JSON string: a template with `${…}` parts. A lone `${…}` is the expression itself. */
export function parseTemplate(text: string): Node {
  if (!text.includes("${") && !text.includes("%{")) return { kind: "value", value: text.replaceAll("$${", "${") };
  const reader = new Reader(text);
  const parts = reader.template(undefined);
  const only = parts[0];
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : { kind: "template", parts };
}

const WORD = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||=>|[-+*/%<>!?:]|\.\.\./y;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  /** Template parts up to the closing quote (exclusive), or to the end of the text when there's none. */
  template(quote: '"' | undefined): (string | Node)[] {
    const parts: (string | Node)[] = [];
    let literal = "";
    while (this.at < this.text.length) {
      const rest = this.text.slice(this.at, this.at + 3);
      if (quote && rest[0] === quote) break;
      if (rest === "$${" || rest === "%%{") {
        literal += rest.slice(1);
        this.at += 3;
      } else if (rest.startsWith("${") || rest.startsWith("%{")) {
        if (literal) parts.push(literal);
        literal = "";
        const directive = rest.startsWith("%{");
        this.at += 2;
        if (this.text[this.at] === "~") this.at++;
        const inner = this.sequence("}");
        this.at++;
        parts.push(directive ? { kind: "opaque", parts: inner } : one(inner));
      } else if (quote && rest[0] === "\\") {
        literal += unescape(rest[1] ?? "");
        this.at += 2;
      } else {
        literal += rest[0];
        this.at++;
      }
    }
    if (literal) parts.push(literal);
    return parts;
  }

  /** Everything up to a closing character; more than one operand means operators stood between them. */
  private sequence(...closers: string[]): Node[] {
    const nodes: Node[] = [];
    let operators = false;
    for (;;) {
      this.space();
      const c = this.text[this.at];
      if (c === undefined || closers.includes(c)) break;
      if (c === "~" || c === ",") this.at++;
      else if (this.match(OPERATOR)) operators = true;
      else nodes.push(this.operand());
    }
    return operators ? [{ kind: "opaque", parts: nodes }] : nodes;
  }

  private operand(): Node {
    const c = this.text[this.at];
    if (c === '"') return this.steps(this.quoted());
    if (c === "(") return this.steps(one(this.enclosed(")")));
    if (c === "[") return this.steps(this.list());
    if (c === "{") return this.steps(this.object());
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: "value", value: Number(number) };
    const word = this.match(WORD);
    if (word === undefined) {
      this.at++;
      return { kind: "opaque", parts: [] };
    }
    if (word === "true" || word === "false") return { kind: "value", value: word === "true" };
    if (word === "null") return { kind: "value", value: null };
    if (this.text[this.at] === "(") return this.steps({ kind: "call", name: word, args: this.arguments() });
    return { kind: "reference", root: word, steps: this.accesses() };
  }

  private quoted(): Node {
    this.at++;
    const parts = this.template('"');
    this.at++;
    if (parts.length === 0) return { kind: "value", value: "" };
    const only = parts[0];
    if (parts.length === 1 && typeof only === "string") return { kind: "value", value: only };
    return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : { kind: "template", parts };
  }

  private enclosed(closer: string): Node[] {
    this.at++;
    const nodes = this.sequence(closer);
    this.at++;
    return nodes;
  }

  private arguments(): Node[] {
    const args: Node[] = [];
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== ")") {
      args.push(one(this.sequence(",", ")")));
      if (this.text[this.at] === ",") this.at++;
      this.space();
    }
    this.at++;
    return args;
  }

  private list(): Node {
    if (/^\[\s*for\b/.test(this.text.slice(this.at, this.at + 20)))
      return { kind: "opaque", parts: this.enclosed("]") };
    const items: Node[] = [];
    this.at++;
    this.space();
    while (this.at < this.text.length && this.text[this.at] !== "]") {
      items.push(one(this.sequence(",", "]")));
      if (this.text[this.at] === ",") this.at++;
      this.space();
    }
    this.at++;
    return { kind: "list", items };
  }

  private object(): Node {
    if (/^\{\s*for\b/.test(this.text.slice(this.at, this.at + 20)))
      return { kind: "opaque", parts: this.enclosed("}") };
    const entries: [Node, Node][] = [];
    this.at++;
    this.space();
    while (this.at < this.text.length && this.text[this.at] !== "}") {
      const start = this.at;
      const key = this.operand();
      this.space();
      if (this.text[this.at] === "=" || this.text[this.at] === ":") this.at++;
      const bare = key.kind === "reference" && key.steps.length === 0;
      entries.push([bare ? { kind: "value", value: key.root } : key, one(this.sequence(",", "}"))]);
      if (this.text[this.at] === ",") this.at++;
      this.space();
      if (this.at === start) this.at++;
    }
    this.at++;
    return { kind: "object", entries };
  }

  private steps(of: Node): Node {
    const steps = this.accesses();
    return steps.length > 0 ? { kind: "access", of, steps } : of;
  }

  private accesses(): Access[] {
    const steps: Access[] = [];
    for (;;) {
      const c = this.text[this.at];
      if (c === "." && this.text[this.at + 1] !== ".") {
        this.at++;
        if (this.text[this.at] === "*") {
          this.at++;
          steps.push("splat");
          continue;
        }
        const name = this.match(WORD) ?? this.match(NUMBER);
        if (name === undefined) return steps;
        steps.push(/^\d/.test(name) ? { index: { kind: "value", value: Number(name) } } : { name });
      } else if (c === "[") {
        if (this.text.startsWith("[*]", this.at)) {
          this.at += 3;
          steps.push("splat");
        } else steps.push({ index: one(this.enclosed("]")) });
      } else return steps;
    }
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found[0];
  }
}

function one(nodes: readonly Node[]): Node {
  const only = nodes[0];
  return nodes.length === 1 && only ? only : { kind: "opaque", parts: nodes };
}

function unescape(c: string): string {
  return c === "n" ? "\n" : c === "t" ? "\t" : c === "r" ? "\r" : c;
}
