import type { DenialReason } from "../../../../posture/claims";
import type { KeyPair } from "../support/tokens";

/** What hostile calls are made of. */
export interface World {
  /** The issuer's own key, in its JWKS under KID. Tokens signed with it are denied for what they say. */
  readonly real: KeyPair;
  /** The attacker's key, in no JWKS. */
  readonly foreign: KeyPair;
  /** Where the attacker serves a JWKS with the foreign key; nobody may ever ask there. */
  readonly trap: string;
}

/** A call that must be denied. */
export interface Hostile {
  readonly name: string;
  /** Why somebody would try it, or what it would mean if it were let in. */
  readonly why: string;
  /** The reason that is logged: denied by luck would not do. */
  readonly reason: DenialReason;
  /** The token, or a whole event where it matters where the token stands. */
  readonly make: (world: World) => string | Record<string, unknown>;
}
