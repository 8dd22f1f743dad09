/** Items of the session table, by the id that the browser holds. Times are seconds since 1970. */
export interface Store {
  /** The value, unless it is past its time (the table deletes late). `version` is for `replace`. */
  get(id: string): Promise<Stored | undefined>;
  put(id: string, value: object, expiresAt: number): Promise<void>;
  /** Writes only over that version; false when another request was first. */
  replace(id: string, value: object, expiresAt: number, version: string): Promise<boolean>;
  /** Removes and returns it: of two requests one gets it. */
  take(id: string): Promise<unknown>;
  /** With a version, only that one: a later one stays. */
  remove(id: string, version?: string): Promise<void>;
}

interface Stored {
  readonly value: unknown;
  readonly version: string;
}
