import type { TokenClaims } from "../functions/pre-token-generation/mapping";
import type { AccessLogOptions } from "./api/access-log";
import type { Authorizer } from "./api/authorizer";
import type { CorsOptions } from "./api/cors";
import type { RouteTarget } from "./api/integrations";
import type { RouteKeyText } from "./api/route-key";
import type { StageOptions, Throttling } from "./api/stage";
import type { NodeFunctionOptions } from "./compute/node-function";
import type { Packaging } from "./compute/package";
import type { ExistingUserPoolProps } from "./identity/existing-user-pool";
import type { IdentityProviderOptions } from "./identity/federation/provider-options";
import type { GroupOptions } from "./identity/group";
import type { MachineClientOptions } from "./identity/machine-client";
import type { TokenTriggerVersion } from "./identity/pool";
import type { RotatingMachineClientOptions } from "./identity/rotating-machine-client";
import type { SignInDomainOptions } from "./identity/sign-in-domain";
import type { UserPoolOptions } from "./identity/user-pool";
import type { WebClientOptions } from "./identity/web-client";

/** Who may call a route; leaving it out does not compile. See `RouteAuthorization`. */
type Access<Scope extends string> =
  | {
      /** Holders of an access token with at least one of these scopes. */ readonly scopes: readonly [
        Scope,
        ...Scope[],
      ];
      readonly authorizer?: never;
      readonly iam?: never;
      readonly public?: never;
    }
  | {
      /** Whoever this authorizer lets in. */ readonly authorizer: Authorizer;
      readonly scopes?: never;
      readonly iam?: never;
      readonly public?: never;
    }
  | {
      /** AWS principals that sign with SigV4 and may `execute-api:Invoke` this route. */ readonly iam: true;
      readonly scopes?: never;
      readonly authorizer?: never;
      readonly public?: never;
    }
  | {
      /** Everybody; the text says why. */ readonly public: string;
      readonly scopes?: never;
      readonly authorizer?: never;
      readonly iam?: never;
    };

export type SecuredRoute<Scope extends string, Name extends string> = Access<Scope> & {
  /** The name of one of `functions`, a function, an existing Lambda, or an HTTP backend. */
  readonly target: Name | RouteTarget;
  /** @default the stage's */
  readonly throttling?: Throttling;
};

export interface TokenTriggerOptions {
  /** @default "V2_0" */
  readonly version?: TokenTriggerVersion;
  /**
   * Which claims are added from which attribute of the user. @default `org_id`, `org_tier` and `feature_flags` from the custom attributes of those
   * names, and `phone_number_verified` left out of the ID token
   */
  readonly claims?: TokenClaims;
}

export interface SecuredApiProps<Scope extends string, Name extends string> {
  /** Begins the name of everything in AWS: `[a-z0-9-]`, at most 32 characters. */
  readonly project: string;
  /** The scope identifier, the callback and the allowed origin derive from it, e.g. `example.com`. */
  readonly domain: string;
  readonly tags?: Readonly<Record<string, string>>;

  /** A pool to make, or (with `poolId`) one that exists. */
  readonly pool?: UserPoolOptions | ExistingUserPoolProps;
  /** Groups by name. @default none */
  readonly groups?: Readonly<Record<string, GroupOptions>>;
  /** Every scope with its description. */
  readonly scopes: Readonly<Record<Scope, string>>;
  /** @default "https://api.DOMAIN" */
  readonly scopeIdentifier?: string;
  /** Clients for people, by name. @default none */
  readonly webClients?: Readonly<Record<string, WebClientOptions<NoInfer<Scope>>>>;
  /** Clients for programs, by name. @default none */
  readonly machineClients?: Readonly<Record<string, MachineClientOptions<NoInfer<Scope>>>>;
  /** Clients for programs whose secret can be changed while they run, by name. @default none */
  readonly rotatingMachineClients?: Readonly<Record<string, RotatingMachineClientOptions<NoInfer<Scope>>>>;
  /** Where people may have their account besides the pool, by name; clients list them in `identityProviders`. @default none */
  readonly identityProviders?: Readonly<Record<string, IdentityProviderOptions>>;
  /** @default the prefix PROJECT-auth; false for none */
  readonly signInDomain?: SignInDomainOptions | false;
  /** @default none */
  readonly tokenTrigger?: TokenTriggerOptions;

  /** Functions by name: a folder, or more options. */
  readonly functions: Readonly<Record<Name, string | NodeFunctionOptions>>;
  /** @default "archive" */
  readonly packaging?: Packaging;
  /** Every route with who may call it and what answers. */
  readonly routes: { readonly [Key in RouteKeyText]?: SecuredRoute<NoInfer<Scope>, NoInfer<Name>> };
  /** @default pages of https://DOMAIN, with the methods of the routes; false for none */
  readonly cors?: CorsOptions | false;
  readonly stage?: StageOptions;
  /** False switches it off, on purpose. */
  readonly accessLog?: AccessLogOptions | false;
  /** True closes the default endpoint; give the API a domain of its own first. @default false */
  readonly disableExecuteApiEndpoint?: boolean;
}
