import { globOf, type Element, type Glob } from "./glob";

/**
 * What is known of a request, by condition key in lowercase: its values, or null where the request has no such key.
 * Of a key that is left out nothing is known.
 */
export type Context = Readonly<Record<string, readonly string[] | null>>;

/** A text of a policy with its variables filled in. */
export interface SubstitutedText {
  readonly glob: Glob;
  /** False where a variable isn't known, and so the pattern is as wide as it can be. */
  readonly sure: boolean;
}

type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string; readonly fallback?: string };

/**
 * `${aws:username}`, with a fallback `${aws:username, 'nobody'}`; `${*}`, `${?}` and `${$}` are these very characters.
 * IAM policy elements: Variables and tags https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function piecesOf(text: string, variables: boolean): readonly Piece[] {
  if (!variables) return [{ kind: "text", text }];
  return text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== "")
    .map((part): Piece => {
      const inside = /^\$\{([^}]*)\}$/.exec(part)?.[1];
      if (inside === undefined) return { kind: "text", text: part };
      if (["*", "?", "$"].includes(inside)) return { kind: "literal", text: inside };
      const [, name = inside, fallback] = /^([^,]*?)\s*,\s*'(.*)'$/.exec(inside) ?? [];
      const key = name.trim().toLowerCase();
      return { kind: "variable", name: key, ...(fallback !== undefined && { fallback }) };
    });
}

/**
 * The pattern that a text of a policy stands for in a request; undefined where a variable has no value there, and so
 * nothing matches. `wild`: are `*` and `?` wildcards?
 */
export function substituteVariables(
  text: string,
  wild: boolean,
  variables: boolean,
  context: Context,
): SubstitutedText | undefined {
  const elements: Element[] = [];
  let sure = true;
  for (const piece of piecesOf(text, variables)) {
    if (piece.kind !== "variable") elements.push(...(wild && piece.kind === "text" ? globOf(piece.text) : piece.text));
    else {
      const values = context[piece.name];
      const value = values === null ? piece.fallback : values?.length === 1 ? values[0] : undefined;
      if (values === null && value === undefined) return undefined;
      if (value === undefined) {
        sure = false;
        elements.push({ not: "", many: true });
      } else elements.push(...value);
    }
  }
  return { glob: elements, sure };
}

/** A text of a policy for people: without variables, `${…}` is what it reads. */
export function inWords(text: string, { variables }: { readonly variables: boolean }): string {
  return !variables && text.includes("${") ? `${text} (these very characters)` : text;
}

/** Characters that stand for policy variables where no request is at hand: equal variables, equal characters. */
export class VariableSymbols {
  private readonly known = new Map<string, string>();

  glob(text: string, variables: boolean, wild = true): Glob {
    return piecesOf(text, variables).flatMap((piece): readonly Element[] => {
      if (piece.kind !== "variable") return wild && piece.kind === "text" ? globOf(piece.text) : [...piece.text];
      let symbol = this.known.get(piece.name);
      if (symbol === undefined) this.known.set(piece.name, (symbol = String.fromCharCode(0xe100 + this.known.size)));
      return [symbol];
    });
  }

  /** A request in which each variable has its character as value. */
  get context(): Context {
    return Object.fromEntries([...this.known].map(([name, symbol]) => [name, [symbol]]));
  }
}
