import { EvaluationError, asKind, InexactError, integerOf, textOf } from "../kinds";
import type { ValueNode } from "../../value-node";
import { format } from "./format";
import { expression, replaceAll } from "./regex";
import { of, plainText, type Table } from "./table";

/** Functions of texts. Where Go's Unicode tables decide (case, blanks, length), ASCII only. */
export const TEXTS: Table = {
  lower: of(1, 1, ([text]) => plainText(textOf(text)).toLowerCase()),
  upper: of(1, 1, ([text]) => plainText(textOf(text)).toUpperCase()),
  trimspace: of(1, 1, ([text]) => plainText(textOf(text)).replace(/^[\t\n ]+|[\t\n ]+$/g, "")),
  chomp: of(1, 1, ([text]) => plainText(textOf(text)).replace(/\n+$/, "")),
  trim: of(2, 2, ([text, cut]) => trimEnd(trimStart(textOf(text), textOf(cut)), textOf(cut))),
  trimprefix: of(2, 2, ([text, prefix]) => {
    const [whole, start] = [textOf(text), textOf(prefix)];
    return whole.startsWith(start) ? whole.slice(start.length).normalize("NFC") : whole;
  }),
  trimsuffix: of(2, 2, ([text, suffix]) => {
    const [whole, end] = [textOf(text), textOf(suffix)];
    return end !== "" && whole.endsWith(end) ? whole.slice(0, -end.length) : whole;
  }),
  startswith: of(2, 2, ([text, prefix]) => textOf(text).startsWith(textOf(prefix))),
  endswith: of(2, 2, ([text, suffix]) => textOf(text).endsWith(textOf(suffix))),
  strcontains: of(2, 2, ([text, part]) => textOf(text).includes(textOf(part))),
  strrev: of(1, 1, ([text]) => [...plainText(textOf(text))].reverse().join("")),
  substr: of(3, 3, ([text, offset, length]) => {
    const whole = plainText(textOf(text));
    const [from, count] = [integerOf(offset), integerOf(length)];
    if (from < 0 || count < -1 || from > whole.length) throw new InexactError("an offset from the end");
    return count === -1 ? whole.slice(from) : whole.slice(from, from + count);
  }),
  title: of(1, 1, ([text]) => {
    const whole = plainText(textOf(text));
    if (!/^[A-Za-z0-9 ]*$/.test(whole)) throw new InexactError("words with signs in between");
    return whole.replace(/(^| )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  }),
  indent: of(2, 2, ([spaces, text]) => {
    const count = integerOf(spaces);
    if (count < 0) throw new InexactError("a negative indentation");
    return textOf(text).replace(/\n/g, `\n${" ".repeat(count)}`);
  }),
  split: of(2, 2, ([separator, text]) => {
    const [by, whole] = [textOf(separator), textOf(text)];
    // Go cuts between characters then, and what a character is depends on its Unicode tables.
    if (by === "") plainText(whole);
    return asKind("list", whole.split(by));
  }),
  replace: of(3, 3, ([text, from, to]) => {
    const [whole, what, by] = [textOf(text), textOf(from), textOf(to)];
    if (what.length > 1 && what.startsWith("/") && what.endsWith("/")) return replaceAll(whole, what.slice(1, -1), by);
    if (what === "") throw new InexactError("an empty text stands between all characters");
    return whole.split(what).join(by).normalize("NFC");
  }),
  regex: of(2, 2, ([pattern, text]) => {
    const found = expression(textOf(pattern), textOf(text)).exec(textOf(text));
    if (!found) throw new EvaluationError("nothing matches");
    return matched(found);
  }),
  regexall: of(2, 2, ([pattern, text]) => {
    const found = [...textOf(text).matchAll(expression(textOf(pattern), textOf(text)))];
    if (found.some((one) => one[0] === "")) throw new InexactError("an empty match");
    return asKind("list", found.map(matched));
  }),
  format: of(1, Infinity, ([pattern, ...args]) => format(textOf(pattern), args)),
  formatlist: of(2, Infinity, ([pattern, ...args]) => {
    const lists = args.filter((arg): arg is readonly ValueNode[] => Array.isArray(arg));
    const [first, ...rest] = lists;
    if (!first || args.includes(null)) throw new InexactError("not a list");
    if (rest.some((list) => list.length !== first.length)) throw new EvaluationError("the lists differ in length");
    return asKind(
      "list",
      first.map((_, i) =>
        format(
          textOf(pattern),
          args.map((arg) => (Array.isArray(arg) ? (arg as readonly ValueNode[])[i] : arg)),
        ),
      ),
    );
  }),
};

/** The match itself, or the list of its groups. */
function matched(found: RegExpExecArray): ValueNode {
  if (found.groups) throw new InexactError("groups with names");
  if (found.length === 1) return found[0];
  return asKind(
    "tuple",
    found.slice(1).map((group: string | undefined) => group ?? null),
  );
}

function trimStart(text: string, cut: string): string {
  const signs = new Set(cut);
  const letters = [...text];
  const first = letters.findIndex((letter) => !signs.has(letter));
  return first < 0 ? "" : letters.slice(first).join("");
}

function trimEnd(text: string, cut: string): string {
  return [...trimStart([...text].reverse().join(""), cut)].reverse().join("");
}
