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
   * Which claims are added from which attribute of the user. @default `org_id`, `org_tier` and `feature_flags` from the custom attributes of those
   * names, and `phone_number_verified` left out of the ID token
   */
  readonly claims?: TokenClaims;
  /** A function of one's own in the bundled one's place, which reads the event of `version`. @default the bundled one */
  readonly function?: TriggerFunction;
}

/** Everything that issues tokens. */
export interface IdentityProps<Scope extends string, Group extends string = string> {
  /** Begins the name of everything in AWS: `[a-z0-9-]`, at most 32 characters, beginning with a letter. */
  readonly project: string;
  /** The scope identifier, the callback and the allowed origin derive from it, e.g. `example.com`. */
  readonly domain: string;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;

  /**
   * A pool to make, or (with `poolId`) one that exists; false for none, where every route is `iam`, `public` or has an authorizer of its own and
   * `scopes` is `{}`. @default Essentials tier, sign-in by verified email, passwords of 12 characters of all
   * classes, optional TOTP, no self sign-up, protected from deletion
   */
  readonly pool?: UserPoolOptions | ExistingUserPoolProps | false;
  /** Groups by name, with description and precedence (0 is the highest). @default none */
  readonly groups?: Readonly<Record<Group, GroupOptions>>;
  /** Every scope with its description: the one catalogue that clients and routes draw on. */
  readonly scopes: Readonly<Record<Scope, string>>;
  /** What every scope string begins with. Changing it changes every scope. @default `https://api.DOMAIN` */
  readonly scopeIdentifier?: string;
  /** True where the resource server with these scopes is managed elsewhere, in a pool that exists; none is made then. @default false */
  readonly existingResourceServer?: boolean;
  /** Clients for people, by name: code with PKCE, or confidential; access and ID tokens 60 minutes, refresh 30 days. @default none */
  readonly webClients?: Readonly<Record<string, WebClientOptions<NoInfer<Scope>>>>;
  /** Clients for programs, by name: client credentials with a secret, tokens 60 minutes. Each is billed by the month. @default none */
  readonly machineClients?: Readonly<Record<string, MachineClientOptions<NoInfer<Scope>>>>;
  /** Clients for programs whose secret can be changed while they run, by name. @default none */
  readonly rotatingMachineClients?: Readonly<Record<string, RotatingMachineClientOptions<NoInfer<Scope>>>>;
  /** Where people may have their account besides the pool, by name; clients list them in `identityProviders`. @default none */
  readonly identityProviders?: Readonly<Record<string, IdentityProviderOptions>>;
  /** Where people sign in and clients fetch tokens: a prefix, or a domain with its certificate; false for none. @default the prefix `PROJECT-auth`; none for a pool that exists */
  readonly signInDomain?: SignInDomainOptions | false;
  /** Claims from the users' attributes, added before tokens are issued: event V2_0, or another version. @default none */
  readonly tokenTrigger?: TokenTriggerOptions;
  /** Functions that the pool calls when people register, sign in or get messages: `{ preSignUp: "functions/check" }`. @default none */
  readonly triggers?: UserPoolTriggers;
  /** Ids of clients that are managed elsewhere and whose tokens are welcome too, for a pool that exists. @default none */
  readonly clientIds?: readonly string[];
  /**
   * Resource identifiers (RFC 8707) that tokens of the pool may be bound to: Cognito puts what a client asks for with `resource=` into `aud`, which then
   * counts in place of the client's id. Needs managed login and the tier Essentials or Plus. @default none
   */
  readonly resourceIdentifiers?: readonly string[];
  /** How code travels: `archive` (zipped by the archive provider) or `prebuilt` (zipped at synth). @default `archive` */
  readonly packaging?: Packaging;
}
