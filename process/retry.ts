import { isLeaving } from "./cleanup";

/**
 * Runs `attempt` until it succeeds, at most `most` times (3 by default). Only failures that `lost` knows are tried
 * again, after `clear` has removed what the failed attempt left; any other is thrown at once, and so is the last one,
 * or one of a process that is being stopped.
 * @param attempt is told its number, 1 first
 */
export async function retry<T>(
  lost: (error: unknown) => boolean,
  attempt: (number: number) => Promise<T>,
  clear: (number: number) => Promise<void>,
  most = 3,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!lost(error) || number >= most || isLeaving()) throw error;
      await clear(number);
    }
  }
}
