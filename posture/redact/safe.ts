/**
 * Text from a plan, fit for a terminal: control characters, with which a name could repaint the screen or forge a
 * line, are shown as their code. Line breaks stay when `lines` is true.
 */
export function safe(text: string, lines = false): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) =>
    lines && c === "\n" ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
