import type { TokenClaims } from "../../functions/pre-token-generation/mapping";
import type { Packaging } from "../compute/package";
import type { MachineClientOptions } from "./clients/machine-client";
import type { RotatingMachineClientOptions } from "./clients/rotating-machine-client";
import type { WebClientOptions } from "./clients/web-client";
import type { IdentityProviderOptions } from "./federation/provider-options";
import type { ExistingUserPoolProps } from "./pool/existing-user-pool";
import type { GroupOptions } from "./pool/group";
import type { TokenTriggerVersion } from "./pool/pool";
import type { UserPoolOptions } from "./pool/user-pool-options";
import type { SignInDomainOptions } from "./sign-in/sign-in-domain";
import type { TriggerFunction, UserPoolTriggers } from "./triggers/trigger-options";

export interface TokenTriggerOptions {
  /** @default "V2_0" */
  readonly version?: TokenTriggerVersion;
  /**
   * Which claim is added from which user attribute. @default `org_id`, `org_tier` and `feature_flags` from the custom attributes of those
   * names, and `phone_number_verified` left out of the ID token
   */
  readonly claims?: TokenClaims;
  /** Your own function instead of the bundled one; it handles the event of `version`. @default the bundled one */
  readonly function?: TriggerFunction;
}

/** The user pool and everything that belongs to it. */
export interface IdentityProps<Scope extends string, Group extends string = string> {
  /** Prefix of every resource name in AWS: `[a-z0-9-]`, at most 32 characters, starting with a letter. */
  readonly project: string;
  /** Your domain, e.g. `example.com`. The scope identifier and the allowed CORS origin derive from it. */
  readonly domain: string;
  /** Tags of every resource that supports them. @default none */
  readonly tags?: Readonly<Record<string, string>>;

  /**
   * The user pool to create, or (with `poolId`) an existing one. False: no pool; then `scopes` is `{}` and every route is `iam`, `public` or names
   * an authorizer. @default Essentials tier, sign-in by verified email, passwords of 12 characters of all
   * classes, optional TOTP, no self sign-up, protected from deletion
   */
  readonly pool?: UserPoolOptions | ExistingUserPoolProps | false;
  /** User groups by name, with description and precedence (0 is the highest). @default none */
  readonly groups?: Readonly<Record<Group, GroupOptions>>;
  /** Every scope with its description. App clients and routes can name only these. */
  readonly scopes: Readonly<Record<Scope, string>>;
  /** Identifier of the resource server, the prefix of every scope string. Changing it changes every scope. @default `https://api.DOMAIN` */
  readonly scopeIdentifier?: string;
  /** True if the resource server with these scopes is managed elsewhere, in an existing pool; none is created then. @default false */
  readonly existingResourceServer?: boolean;
  /** App clients for users, by name: authorization code with PKCE, or confidential. Access and ID tokens are valid for 60 minutes, refresh tokens for 30 days. @default none */
  readonly webClients?: Readonly<Record<string, WebClientOptions<NoInfer<Scope>>>>;
  /** App clients for programs, by name: client credentials with a secret, tokens valid for 60 minutes. Each is billed monthly. @default none */
  readonly machineClients?: Readonly<Record<string, MachineClientOptions<NoInfer<Scope>>>>;
  /** App clients for programs, by name, whose secret can be rotated without downtime. @default none */
  readonly rotatingMachineClients?: Readonly<Record<string, RotatingMachineClientOptions<NoInfer<Scope>>>>;
  /** Federated identity providers (OIDC, SAML, social) by name; app clients list them in `identityProviders`. @default none */
  readonly identityProviders?: Readonly<Record<string, IdentityProviderOptions>>;
  /** Domain of the sign-in pages and the token endpoint: a prefix, or a custom domain with its certificate; false for none. @default the prefix `PROJECT-auth`; none for an existing pool */
  readonly signInDomain?: SignInDomainOptions | false;
  /** Pre token generation trigger, which adds claims from user attributes; trigger event version V2_0 unless `version` says otherwise. @default none */
  readonly tokenTrigger?: TokenTriggerOptions;
  /** Other Lambda triggers of the pool: `{ preSignUp: "functions/check" }`. @default none */
  readonly triggers?: UserPoolTriggers;
  /** Ids of app clients of an existing pool that are managed elsewhere; their tokens are accepted too. @default none */
  readonly clientIds?: readonly string[];
  /**
   * Resource identifiers (RFC 8707) that tokens of the pool can be bound to. Cognito puts the value of the request's `resource` parameter into `aud`,
   * which authorizers then check instead of the client id. Requires managed login and the Essentials or Plus tier. @default none
   */
  readonly resourceIdentifiers?: readonly string[];
  /** How function code is packaged: `archive` (zipped by the archive provider during the plan) or `prebuilt` (zipped at synth). @default `archive` */
  readonly packaging?: Packaging;
}
