/** What of an exception may be logged. */
export interface Trace {
  readonly error: string;
  readonly frames: readonly string[];
}

/**
 * The kind of an exception and where it arose, without its message: messages quote their input (`JSON.parse` does),
 * and the input may be a token or a body. The kind is `name`, which stays what it is when the code is minified: each
 * class of ours sets it.
 */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] };
  const { name, message, stack = "" } = error;
  // The stack starts with the message, which may itself hold lines that look like frames. Its first word is the name
  // that the error had when it was made: a class that sets its own has had that of its parent.
  const start = stack.indexOf(`: ${message}`);
  const rest =
    message === "" ? stack.slice(stack.indexOf("\n") + 1) : start < 0 ? "" : stack.slice(start + message.length + 2);
  const frames = rest.split("\n").map((line) => line.trim());
  return {
    // A name that was set to something else than a word may hold anything.
    error: /^\w{1,60}$/.test(name) ? name : "Error",
    frames: frames.filter((line) => line.startsWith("at ")).slice(0, 10),
  };
}
