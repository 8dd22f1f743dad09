/** The part of HCL's expression language that Terraform JSON holds in strings. */
export type Node =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly (string | Node)[] }
  | { readonly kind: "list"; readonly items: readonly Node[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Node, Node])[] }
  | { readonly kind: "reference"; readonly root: string; readonly steps: readonly Access[] }
  | { readonly kind: "access"; readonly of: Node; readonly steps: readonly Access[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
  /** Anything else (operators, for expressions): not evaluated, only searched for references. */
  | { readonly kind: "opaque"; readonly parts: readonly Node[] };

/** `.name`, `[expression]`, or a splat (`[*]`, `.*`). */
export type Access = { readonly name: string } | { readonly index: Node } | "splat";
