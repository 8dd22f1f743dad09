import { MASK, namesSecret, withoutSecrets } from "./redact";

/** An argument: what stands before its value, its name, its value. */
const ARGUMENT = /^([-+~<>=/ ]*"?([\w.-]+)"? *= )(.*)$/;

/** What begins a value of several lines, also the new one after an arrow: a heredoc, a list, a map, or a function over one of these. */
const OPENS = /(?:<<[-~]?\w+|[[({])$/;

/** Values that Terraform prints without quotes; in a heredoc `password = word` is a text. */
const UNQUOTED = /^(?:[-+.\de]+|true|false|null|\(.*\))$/;

/** `NAME=value`, `name: value`, `"name": "value"` and `--name value`, as scripts and documents inside a value say it. */
const PAIR = /(?<![\w.-])(["']?)([\w.-]+)\1(=|: ?|(?<=--[\w-]{1,64}) +)("[^"]*"|'[^']*'|(?<=: )[^"',;&]+|[^\s"',;&]+)/g;

/** RFC 9110, section 11.6.2: the credentials of a header, whose scheme may stay. */
const CREDENTIALS = /(authorization["']?\s*[:=]\s*["']?(?:bearer|basic)\s+)[^\s"']+/gi;

/**
 * What `terraform show` prints of a plan, without colours. Terraform masks what is marked as sensitive; this also masks what its
 * name says to be a secret: texts, heredocs, lists and maps, pairs inside a text, and what a URL carries.
 */
export function planTextWithoutSecrets(text: string): string {
  const kept: string[] = [];
  /** Columns before the name whose value is left out; its lines are deeper. */
  let column: number | undefined;
  for (const line of text.replace(/\u001b\[[0-9;]*m/g, "").split("\n")) {
    if (column !== undefined) {
      if (line.trim() === "" || line.search(/\S/) > column) continue;
      // The value's own end: a bracket, or the heredoc's word; behind an arrow the new value may begin.
      const isEnd = /^\s*(?:[\])}]|[A-Z]+(?: -> .*)?$)/.test(line);
      if (!isEnd || !OPENS.test(line)) column = undefined;
      if (isEnd) continue;
    }
    const [, start = "", name = "", value = ""] = ARGUMENT.exec(line) ?? [];
    if (name === "" || !namesSecret(name)) kept.push(pairs(withoutSecrets(line)));
    else if (OPENS.test(value)) {
      column = start.search(/["\w]/);
      kept.push(start + MASK);
    } else kept.push(isUnquoted(value) ? line : start + MASK);
  }
  return kept.join("\n");
}

function isUnquoted(value: string): boolean {
  return value
    .replace(/ # .*$/, "")
    .split(" -> ")
    .every((one) => UNQUOTED.test(one.trim()));
}

function pairs(line: string): string {
  return line
    .replace(CREDENTIALS, `$1${MASK}`)
    .replace(PAIR, (whole, quote: string, name: string, mark: string) =>
      namesSecret(name) ? `${quote}${name}${quote}${mark}${MASK}` : whole,
    );
}
