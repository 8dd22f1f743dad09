import { safe } from "../redact/safe";

export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Part = Html | string | number | undefined | readonly Part[];

/** `html\`<b>${text}</b>\``: what is put in is escaped, unless it is Html itself. Undefined gives nothing. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, i) => text + rendered(parts[i])).join(""));
}

function rendered(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(rendered).join("") : escaped(String(part as string | number));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Fit for element content and quoted attributes; control characters and direction marks are shown as their code. */
const escaped = (text: string): string => safe(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
