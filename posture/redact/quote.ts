import { safe } from "../redact/safe";

const LONGEST = 160;

/** A text of a token, a log or a plan, fit to be shown: quoted, without control characters, and cut. */
export const quote = (text: string): string => `"${safe(cut(text, LONGEST))}"`;

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);

/** At most twelve of a list, quoted. */
export function quoteAll(texts: readonly string[]): string {
  const more = texts.length > 12 ? ` and ${String(texts.length - 12)} more` : "";
  return texts.length === 0 ? "none" : `${texts.slice(0, 12).map(quote).join(", ")}${more}`;
}

/** An identifier of a person, so that two can be told apart and nobody can be found by it: its first four characters. */
export const masked = (text: string): string => `${safe(text.slice(0, 4))}…`;

/** A text without the names of role sessions: they are often names of people. */
export const withoutSessions = (text: string): string => text.replace(/(:assumed-role\/[^/\s"]+)\/[^\s"]+/g, "$1");
