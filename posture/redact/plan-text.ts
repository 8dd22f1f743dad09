import { MASK, withoutSecrets } from "./redact";
import { isSecretName, withoutPairs } from "./pairs";

/** An argument: what stands before its value, its name, its value. */
const ARGUMENT = /^([-+~<>=/ ]*(?:"((?:[^"\\]|\\.)*)"|([\w.-]+)) *= )(.*)$/;

/** What begins a value of several lines, also the new one after an arrow: a heredoc, a list, a map, or a function over one of these. */
const OPENS = /(?:<<[-~]?\w+|[[({])$/;

/** Values that Terraform prints without quotes; in a heredoc `password = word` is a text. */
const UNQUOTED = /^(?:[-+.\de]+|true|false|null|\(.*\))$/;

/** YAML 1.2, sections 8.1 and 6.1: a key whose value is in the deeper lines below, as a block scalar or not. */
const BLOCK = /^([-+~ ]*["']?([\w.-]+)["']? *:) *(?:[|>][-+\d]* *)?(?:#.*)?$/;

/** Half of a pair of lines that say `name` and `value` of a thing: what stands before it, which half, the text. */
const HALF = /^([-+~ ]*)["']?(name|key|value)["']? *[:=] *(.*?),?$/i;

/** A flag, as an item of a list or at the end of a line that goes on. */
const FLAG = /(?:^[-+~ ]*["']|\s)--?([\w.-]+)(?:["'],?| *\\)$/;

const PRIVATE_KEY = /-----BEGIN [\w ]*PRIVATE KEY/;

/** Texts named `authorization` that say how a request is authorized. */
const AUTHORIZATION = /^authorization$/i;
const AUTHORIZATION_TYPES = /^"(?:NONE|AWS_IAM|CUSTOM|JWT|COGNITO_USER_POOLS)?"$/;

/**
 * What `terraform show` prints of a plan, without colours. Terraform masks what is marked as sensitive; this also masks what its
 * name says to be a secret: texts, heredocs, lists and maps, pairs inside a text, flags of commands, and what a URL carries.
 */
export function planTextWithoutSecrets(text: string): string {
  const reader = new Reader();
  for (const line of text.replace(/\u001b\[[0-9;]*m/g, "").split("\n")) reader.line(line);
  return reader.kept.join("\n");
}

class Reader {
  readonly kept: string[] = [];
  /** Columns before the name whose value is left out; its lines are deeper. */
  private column: number | undefined;
  /** The same for a key of YAML, whose end is a line of something else. */
  private block: number | undefined;
  /** What ends a text of several lines. */
  private until: string | undefined;
  /** Is the next text the value of a flag? */
  private isValue = false;
  /** Where a `name` says that the `value` beside it is secret. */
  private named: number | undefined;

  line(line: string): void {
    if (this.isHidden(line)) return;
    if (this.isValue && isClosing(line)) this.isValue = false;
    if (this.isValue) {
      this.kept.push(line.replace(/[^\s+~-].*$/, MASK));
      // Where it changes, the old text stands before the new one.
      this.isValue = /^\s*- /.test(line);
      return;
    }
    this.isValue = isSecretName(FLAG.exec(line)?.[1] ?? "");
    if (this.isBeside(line)) return;
    const [, start = "", quoted, plain, value = ""] = ARGUMENT.exec(line) ?? [];
    const name = quoted ?? plain ?? "";
    const isSecret = AUTHORIZATION.test(name) ? !value.split(" -> ").every(isType) : isSecretName(name);
    if (!isSecret) return this.text(line);
    if (OPENS.test(value)) {
      this.column = start.search(/["\w]/);
      this.kept.push(start + MASK);
    } else if (isUnquoted(value)) this.kept.push(line);
    else {
      this.until = /^("""|''')(?!.*\1$)/.exec(value)?.[1];
      this.kept.push(start + MASK);
    }
  }

  private text(line: string): void {
    const [, start = "", name = ""] = BLOCK.exec(line) ?? [];
    if (isSecretName(name)) {
      this.block = columnOf(line);
      this.kept.push(`${start} ${MASK}`);
      return;
    }
    if (PRIVATE_KEY.test(line) && !line.includes("-----END")) this.until = "-----END";
    const { text, open } = withoutPairs(withoutSecrets(line));
    this.until ??= open;
    this.kept.push(text);
  }

  private isHidden(line: string): boolean {
    if (this.column !== undefined) {
      if (line.trim() === "" || line.search(/\S/) > this.column) return true;
      // The value's own end: a bracket, or the heredoc's word; behind an arrow the new value may begin.
      const isEnd = isClosing(line);
      if (!isEnd || !OPENS.test(line)) this.column = undefined;
      return isEnd;
    }
    if (this.until !== undefined) {
      const isEnd = isClosing(line);
      if (isEnd || line.includes(this.until)) this.until = undefined;
      return !isEnd;
    }
    if (this.block === undefined) return false;
    if (!isClosing(line) && (/^\s*[-+~]?\s*$/.test(line) || columnOf(line) > this.block)) return true;
    this.block = undefined;
    return false;
  }

  /** Is it the `value` beside a `name` that is a secret's? */
  private isBeside(line: string): boolean {
    const [, start = "", half = "", text = ""] = HALF.exec(line) ?? [];
    if (half === "") {
      if (/[{}]$|^\s*EOT/.test(line)) this.named = undefined;
      return false;
    }
    if (half.toLowerCase() !== "value") {
      if (isSecretName(text.replace(/["']/g, ""))) this.named = start.length;
      else if (this.named === start.length) this.named = undefined;
      return false;
    }
    if (this.named !== start.length || isUnquoted(text)) return false;
    this.kept.push(line.replace(/([:=] *).*$/, `$1${MASK}`));
    return true;
  }
}

/** Where a line's own text begins, behind the mark of a change or of a list's item. */
const columnOf = (line: string): number => (/^\s*(?:[-+~] +)*/.exec(line) ?? [""])[0].length;

const isClosing = (line: string): boolean => /^\s*(?:[\])}]|[A-Z]+(?: -> .*)?$)/.test(line);

const isType = (value: string): boolean => AUTHORIZATION_TYPES.test(value.trim()) || isUnquoted(value);

function isUnquoted(value: string): boolean {
  return value
    .replace(/ # .*$/, "")
    .split(" -> ")
    .every((one) => UNQUOTED.test(one.trim()));
}
