import { ERROR_CODES } from "../../constructs/errors/codes";

/** Each code of the constructs' errors: what it means, what is refused, and what to write instead. */
export function errorTable(): string {
  const codes = Object.entries(ERROR_CODES).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${String(codes.length)} codes.`,
    "",
    "| Code | What it means | For example | Write instead |",
    "| --- | --- | --- | --- |",
    ...codes.map(([code, texts]) => `| \`${code}\` | ${texts.map(escaped).join(" | ")} |`),
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("<", "&lt;");
}
