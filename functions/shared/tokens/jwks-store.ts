import { parseKeys, type SignatureKey } from "./jwks-keys";
import { Denial } from "../../../posture/claims";

const MINUTE = 60_000;

/** Keys older than this are read again, so that a withdrawn one stops working. In milliseconds, as all times here. */
export const REFRESH_AFTER = 60 * MINUTE;

/** How long keys may serve while they can't be read again: API Gateway keeps its own for up to 2 hours. */
export const KEEP_FOR = 120 * MINUTE;

/** No request for this long after one that did not bring the key asked for, as in aws-jwt-verify's penalty box. */
export const UNKNOWN_KEY_PAUSE = 10_000;

/** The same after a failed request while there are no keys at all. */
export const COLD_FAILURE_PAUSE = 2_000;

interface Entry {
  readonly keys: ReadonlyMap<string, SignatureKey>;
  readonly readAt: number;
}

/** A clock that was wrong and is put right may leave `since` in the future: that is as far away as the past, so nothing lasts longer than it should. */
const isWithin = (since: number, milliseconds: number): boolean => Math.abs(Date.now() - since) < milliseconds;

/**
 * Keys by address, kept across invocations. Against aws-jwt-verify's SimpleJwksCache it adds an age limit, a pause after
 * failed requests (not only after unknown keys), and times that hold while Lambda freezes the process (the library's
 * penalty box is a timer). At most one request to an address is under way, and one call makes at most one.
 */
export class JwksStore {
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Map<string, Promise<Entry>>();
  readonly #pauses = new Map<string, { readonly since: number; readonly length: number }>();

  /** @param read reads the document at an address */
  constructor(private readonly read: (uri: string) => Promise<Uint8Array>) {}

  /** The key if it is there and young enough to be used without asking. */
  fresh(uri: string, kid: string): SignatureKey | undefined {
    return this.#notOlder(uri, kid, REFRESH_AFTER);
  }

  /** The key, asking for it if need be. @throws Denial `unknown_key`, `keys_unavailable` */
  async find(uri: string, kid: string): Promise<SignatureKey> {
    const kept = this.#notOlder(uri, kid, KEEP_FOR);
    const known = this.#entries.has(uri);
    const pause = this.#pauses.get(uri);
    if (!this.#underWay.has(uri) && pause && isWithin(pause.since, pause.length)) {
      if (kept) return kept;
      throw new Denial(known ? "unknown_key" : "keys_unavailable", { detail: "paused after an earlier attempt" });
    }
    try {
      const key = (await this.#refresh(uri)).keys.get(kid);
      if (key) return key;
    } catch (error) {
      this.#pause(uri, known ? UNKNOWN_KEY_PAUSE : COLD_FAILURE_PAUSE);
      if (kept) return kept;
      throw new Denial("keys_unavailable", error instanceof Error ? { detail: error.message } : {});
    }
    this.#pause(uri, UNKNOWN_KEY_PAUSE);
    throw new Denial("unknown_key", { claim: "kid" });
  }

  #notOlder(uri: string, kid: string, age: number): SignatureKey | undefined {
    const entry = this.#entries.get(uri);
    return entry && isWithin(entry.readAt, age) ? entry.keys.get(kid) : undefined;
  }

  #pause(uri: string, length: number): void {
    this.#pauses.set(uri, { since: Date.now(), length });
  }

  #refresh(uri: string): Promise<Entry> {
    const underWay = this.#underWay.get(uri);
    if (underWay) return underWay;
    const reading = this.read(uri)
      .then((document) => {
        const entry = { keys: parseKeys(document), readAt: Date.now() };
        this.#entries.set(uri, entry);
        return entry;
      })
      .finally(() => this.#underWay.delete(uri));
    this.#underWay.set(uri, reading);
    return reading;
  }
}
