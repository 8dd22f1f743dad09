import type { EntryPoint, Route } from "../../model/index";

/** Whose requests are answered in another way than before. Texts for people, each once. */
export interface AccessDifference {
  /** Denied before, let in now. */
  readonly gained: readonly string[];
  /** Let in before, denied now. */
  readonly lost: readonly string[];
  /** It can't be said of one side, while the other is certain. */
  readonly unclear: readonly string[];
}

/** A request of which only the entry point is known, or one in particular. */
export interface AskedFor {
  readonly method?: string;
  readonly path?: string;
}

/** Decides the same requests on both sides of a comparison. */
export interface AccessComparison {
  /** The routes that answer the same requests on either side; undefined: none does, and everybody gets 404. */
  compare(before: Route | undefined, after: Route | undefined): AccessDifference;
  /** The entry points that answer the same requests. */
  compareAt(before: EntryPoint, after: EntryPoint): AccessDifference;
}
