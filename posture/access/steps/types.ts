import type { Identity, ExternalPrincipal, PoolIdentity } from "../../iam/index";
import type { Client, Pool } from "../../model/index";

/** What a caller asks for: a route by its key, or a request whose route has to be found. */
export type Asked =
  | { readonly routeKey: string; readonly api?: string }
  /** `path` without the stage's name and without the query: `/items/7`. */
  | { readonly method: string; readonly path: string; readonly api?: string };

/** A request that is signed with SigV4. */
export interface Signed {
  /** Whose credentials sign: who it is, or the address of a role or user, its ARN, or the ARN of a role's session. */
  readonly principal: string | Signer;
  /** What is wrong with the signature. Left out: nothing. */
  readonly flaw?: "secret" | "request" | "expired" | undefined;
}

type Signer = Identity | ExternalPrincipal | PoolIdentity;

/** Whose a token is, where the ids by which it says so aren't known yet. */
export interface Issued {
  /** The client that it was issued to. */
  readonly client?: Client;
  /** The user pool that issued it. */
  readonly pool?: Pool;
  /** True: of the issuer that is asked for, and for its audience, whatever these are. */
  readonly trusted?: true;
}

export interface ExplainOptions {
  /** Seconds since 1970 that times are held against. Default: now. */
  readonly now?: number;
  /** A JSON Web Key Set (`{ keys: […] }`), as the issuer's `jwks_uri` gives it. Without it no signature is verified. */
  readonly jwks?: unknown;
  /** False: denials don't name who else may, which takes long where many are asked about. @default true */
  readonly advice?: boolean;
  /** The request carries a signature in the Authorization header, in place of a token. */
  readonly signed?: Signed | undefined;
  /** A client certificate that the truststore has is shown. @default false */
  readonly certificate?: boolean;
  /** A good API key is sent. @default false */
  readonly apiKey?: boolean;
  /** Headers beside the token's, with names in lowercase: what a distribution adds. Left out: those that an authorizer asks for are taken to be there. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is checked, in the order of the checks. */
export type Check =
  | "connection"
  | "endpoint"
  | "policy"
  | "api-key"
  | "route"
  | "preflight"
  | "authorization"
  | "identity-source"
  | "decode"
  | "key"
  | "signature"
  | "principal"
  | "permission"
  | "url-permission"
  | "issuer"
  | "audience"
  | "exp"
  | "nbf"
  | "iat"
  | "token-type"
  | "scopes"
  | "groups"
  | "cache"
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
  /** What the result rests on and was not checked here: a clause, "the signature is valid". */
  readonly assuming?: string;
  /** Of a policy that lets in some callers only: the conditions that tell them from others. */
  readonly limit?: readonly string[];
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
