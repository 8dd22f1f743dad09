/** "id": the ID token. "access": the access token (trigger versions V2_0 and V3_0; V1_0 reaches the ID token only). */
export type TokenKind = "id" | "access";

type Scalar = string | number | boolean;
/** A claim's value. In a V1_0 answer everything becomes text, a list joined by commas. */
export type ClaimValue = Scalar | readonly Scalar[];

export interface AttributeClaim {
  /** The attribute's full name: "email", "custom:org_id". Users must not be able to write an attribute that decides what they may do. */
  readonly attribute: string;
  /** The value when the user has no such attribute or it isn't allowed; without a default there is no claim. */
  readonly default?: ClaimValue;
  /** Separates the parts of a list: "a,b" with "," becomes ["a", "b"]. Without it the text stays as it is. */
  readonly split?: string;
  /** The only values let through; of a list, the only parts. */
  readonly allowed?: readonly string[];
  /** Both tokens by default. */
  readonly tokens?: readonly TokenKind[];
}

interface ConstantClaim {
  readonly constant: ClaimValue;
  readonly tokens?: readonly TokenKind[];
}

/** A claim of a machine's token from what the client sends as `aws_client_metadata`: its own word, so `allowed` is demanded. */
export interface MetadataClaim {
  readonly clientMetadata: string;
  readonly allowed: readonly string[];
  readonly default?: ClaimValue;
}

export type UserClaim = AttributeClaim | ConstantClaim;
/** A machine has an access token only, so `tokens` says nothing here. */
export type MachineClaim = Omit<ConstantClaim, "tokens"> | MetadataClaim;

/** Changes to the access token's `scope` (V2_0 and V3_0). A scope added here is given without the client asking for it. */
export interface ScopeChanges {
  readonly add?: readonly string[];
  readonly suppress?: readonly string[];
}

/** What the trigger does to the tokens: the JSON in the environment variable `TOKEN_CLAIMS`. What isn't named isn't changed. */
export interface TokenClaims {
  /** Claim name -> where a user's value comes from. */
  readonly claims?: Readonly<Record<string, UserClaim>>;
  /** Claims to take out of each token. */
  readonly suppress?: { readonly [kind in TokenKind]?: readonly string[] };
  readonly scopes?: ScopeChanges;
  /** The tokens of machines (client credentials, trigger version V3_0 only). Nothing of the above applies to them. */
  readonly machine?: {
    readonly claims?: Readonly<Record<string, MachineClaim>>;
    readonly scopes?: ScopeChanges;
  };
}
