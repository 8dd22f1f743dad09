import { safe } from "../redact/safe";

/**
 * Text from a plan inside a sentence of GitHub's markdown: no markup, no HTML, no mention. Line breaks and control
 * characters are shown as their code.
 */
export function prose(text: string): string {
  return safe(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*_{}[\]#|~!]/g, "\\$&")
    .replace(/@/g, "@<!-- -->")
    .replace(/\b(https?|ftp):\/\//gi, "$1:<!-- -->//")
    .replace(/\bwww\./gi, "www<!-- -->.");
}

/** Text from a plan as code: a fence longer than any inside. */
export function code(text: string): string {
  const inner = safe(text);
  const runs = inner.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = /^`|`$/.test(inner) || inner.trim() === "" ? " " : "";
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** Code in a table, where a pipe would end the cell: https://github.github.com/gfm/#example-200 */
export function codeInTable(text: string): string {
  return code(text).replace(/\|/g, "\\|");
}

/** Lines as a fenced block that nothing inside can end. */
export function fenced(text: string, language = ""): string {
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}${language}\n${text.replace(/\s+$/, "")}\n${fence}`;
}
