/** What repeating needs of its host; tests bring their own. */
export interface RetryHost {
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
}

/** Tries in all. */
const TRIES = 3;
/** The longest pause before the first repetition, in milliseconds; it doubles with each further one. */
const FIRST_PAUSE = 100;

/**
 * Runs something up to three times, with "full jitter" between: a pause of random length, so that many callers that were
 * throttled together don't come back together. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param mayRepeat whether a repetition could help, and does no harm
 */
export async function retry<T>(
  run: () => Promise<T>,
  mayRepeat: (error: unknown) => boolean,
  { wait, random }: RetryHost,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await run();
    } catch (error) {
      if (tried === TRIES || !mayRepeat(error)) throw error;
      await wait(Math.floor(random() * FIRST_PAUSE * 2 ** (tried - 1)));
    }
  }
}
