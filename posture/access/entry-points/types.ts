import type { Answer, EntryPoint, LambdaFunction, Model } from "../../model/index";
import type { Identity, Outsider } from "../../iam/index";

/** What a request carries to show who sends it. */
export type Credentials =
  | { readonly kind: "none" }
  /** A genuine token. `issuer`: as entry points name it; left out: of the issuer that is asked for. */
  | { readonly kind: "token"; readonly scopes: readonly string[]; readonly issuer?: string }
  | { readonly kind: "principal"; readonly principal: Identity | Outsider }
  | { readonly kind: "certificate" }
  | { readonly kind: "api-key" };

export interface EntryDecision {
  readonly outcome: "allow" | "deny" | "unknown";
  /** The status of a refusal, where the service documents one. */
  readonly status?: number;
  /** A clause: `it has no authorization`. */
  readonly reason: string;
}

/** Who gets in, as one. */
export interface Admission {
  /**
   * Can anybody get in: without credentials, or with ones that everybody may get (an AWS account of their own, a guest
   * identity, a key that is the same for all)?
   */
  readonly open: Answer;
  /** For people: `public: no authorization`, `holders of scope a from pool b`. */
  readonly who: string;
  /** What makes it closed, for people; left out where it is closed. */
  readonly fix?: string;
}

/** How one kind of authorization is decided. Pure. */
export interface Gate {
  admit(model: Model, entryPoint: EntryPoint): Admission;
  decide(model: Model, entryPoint: EntryPoint, credentials: Credentials): EntryDecision;
}

/** An entry point and who gets in by it. */
export interface EntryAccess extends Admission {
  readonly entryPoint: EntryPoint;
  /** The function it leads to, where that is known. */
  readonly function?: LambdaFunction;
}
