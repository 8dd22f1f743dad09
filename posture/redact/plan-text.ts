import { MASK, namesSecret, withoutSecrets } from "./redact";

/** An argument: what stands before its value, its name, its value. */
const ARGUMENT = /^([-+~<>=/ ]*"?([\w.-]+)"? *= )(.*)$/;

/** What begins a value of several lines: a heredoc, a list, a map, or a function over one of these. */
const OPENS = /^(?:<<[-~]?\w+|.*[[({])$/;

/** `NAME=value`, `name: value` and `"name": "value"`, as scripts and documents inside a value say it. */
const PAIR = /(?<![\w.-])(["']?)([\w.-]+)\1(=|: ?)("[^"]*"|'[^']*'|[^\s"',;&]+)/g;

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
      column = undefined;
      // The value's own end: a bracket, or the heredoc's word.
      if (/^\s*(?:[\])}]|[A-Z]+$)/.test(line)) continue;
    }
    const [, start = "", name = "", value = ""] = ARGUMENT.exec(line) ?? [];
    if (name === "" || !namesSecret(name)) kept.push(pairs(withoutSecrets(line)));
    else if (OPENS.test(value)) {
      column = start.search(/["\w]/);
      kept.push(start + MASK);
    } else kept.push(value.includes('"') ? start + MASK : line);
  }
  return kept.join("\n");
}

function pairs(line: string): string {
  return line.replace(PAIR, (whole, quote: string, name: string, mark: string) =>
    namesSecret(name) ? `${quote}${name}${quote}${mark}${MASK}` : whole,
  );
}
