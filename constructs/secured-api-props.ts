import type { TokenClaims } from "../functions/pre-token-generation/mapping";
import type { ClosedAccess, SecuredLambdaAuthorizer, SecuredRoute } from "./api/access";
import type { AccessLogOptions } from "./api/access-log";
import type { AlarmOptions } from "./api/alarms";
import type { ApiDomainOptions } from "./api/api-domain";
import type { CorsOptions } from "./api/cors";
import type { IdentitySource } from "./api/identity-source";
import type { JwtAuthorizerOptions } from "./api/jwt-authorizer";
import type { RouteKeyText } from "./api/route-key";
import type { StageOptions } from "./api/stage";
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
  /** Where tokens of the own pool are. @default "$request.header.Authorization" */
  readonly identitySource?: IdentitySource;
  /** Ids of clients that are managed elsewhere and whose tokens are welcome too, for a pool that exists. @default none */
  readonly clientIds?: readonly string[];
  /** Further issuers by name, each checked by API Gateway itself: `{ partner: issuers.auth0({…}) }`. An API holds 10 authorizers. */
  readonly jwtAuthorizers?: Readonly<Record<Jwt, JwtAuthorizerOptions>>;
  /** Lambda authorizers by name: `{ staff: {} }` verifies tokens of the own pool, and lets routes ask for groups. */
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
  /** @default pages of https://DOMAIN, with the methods of the routes; false for none */
  readonly cors?: CorsOptions | false;
  readonly stage?: StageOptions;
  /** False switches it off, on purpose. */
  readonly accessLog?: AccessLogOptions | false;
  /** A domain of its own for the API. @default none */
  readonly customDomain?: Omit<ApiDomainOptions, "ipAddressType">;
  /** True closes the default endpoint, `API_ID.execute-api.…`. @default true with a custom domain, else false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** `dualstack` adds IPv6, to the custom domain too. @default "ipv4" */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Alarms on errors, latency and refused callers: `{}` for all of them as they are. @default none */
  readonly alarms?: AlarmOptions;
  /** A CloudWatch dashboard, `PROJECT-api`. @default false */
  readonly dashboard?: boolean;
}
