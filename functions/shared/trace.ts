/** What of an exception may be logged. */
export interface Trace {
  readonly error: string;
  readonly frames: readonly string[];
}

/**
 * The kind of an exception and where it arose, without its message: messages quote their input (`JSON.parse` does),
 * and the input may be a token or a body.
 */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] };
  const stack = error.stack ?? "";
  // The stack starts with the message, which may itself hold lines that look like frames.
  const head = [String(error), `${error.name}: ${error.message}`].find((text) => stack.startsWith(text));
  const rest = head === undefined ? "" : stack.slice(head.length);
  const frames = rest.split("\n").map((line) => line.trim());
  return { error: error.constructor.name, frames: frames.filter((line) => line.startsWith("at ")).slice(0, 10) };
}
