import { type Denial, denialOf } from "../../../../posture/claims";

/** Runs something that may refuse; anything else it throws fails the test. */
export function attempt<T>(run: () => T): T | Denial {
  try {
    return run();
  } catch (error) {
    const denial = denialOf(error);
    if (denial.reason === "internal") throw error;
    return denial;
  }
}
