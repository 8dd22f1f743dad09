/**
 * What the environment variable `AUTHORIZER_CONFIG` holds, as one JSON text.
 * A function's environment variables share 4 KB (AWS: "Lambda quotas"), so the text must stay below that.
 */
export interface AuthorizerConfig {
  /** Whose tokens are welcome. At least one; no issuer twice. */
  readonly issuers: readonly IssuerConfig[];
  /**
   * Form of the answer; must agree with the authorizer resource. Default `simple`.
   * - `simple`: `{ isAuthorized, context }`, needs `enable_simple_responses = true`.
   * - `policy`: an IAM policy that allows exactly the `routeArn` of the call. An answer that is cached serves the same
   *   token on every route of the authorizer, and this one names a single ARN: leave the result TTL at 0, or make
   *   `$context.routeKey` an identity source and keep `ANY`, `$default` and path parameters off the cached routes: the
   *   next method or path would be denied.
   */
  readonly answer?: "simple" | "policy";
  /**
   * Where the token is. Default `{ header: "authorization" }`. A header holds the bare token or `Bearer TOKEN`, a query
   * string parameter the bare token. It must be the authorizer's first identity source, or a cached answer would not
   * belong to the token that was checked.
   */
  readonly identity?: { readonly header: string } | { readonly query: string };
  /** Lets `jwksUri` be `http://` on 127.0.0.0/8, [::1] or localhost, for runs on one machine. Default false. */
  readonly allowHttpLoopback?: boolean;
}

/** Lists hold alternatives: one match of each list that is given is enough, and every list that is given must match. */
export interface Requirement {
  /** Scopes of which the token needs at least one, as on a JWT authorizer's route. */
  readonly scopes?: readonly string[];
  /** Groups (roles) of which the token needs at least one. */
  readonly groups?: readonly string[];
}

/** One issuer, its keys and what its tokens must say. `audience` or `clientIds` is required; if both are given both must match. */
export interface IssuerConfig extends Requirement {
  /** Exactly the `iss` claim: Cognito's has no trailing slash, Auth0's has one. */
  readonly issuer: string;
  /** Where the keys are. Default: `ISSUER/.well-known/jwks.json` (right for Cognito and Auth0). https only. */
  readonly jwksUri?: string;
  /** Accepted values of `aud`. */
  readonly audience?: readonly string[];
  /** Accepted values of `client_id`; of `aud` in a Cognito ID token, which has no `client_id`. */
  readonly clientIds?: readonly string[];
  /**
   * Beside `clientIds`: resource identifiers that a Cognito access token may be bound to (RFC 8707). One that carries `aud` must name one of
   * these there; one that carries none comes by its client id alone. Default none: a token bound to a resource is for another API.
   */
  readonly resources?: readonly string[];
  /**
   * `access`: `token_use` is `access`, or the header's `typ` is `at+jwt` (RFC 9068). `id`: `token_use` is `id`.
   * Left out: a token that declares itself must be an access token; one that doesn't (Firebase, Google) is accepted.
   */
  readonly tokenUse?: "access" | "id";
  /** Further requirements by route key, e.g. `"POST /items"`. They add to those of the issuer. */
  readonly routes?: Readonly<Record<string, Requirement>>;
  /** Allowed difference of clocks for exp, nbf and iat, in seconds, 0 to 300. Default 5. */
  readonly clockToleranceSeconds?: number;
  readonly claims?: ClaimNames;
}

/** Names of the claims the context is made of. */
export interface ClaimNames {
  /** Default `sub`. */
  readonly user?: string;
  /** Default `tenant_id`. */
  readonly tenant?: string;
  /** Array of strings, or one string that is one group. Default `cognito:groups`. */
  readonly groups?: string;
  /** String with spaces between, or array of strings. Default `scope`, and `scp` where that is absent. */
  readonly scopes?: string;
}

/**
 * What the handler behind the API finds at `requestContext.authorizer.lambda`. Strings only; what is absent is left out.
 * `roles` has commas between ("admin,user"), `scopes` spaces ("items/read items/write").
 */
export type AuthorizerContext = { userId?: string; tenantId?: string; roles?: string; scopes?: string };
