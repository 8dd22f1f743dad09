import type { Access, Node } from "./ast";

/** What a name stands for: the text to put in its place; undefined: the name itself. */
export interface Substitute {
  name(root: string, steps: readonly Access[], print: (node: Node) => string): string | undefined;
  /** What a call's value depends on beside its arguments: the content of the file that it names. */
  call?(name: string, args: readonly Node[]): string | undefined;
}

/** An expression in one form, whatever its blanks, comments and brackets: two that print alike mean the same. */
export function printed(node: Node, substitute: Substitute = { name: () => undefined }): string {
  return print(node, substitute, new Set());
}

/** `bound`: names that a `for` gives. */
function print(node: Node, substitute: Substitute, bound: ReadonlySet<string>): string {
  const go = (one: Node): string => print(one, substitute, bound);
  switch (node.kind) {
    case "value":
      return JSON.stringify(node.value);
    case "number":
      return node.text;
    case "template":
      return `template(${node.parts.map((part) => (typeof part === "string" ? JSON.stringify(part) : go(part))).join(", ")})`;
    case "list":
      return `[${node.items.map(go).join(", ")}]`;
    case "object":
      // The order of keys means nothing.
      return `{${node.entries
        .map(([key, value]) => `${go(key)} = ${go(value)}`)
        .sort()
        .join(", ")}}`;
    case "call":
      return `${node.name}(${node.args.map(go).join(", ")}${node.expand ? "..." : ""})${substitute.call?.(node.name, node.args) ?? ""}`;
    case "unary":
      return `${node.operator}(${go(node.of)})`;
    case "binary":
      return `(${go(node.left)} ${node.operator} ${go(node.right)})`;
    case "conditional":
      return `(${go(node.condition)} ? ${go(node.then)} : ${go(node.otherwise)})`;
    case "if":
      return `%{if ${go(node.condition)}}${go(node.then)}%{else}${go(node.otherwise)}%{endif}`;
    case "access":
      return `${go(node.of)}${steps(node.steps, go)}`;
    case "repeat":
    case "for": {
      const inner = new Set([...bound, node.value, ...(node.key === undefined ? [] : [node.key])]);
      const within = (one: Node): string => print(one, substitute, inner);
      const head = `for ${node.key ?? "_"}, ${node.value} in ${go(node.over)}`;
      if (node.kind === "repeat") return `%{${head}}${within(node.body)}%{endfor}`;
      const key = node.resultKey ? `${within(node.resultKey)} => ` : "";
      const rest = `${node.grouped ? "..." : ""}${node.condition ? ` if ${within(node.condition)}` : ""}`;
      return `[${head} : ${key}${within(node.result)}${rest}]`;
    }
    case "reference":
      return (
        (bound.has(node.root) ? undefined : substitute.name(node.root, node.steps, go)) ??
        `${node.root}${steps(node.steps, go)}`
      );
    case "opaque":
      return `opaque(${[JSON.stringify(node.text), ...node.parts.map(go)].join(", ")})`;
  }
}

/** `.name` and `["name"]` are the same. */
export function steps(accesses: readonly Access[], go: (node: Node) => string): string {
  return accesses
    .map((access) => {
      if (access === "splat") return "[*]";
      if (access === "attribute-splat") return ".*";
      return "name" in access ? `[${JSON.stringify(access.name)}]` : `[${go(access.index)}]`;
    })
    .join("");
}
