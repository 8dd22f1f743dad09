/**
 * The hidden first line by which a comment is found again. It names the stack and nothing of the tool's version, so a
 * comment of an older version is updated and not left behind. Characters that could end the comment are taken out.
 */
export function marker(stack: string, kind: "posture" | "posture-drift" = "posture"): string {
  return `<!-- ${kind}:${stack
    .replace(/[^\w./ -]/g, "_")
    .replace(/-{2,}/g, "-")
    .trim()} -->`;
}

/** The text with its marker before it. */
export function marked(stack: string, text: string, kind?: "posture" | "posture-drift"): string {
  return `${marker(stack, kind)}\n${text}`;
}

/** Does the text begin with this stack's marker? Anywhere else it is a quotation. */
export function isMarked(text: unknown, stack: string, kind?: "posture" | "posture-drift"): boolean {
  return typeof text === "string" && text.trimStart().startsWith(marker(stack, kind));
}
