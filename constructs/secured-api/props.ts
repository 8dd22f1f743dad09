import type { TokenClaims } from "../../functions/pre-token-generation/mapping";
import type { ClosedAccess, SecuredLambdaAuthorizer, SecuredRoute } from "../api/routes/access";
import type { AccessLogOptions } from "../api/monitoring/access-log";
import type { AlarmOptions } from "../api/monitoring/alarms";
import type { ApiDomainOptions } from "../api/domain/api-domain";
import type { CorsOptions } from "../api/cors";
import type { IdentitySource } from "../api/authorizers/identity-source";
import type { JwtAuthorizerOptions } from "../api/authorizers/jwt-authorizer";
import type { RouteKeyText } from "../api/routes/route-key";
import type { StageOptions } from "../api/stage";
import type { NodeFunctionOptions } from "../compute/node-function-props";
import type { Packaging } from "../compute/package";
import type { ExistingUserPoolProps } from "../identity/pool/existing-user-pool";
import type { IdentityProviderOptions } from "../identity/federation/provider-options";
import type { GroupOptions } from "../identity/pool/group";
import type { MachineClientOptions } from "../identity/clients/machine-client";
import type { TokenTriggerVersion } from "../identity/pool/pool";
import type { RotatingMachineClientOptions } from "../identity/clients/rotating-machine-client";
import type { SignInDomainOptions } from "../identity/sign-in/sign-in-domain";
import type { UserPoolOptions } from "../identity/pool/user-pool-options";
import type { WebClientOptions } from "../identity/clients/web-client";

export interface TokenTriggerOptions {
  /** @default "V2_0" */
  readonly version?: TokenTriggerVersion;
  /**
   * Which claims are added from which attribute of the user. @default `org_id`, `org_tier` and `feature_flags` from the custom attributes of those
   * names, and `phone_number_verified` left out of the ID token
   */
  readonly claims?: TokenClaims;
}

export interface SecuredApiProps<
  Scope extends string,
  Name extends string,
  Jwt extends string = never,
  Lambda extends string = never,
  Default extends ClosedAccess<Scope, Jwt, Lambda> | undefined = undefined,
> {
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
  readonly groups?: Readonly<Record<string, GroupOptions>>;
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

  /** Functions by name: a folder, or more options. */
  readonly functions: Readonly<Record<Name, string | NodeFunctionOptions>>;
  /** How code travels: `archive` (zipped by the archive provider) or `prebuilt` (zipped at synth). @default `archive` */
  readonly packaging?: Packaging;
  /** Where tokens of the own pool are. @default `$request.header.Authorization` */
  readonly identitySource?: IdentitySource;
  /** Ids of clients that are managed elsewhere and whose tokens are welcome too, for a pool that exists. @default none */
  readonly clientIds?: readonly string[];
  /** Further issuers by name, each checked by API Gateway itself: `{ partner: issuers.auth0({…}) }`. An API holds 10 authorizers. @default none */
  readonly jwtAuthorizers?: Readonly<Record<Jwt, JwtAuthorizerOptions>>;
  /** Lambda authorizers by name: `{ staff: {} }` verifies tokens of the own pool, and lets routes ask for groups. @default none */
  readonly lambdaAuthorizers?: Readonly<Record<Lambda, SecuredLambdaAuthorizer>>;
  /** Who may call a route that doesn't say. A route that says anything replaces it as a whole. @default none: each route says it */
  readonly defaults?: Default;
  /** Every route with who may call it and what answers. */
  readonly routes: {
    readonly [Key in RouteKeyText]?: SecuredRoute<
      NoInfer<Scope>,
      NoInfer<Name>,
      NoInfer<Jwt>,
      NoInfer<Lambda>,
      NoInfer<Default>
    >;
  };
  /** Which pages may call the API from a browser; false for none. @default pages of `https://DOMAIN`, with the methods of the routes */
  readonly cors?: CorsOptions | false;
  /** The stage's name, throttling and metrics. @default `$default`, burst 200, rate 100, no detailed metrics */
  readonly stage?: StageOptions;
  /** Retention, key, format or an existing log group; false switches it off, on purpose. @default 30 days of JSON that says why a caller was refused */
  readonly accessLog?: AccessLogOptions | false;
  /** A domain of its own for the API. @default none */
  readonly customDomain?: Omit<ApiDomainOptions, "ipAddressType">;
  /** True closes the default endpoint, `API_ID.execute-api.…`. @default true with a custom domain, else false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** `dualstack` adds IPv6, to the custom domain too. @default `ipv4` */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Alarms on errors, latency and refused callers: `{}` for all of them as they are. @default none */
  readonly alarms?: AlarmOptions;
  /** A CloudWatch dashboard, `PROJECT-api`. @default false */
  readonly dashboard?: boolean;
}
