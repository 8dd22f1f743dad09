import { tmpdir } from "node:os";
import { ConfigurationError } from "../../constructs/errors/configuration-error";
import { ROOT } from "./project";

/** What is refused, as an error; what is accepted, or fails otherwise, fails the test. */
export function refusalOf(act: () => unknown): ConfigurationError {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("It was accepted, and a refusal was expected.");
}

/** A test's own folder, whose name is another each time. */
const OWN_FOLDER = new RegExp(`${tmpdir().replaceAll(/[.+]/g, "\\$&")}/[^/\\s"]+`, "g");

/** Expects a refusal with this code whose message holds each of the texts. The whole message stands in the test's snapshot, where sentences are read. */
export function expectRefusal(act: () => unknown, code: string, ...texts: string[]): void {
  const { code: found, message } = refusalOf(act);
  expect(found).toBe(code);
  for (const text of texts) expect(message).toContain(text);
  const anywhere = message.replaceAll(ROOT, "ROOT").replace(OWN_FOLDER, "FOLDER");
  expect(anywhere).toMatchSnapshot();
}
