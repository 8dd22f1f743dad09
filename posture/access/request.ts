import type { EntryPoint, Model, Route } from "../model/index";
import type { Claims } from "./steps/token";
import type { ExplainOptions, Issued, Signed, Step } from "./steps/types";

/** A request as the service sees it. What it is for is named, or found by method and path. */
export interface AccessRequest {
  /** Id of an entry point; a route's is its address. */
  readonly entryPoint?: string;
  readonly routeKey?: string;
  readonly method?: string;
  /** Without the query: `/items/7`; a stage's name may stand before it. */
  readonly path?: string;
  /** Address or name, where there are several. */
  readonly api?: string;
  /** The name that was called, as the entry point's hosts have it. Left out: one at which everybody may connect. */
  readonly host?: string;
  /** Sent from inside the network of a private host. @default false */
  readonly inside?: boolean;
}

/** What a request proves who sends it with: one identity at most, and beside it what a connection or a usage plan wants. */
export type Credentials = Identification & {
  /** A client certificate that the truststore has. @default false */
  readonly certificate?: boolean;
  /** A good API key. @default false */
  readonly apiKey?: boolean;
};

type Identification =
  | { readonly kind: "none" }
  /** `text`: the token in its compact form; `claims`: of one whose signature is genuine. */
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "token"; readonly claims: Claims; readonly of?: Issued }
  /** Signs with SigV4: who it is, or the address of a role or user, its ARN, or the ARN of a role's session. */
  | { readonly kind: "principal"; readonly principal: Signed["principal"]; readonly flaw?: Signed["flaw"] };

export type DecideOptions = Pick<ExplainOptions, "now" | "jwks" | "advice" | "headers">;

export interface Decision {
  /** Does the request get to what is behind the entry point? */
  readonly outcome: "allow" | "deny" | "unknown";
  /** The status of a denial, where it is certain. */
  readonly status?: number;
  /** Every check in the service's documented order; after the first failure the service stops. */
  readonly steps: readonly Step[];
  /** The check that settles it, or leaves it open. */
  readonly reason: string;
  /** Of no request in particular: not all are answered like this, and here is one that is. */
  readonly only?: { readonly method: string; readonly path: string };
  /** The route that answers. */
  readonly route?: Route;
  /** The entry point that answers, where it isn't a route that a resource makes. */
  readonly entryPoint?: EntryPoint;
}

/** Decides a request: `decide`, unless a test puts another in its place. */
export type DecideFunction = (
  model: Model,
  request: AccessRequest,
  credentials: Credentials,
  options?: DecideOptions,
) => Decision;

/** What comes after somebody was let in: it may fail, and lets nobody in or keeps nobody out. */
const BEHIND: ReadonlySet<string> = new Set(["handler", "throttling"]);

/** What comes of the steps: the first that fails settles it, else the first that isn't known leaves it open. */
export function concluded(steps: readonly Step[]): Decision {
  const failed = steps.find((one) => one.result === "fail");
  const open = steps.find((one) => one.result === "unknown");
  if (failed) {
    // An unknown check that comes first would answer 401 if it failed, so only a later 401 is certain.
    const earlier = open !== undefined && steps.indexOf(open) < steps.indexOf(failed);
    const certain = failed.status !== undefined && (!earlier || failed.status === 401);
    return { outcome: "deny", ...(certain && { status: failed.status }), reason: failed.text, steps };
  }
  if (open) return { outcome: "unknown", reason: open.text, steps };
  const settles = steps.findLast(({ result }) => result === "pass") ?? steps[0];
  return { outcome: "allow", reason: settles?.text ?? "", steps };
}

/** What a decision says of who is let in, whatever becomes of the request behind the entry point. */
export function lettingIn({ steps }: Decision): Decision {
  return concluded(steps.filter(({ check }) => !BEHIND.has(check)));
}

/** Is the caller let in, whatever becomes of the request behind the entry point? */
export function admits(decision: Decision): boolean | "unknown" {
  const { outcome } = lettingIn(decision);
  return outcome === "unknown" ? outcome : outcome === "allow";
}
