import { InexactError } from "../kinds";

/**
 * A regular expression that means the same in Go's RE2 and here: literals, classes, groups, alternatives and plain
 * quantifiers. `\s` and `.` differ beyond ASCII, so the text has to be ASCII without odd control characters.
 */
export function expression(pattern: string, text: string): RegExp {
  if (!/^[\t\n\x20-\x7e]*$/.test(text) || !/^[\x20-\x7e]*$/.test(pattern))
    throw new InexactError("a regular expression beyond ASCII");
  let rest = pattern;
  while (rest !== "") {
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) throw new InexactError("a regular expression that RE2 may read otherwise");
    rest = rest.slice(token.length);
  }
  try {
    return new RegExp(pattern, "g");
  } catch {
    throw new InexactError("not a regular expression");
  }
}

/** Quantifiers are taken together with what may follow: `??`, `+?`; possessive and nested ones are no token. */
const TOKEN =
  /^(?:\\[dDwWsS.\\/^$|?*+()[\]{}-]|\[\^?(?:\\[dDwWsS.\\/^$|?*+()[\]{}-]|[^\\[\]^])+\](?![*+?]{3})|\((?:\?:)?|\)|[*+?]\??(?![*+?{])|\{\d{1,3}(?:,\d{0,3})?\}(?![*+?{])|[|.^$]|[^\\[\](){}*+?|.^$])/;

/** `replace(text, "/pattern/", by)` with Go's `$1`, `$name` and `${1}` in the replacement. */
export function replaceAll(text: string, pattern: string, by: string): string {
  const regex = expression(pattern, text);
  if (regex.test("")) throw new InexactError("an expression that matches nothing at all");
  regex.lastIndex = 0;
  return text.replace(regex, (...found: unknown[]) =>
    by.replace(/\$(?:\$|(\w+)|\{(\w+)\})?/g, (whole, plain?: string, braced?: string) => {
      if (whole === "$$") return "$";
      const name = plain ?? braced;
      if (name === undefined) throw new InexactError("a lone $ in the replacement");
      if (!/^\d+$/.test(name)) return "";
      const group = Number(name);
      const groups = found.findIndex((one) => typeof one === "number");
      return group < groups ? String(found[group] ?? "") : "";
    }),
  );
}
