import type { LambdaFunction } from "./compute";
import type { Entity, Link } from "../terraform/resource";
import type { Listing, Value } from "../terraform/value";

export interface PasswordPolicy {
  readonly minimumLength: Value<number | undefined>;
  readonly requireLowercase: Value<boolean | undefined>;
  readonly requireUppercase: Value<boolean | undefined>;
  readonly requireNumbers: Value<boolean | undefined>;
  readonly requireSymbols: Value<boolean | undefined>;
  readonly history: Value<number | undefined>;
  /** Days. */
  readonly temporaryValidity: Value<number | undefined>;
}

/** A schema attribute of a pool. */
export interface SchemaAttribute {
  readonly name: Value<string | undefined>;
  readonly type: Value<string | undefined>;
  readonly mutable: Value<boolean | undefined>;
  readonly required: Value<boolean | undefined>;
  /** True when the constraints that the type needs (String, Number) are written down. */
  readonly constrained: Value<boolean>;
}

/** A function that a pool calls. */
export interface Trigger {
  /** Name of the argument: `pre_token_generation`, `post_confirmation`, … */
  readonly name: string;
  readonly function: Link<LambdaFunction>;
  /** `V1_0`, `V2_0`, `V3_0` for pre_token_generation and the custom senders; `V1_0` for a plain pre_token_generation. */
  readonly version: Value<string | undefined>;
}

/** aws_cognito_user_pool, as a resource (`managed`) or as a data source (only its id, ARN and name may be known). */
export interface Pool extends Entity {
  readonly managed: boolean;
  readonly name: Value<string | undefined>;
  /** `eu-west-1_AbC`; known once applied, or for an existing pool. */
  readonly id: Value<string | undefined>;
  /** `LITE`, `ESSENTIALS` (AWS's default when left out) or `PLUS`. */
  readonly tier: Value<string>;
  /** `OFF` when left out, `ON`, `OPTIONAL`. */
  readonly mfa: Value<string>;
  readonly password: Value<PasswordPolicy | undefined>;
  readonly schema: Listing<SchemaAttribute>;
  /** `INACTIVE` when left out, `ACTIVE`. */
  readonly deletionProtection: Value<string>;
  readonly preventDestroy: Value<boolean>;
  /** True unless only administrators may create users. */
  readonly selfSignUp: Value<boolean>;
  readonly usernameAttributes: Listing<string>;
  readonly aliasAttributes: Listing<string>;
  readonly caseSensitive: Value<boolean | undefined>;
  /** `OFF` when left out, `AUDIT`, `ENFORCED`. */
  readonly threatProtection: Value<string>;
  /** First factors of `sign_in_policy`; empty when left out. */
  readonly firstFactors: Listing<string>;
  readonly triggers: Listing<Trigger>;
}

/** Lifetimes in seconds, AWS's defaults (1 h, 1 h, 30 d) filled in. */
export interface Lifetimes {
  readonly access: Value<number>;
  readonly id: Value<number>;
  readonly refresh: Value<number>;
}

/** aws_cognito_user_pool_client, or a data source of the same name. */
export interface Client extends Entity {
  readonly managed: boolean;
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** The client id, once it is known. */
  readonly id: Value<string | undefined>;
  readonly secret: Value<boolean>;
  /** `code`, `implicit`, `client_credentials`. */
  readonly flows: Listing<string>;
  /** `allowed_oauth_flows_user_pool_client`; false when left out: the OAuth fields then have no effect. */
  readonly oauth: Value<boolean>;
  readonly scopes: Listing<string>;
  readonly callbackUrls: Listing<string>;
  readonly logoutUrls: Listing<string>;
  readonly defaultRedirect: Value<string | undefined>;
  readonly lifetimes: Lifetimes;
  /** `enable_token_revocation`; true when left out. */
  readonly revocation: Value<boolean>;
  /** `LEGACY` when left out, `ENABLED`. */
  readonly userExistenceErrors: Value<string>;
  /** `explicit_auth_flows`: `ALLOW_USER_SRP_AUTH`, … */
  readonly authFlows: Listing<string>;
  /** `ENABLED` or `DISABLED`; undefined without the block. */
  readonly rotation: Value<string | undefined>;
  /** Seconds a rotated refresh token stays valid. */
  readonly rotationGrace: Value<number | undefined>;
  readonly identityProviders: Listing<string>;
  /** Attributes of users that the client may read and write; empty when left out: AWS's choice, every standard one. */
  readonly readAttributes: Listing<string>;
  readonly writeAttributes: Listing<string>;
}

export interface Scope {
  /** `read` */
  readonly name: string;
  /** `https://api.example/read`: what tokens and routes carry. Unknown while the server's identifier is. */
  readonly full: Value<string>;
}

/** aws_cognito_resource_server. */
export interface ResourceServer extends Entity {
  readonly pool: Link<Pool>;
  readonly identifier: Value<string | undefined>;
  readonly scopes: Listing<Scope>;
}

/** aws_cognito_user_group. */
export interface Group extends Entity {
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** 0 is the highest; undefined when left out. */
  readonly precedence: Value<number | undefined>;
  readonly roleArn: Value<string | undefined>;
}

/** aws_cognito_user_pool_domain. */
export interface PoolDomain extends Entity {
  readonly pool: Link<Pool>;
  /** A prefix (`my-app`) or, with a certificate, a whole name (`login.example.com`). */
  readonly domain: Value<string | undefined>;
  readonly certificateArn: Value<string | undefined>;
  /** 1 when left out (classic hosted UI), 2 for managed login. */
  readonly managedLogin: Value<number>;
}

/** aws_cognito_identity_provider. */
export interface IdentityProvider extends Entity {
  readonly pool: Link<Pool>;
  readonly name: Value<string | undefined>;
  /** `SAML`, `OIDC`, `Google`, … */
  readonly type: Value<string | undefined>;
}
