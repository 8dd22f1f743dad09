/** What a caller asks for: a route by its key, or a request whose route has to be found. */
export type Asked =
  | { readonly routeKey: string; readonly api?: string }
  /** `path` without the stage's name and without the query: `/items/7`. */
  | { readonly method: string; readonly path: string; readonly api?: string };

export interface ExplainOptions {
  /** Seconds since 1970 that times are held against. Default: now. */
  readonly now?: number;
  /** A JSON Web Key Set (`{ keys: […] }`), as the issuer's `jwks_uri` gives it. Without it no signature is verified. */
  readonly jwks?: unknown;
}

/** What is checked, in the order of the checks. */
export type Check =
  | "route"
  | "preflight"
  | "authorization"
  | "identity-source"
  | "decode"
  | "key"
  | "signature"
  | "issuer"
  | "audience"
  | "exp"
  | "nbf"
  | "iat"
  | "token-type"
  | "scopes"
  | "function"
  | "handler"
  | "throttling";

/** One check and what came of it. */
export interface Step {
  readonly check: Check;
  /** `note`: nothing that API Gateway checks, but worth knowing. `unknown`: can't be said from this input. */
  readonly result: "pass" | "fail" | "unknown" | "note";
  readonly text: string;
  /** What to change, after a failure. */
  readonly remedy?: string;
  /** What API Gateway answers when this check fails. */
  readonly status?: number;
}

/** What the API answers, and why. Holds no token and no secret; `sub` only masked. */
export interface Explanation {
  /** `passes`: the request reaches the route's integration. `unknown`: it can't be said from this input. */
  readonly outcome: "passes" | "refused" | "unknown";
  /** The status of a refusal, where it is certain. */
  readonly status?: number;
  readonly summary: string;
  readonly route?: { readonly key: string; readonly address: string; readonly authorization: string };
  /** Every check, in order. After the first failure API Gateway stops; what comes later would fail or pass next. */
  readonly steps: readonly Step[];
  /** What the outcome rests on and was not checked here. */
  readonly assuming: readonly string[];
}
