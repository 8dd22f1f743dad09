import fc from "fast-check";
import { CodedError } from "../../posture/claims/coded-error";

/** Readers of what comes from outside are given the same cases in every run. */
export const SEED = { seed: 20261122, numRuns: 50 };

/** Texts of a parser's own pieces, in any order, with anything between. */
export const texts = (...pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 12 })
    .map((parts) => parts.join(""));

/** What it reads; undefined where it refuses by a coded error. @throws any other error */
export function readOrRefused(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return undefined;
  }
}

/** Holds readers to it: whatever they are given, they read it, or refuse it by a coded error. */
export function testReaders(readers: readonly (readonly [string, fc.Arbitrary<string>, (text: string) => unknown])[]) {
  test.each(readers)("%s is read, or refused by a coded error", (_, arbitrary, read) => {
    fc.assert(
      fc.property(arbitrary, (text) => void readOrRefused(() => read(text))),
      SEED,
    );
  });
}
