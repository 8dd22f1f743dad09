/**
 * `test` where the condition holds; elsewhere a skipped test that carries the reason in its name, and the reason is printed:
 * a test that can't run here is never taken for one that passed.
 */
export function skippedUnless(
  condition: boolean,
  reason: string,
): (name: string, body: () => Promise<void>, timeout?: number) => void {
  if (condition) return (name, body, timeout) => test(name, body, timeout);
  return (name) => {
    process.stderr.write(`skipped: ${name} (${reason})\n`);
    test.skip(`${name} (skipped: ${reason})`, () => undefined);
  };
}
