/** HCL's expression language, as Terraform JSON and `.tf` files hold it. */
export type Node =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  /** A number whose text JavaScript can't hold exactly: `0.1000000000000000055`, `1e400`. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "template"; readonly parts: readonly (string | Node)[] }
  /** `%{ if }`: `then` and `otherwise` are templates. */
  | { readonly kind: "if"; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  /** `%{ for }`: `body` is a template. */
  | {
      readonly kind: "repeat";
      readonly key?: string;
      readonly value: string;
      readonly over: Node;
      readonly body: Node;
    }
  | { readonly kind: "list"; readonly items: readonly Node[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Node, Node])[] }
  | { readonly kind: "reference"; readonly root: string; readonly steps: readonly Access[] }
  | { readonly kind: "access"; readonly of: Node; readonly steps: readonly Access[] }
  /** `expand`: the last argument is followed by `...`. */
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[]; readonly expand: boolean }
  | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly of: Node }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly kind: "conditional"; readonly condition: Node; readonly then: Node; readonly otherwise: Node }
  | ForNode
  /** What can't be parsed: not evaluated, only searched for references. */
  | { readonly kind: "opaque"; readonly text: string; readonly parts: readonly Node[] };

/** `[for v in c : v]`, `{for k, v in c : k => v...}`. */
export interface ForNode {
  readonly kind: "for";
  readonly key?: string;
  readonly value: string;
  readonly over: Node;
  /** Set for an object. */
  readonly resultKey?: Node;
  readonly result: Node;
  readonly condition?: Node;
  /** `...`: values of one key are put in a list. */
  readonly grouped: boolean;
}

export type Operator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

/** `.name`, `[expression]`, `[*]`, or the older `.*`, after which only names go into each item. */
export type Access = { readonly name: string } | { readonly index: Node } | "splat" | "attribute-splat";
