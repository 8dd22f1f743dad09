import { ref, Token } from "cdktf";

/** An HCL expression where a construct takes a text. */
export function text(expression: string): string {
  return Token.asString(ref(expression));
}

/** An HCL expression where a construct takes a number. */
export function number(expression: string): number {
  return Token.asNumber(ref(expression));
}

/** An HCL expression where a construct takes a list. It is never empty for the compiler, since Terraform judges that. */
export function list(expression: string): [string, ...string[]] {
  return Token.asList(ref(expression)) as [string, ...string[]];
}

/** An HCL expression where a construct takes a map of texts. */
export function map(expression: string): Record<string, string> {
  return Token.asStringMap(ref(expression));
}

/** An HCL expression where a construct takes a truth value and hands it on. cdktf's own types leave no room for it in a plain `boolean`. */
export function flag(expression: string): boolean {
  return ref(expression) as unknown as boolean;
}

/** An HCL expression where a construct takes one of a few words. */
export function word<Word extends string>(expression: string): Word {
  return text(expression) as Word;
}
