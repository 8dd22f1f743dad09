import { ConfigurationError } from "../../constructs/errors/configuration-error";

/** Expects a refusal with this code whose message holds each of the texts. */
export function expectRefusal(act: () => unknown, code: string, ...texts: string[]): void {
  let refused: unknown;
  try {
    act();
  } catch (error) {
    refused = error;
  }
  if (refused === undefined) throw new Error(`It was accepted, but a refusal with the code ${code} was expected.`);
  if (!(refused instanceof ConfigurationError)) throw refused;
  expect(refused.code).toBe(code);
  for (const text of texts) expect(refused.message).toContain(text);
}
