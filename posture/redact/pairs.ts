import { MASK, namesSecret } from "./redact";

/** Names that hold a secret in a script or a document, beside those of arguments. */
const OTHER_NAME =
  /(?:^|[^a-z])(?:pwd|pass|auth|cookie|dsn|connection[_-]?string|webhook(?:[_-]?url)?|requirepass|masterauth)$|base64$/i;
const CAMEL_NAME = /[a-z](?:Key|Pwd|Pass|Auth|ConnectionString)$/;

export const isSecretName = (name: string): boolean =>
  namesSecret(name) || OTHER_NAME.test(name) || CAMEL_NAME.test(name);

/** A quotation mark as a text inside texts has it. */
const QUOTE = String.raw`(?:"""|'''|\\*["'\x60]|&quot;|\\u0022)`;

/** A name, and the mark between it and its value: the name, the mark. */
const NAME = new RegExp(
  String.raw`(?<![\w.-])(?:(?<=\\)[nrt])?([\w.-]+)(?:${QUOTE}?[)\]]?)(\s*(?:=>|[:?+]?==?|%3D|:(?!//)|\|\||\?\?|[,(])\s*|\s+)`,
  "gi",
);
const OPENING = new RegExp(QUOTE, "y");

/** Marks after which a word without quotes is a value. */
const ASSIGNS = /=|%3D|:/i;

/** RFC 9110, section 11.6.2: the credentials of a header, whose scheme may stay. */
const CREDENTIALS = /((?:authorization["']?\s*[:=]\s*["']?\w+|\b(?:bearer|basic)(?=\s+[\w.~+/=-]{16}))\s+)[^\s"']+/gi;

/** What is secret by its look or by the command it is given to: what stays, what follows is masked. */
const SHAPES: readonly RegExp[] = [
  // What a password holds may end a URL's user information by its grammar, and doesn't for many clients.
  /(:\/\/[\w.~%-]*:)(?!\d+(?:[/?#]|$))[^\s"']{1,512}(?=@)/g,
  /(jdbc:oracle:\w+:[^/\s]{1,64}\/)[^@\s]{1,256}(?=@)/gi,
  /((?<=\s)(?:-u|--user)[ =]["']?[^\s:"']{1,64}:)[^\s"']+/g,
  /((?<=\s)-p)(?![\d:.]+\b)(?!\w*[ =:]*["']?$)[^\s"'/-][^\s"']*/g,
  /(\b(?:login|sshpass|sqlcmd|bcp|redis-cli|mongo\w*|ldap\w+)\b.*? -[pPaw] ?)["']?[^\s"']+/g,
  /(\bpass:)[^\s"']+/g,
  /(\becho +(?:-\w+ +)?)[^|]+(?=\|.*passw)/g,
  /(\b(?:requirepass|masterauth)\s+|\b(?:login|user) +\S+ +password +)\S+/gi,
  /(\bhtpasswd +-\w*b\w* +\S+ +\S+ +)\S+/g,
  /(-----BEGIN [\w ]*PRIVATE KEY(?: BLOCK)?-----)(?:(?!-----END).)*/g,
  /(\b(?:gh[pousr]_|github_pat_|glpat-|[sr]k_live_|xox[abprs]-|npm_|AIza|SG\.|sk-|eyJ[\w-]{4,}\.))[\w.-]{12,}/g,
  /(https:\/\/(?:hooks\.slack\.com\/services|discord(?:app)?\.com\/api\/webhooks|[\w.-]+\.webhook\.office\.com)\/)[^\s"']+/g,
];

/** XML, and objects in one line: what stays, the name, what stays, the value. */
const ELSEWHERE: readonly RegExp[] = [
  /(<(?:\w+:)?([\w.-]+)[^<>]{0,200}>)()[^<]+(?=<)/g,
  /(<[^<>]{0,200}["']([\w.-]+)["'][^<>]{0,200}>)()[^<]+(?=<)/g,
  new RegExp(
    String.raw`(\b(?:name|key)${QUOTE}?\s*[=:]\s*${QUOTE}([\w./-]+)${QUOTE})([^{}<>]{0,80}?\bvalue${QUOTE}?\s*[=:]\s*${QUOTE})[^"'\\]+`,
    "gi",
  ),
];

/**
 * A line without the values of what its names say to be secret: `NAME=value`, `name: value`, `"name": "value"`,
 * `--name value`, credentials of headers, and what commands take as a password.
 * @returns also the mark that ends a value which goes on in the next line
 */
export function withoutPairs(line: string): { readonly text: string; readonly open?: string } {
  let known = line.replace(CREDENTIALS, `$1${MASK}`);
  for (const shape of SHAPES) known = known.replace(shape, `$1${MASK}`);
  for (const shape of ELSEWHERE)
    known = known.replace(shape, (whole, start: string, name: string, middle: string) =>
      isSecretName(name) ? `${start}${middle}${MASK}` : whole,
    );
  let text = "";
  let at = 0;
  for (const { 0: whole, 1: name = "", 2: mark = "", index } of known.matchAll(NAME)) {
    if (index < at || !isSecretName(name)) continue;
    const from = index + whole.length;
    const value = valueAt(known, from, mark, name.startsWith("-"));
    if (value === undefined) continue;
    text += known.slice(at, from) + MASK;
    if (value.open !== undefined) return { text, open: value.open };
    at = value.end;
  }
  return { text: text + known.slice(at) };
}

/** Where the value behind a mark ends; or what ends it in a later line. */
function valueAt(
  line: string,
  from: number,
  mark: string,
  isFlag: boolean,
): { end: number; open?: string } | undefined {
  if (line.startsWith(MASK, from)) return undefined;
  const assigns = ASSIGNS.test(mark);
  OPENING.lastIndex = from;
  const [open] = OPENING.exec(line) ?? [];
  if (open !== undefined && (mark.trim() !== "," || isFlag || /\bgetenv\(|\.get\(/.test(line))) {
    let end = line.indexOf(open, from + open.length);
    // One more backslash, or a quotation mark twice, is a part of the text.
    while (end > 0 && (line[end - 1] === "\\" || (open === "'" && end > from + 1 && line[end + 1] === "'")))
      end = line.indexOf(open, end + (line[end - 1] === "\\" ? 1 : 2));
    return end < 0 ? { end: line.length, open } : { end: end + open.length };
  }
  if (!assigns && !(isFlag && mark.trim() === "")) return undefined;
  // A name with a space after its colon has the rest of the line, as in YAML.
  const rest = /:\s+$/.test(mark) ? line.slice(from) : (/^\S+/.exec(line.slice(from, from + 10_000))?.[0] ?? "");
  const end = from + rest.replace(/[\s"'`)\]},;]{1,9}$/, "").length;
  return end > from ? { end } : undefined;
}
