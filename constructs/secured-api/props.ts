import type { ClosedAccess, SecuredLambdaAuthorizer, SecuredRoute } from "../api/access";
import type { AccessLogOptions } from "../api/monitoring/access-log";
import type { AlarmOptions } from "../api/monitoring/alarms";
import type { ApiDomainOptions } from "../api/domain/api-domain";
import type { ExistingApiDomainOptions } from "../api/domain/existing-domain";
import type { CorsOptions } from "../api/cors";
import type { IdentitySource } from "../api/authorizers/identity-source";
import type { IntegrationOptions } from "../api/integrations/targets";
import type { VpcLinkOptions } from "../api/integrations/vpc-link";
import type { JwtAuthorizerOptions } from "../api/authorizers/jwt-authorizer";
import type { RouteKeyText } from "../api/route-key";
import type { StageOptions } from "../api/stage";
import type { IdentityProps } from "../identity/identity-props";
import type { NodeFunctionOptions } from "../compute/node-function-props";

export interface SecuredApiProps<
  Scope extends string,
  Name extends string,
  Jwt extends string = never,
  Lambda extends string = never,
  Default extends ClosedAccess<Scope, Jwt, Lambda, Group> | undefined = undefined,
  Group extends string = string,
> extends IdentityProps<Scope, Group> {
  /** Functions by name: a folder, or more options. */
  readonly functions: Readonly<Record<Name, string | NodeFunctionOptions>>;
  /** Where tokens of the own pool are. @default `$request.header.Authorization` */
  readonly identitySource?: IdentitySource;
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
      NoInfer<Default>,
      NoInfer<Group>
    >;
  };
  /** Settings of the integration with a function, by its name; other targets have them beside their address. @default none */
  readonly integrations?: Readonly<Partial<Record<NoInfer<Name>, IntegrationOptions>>>;
  /** Links into VPCs by name, which a route's target names: `{ listenerArn, vpcLink: "internal", name }`. @default none */
  readonly vpcLinks?: Readonly<Record<string, VpcLinkOptions>>;
  /** Which pages may call the API from a browser; false for none. @default pages of `https://DOMAIN`, with the methods of the routes */
  readonly cors?: CorsOptions | false;
  /** The stage's name, throttling and metrics. @default `$default`, burst 200, rate 100, no detailed metrics */
  readonly stage?: StageOptions;
  /**
   * Further stages by name, each with the API's routes and access log, and throttling and variables of its own. What `grantInvoke` allows is `stage`
   * alone. @default none
   */
  readonly stages?: Readonly<Record<string, Omit<StageOptions, "name">>>;
  /** Retention, key, format or an existing log group; false switches it off, on purpose. @default 30 days of JSON that says why a caller was refused */
  readonly accessLog?: AccessLogOptions | false;
  /** A domain of its own for the API, or (with `existing: true`) a path on one that is managed elsewhere. @default none */
  readonly customDomain?: Omit<ApiDomainOptions, "ipAddressType"> | ExistingApiDomainOptions;
  /** True closes the default endpoint, `API_ID.execute-api.…`. @default true with a custom domain, else false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** `dualstack` adds IPv6, to the custom domain too. @default `ipv4` */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** Alarms on errors, latency and refused callers: `{}` for all of them as they are. @default none */
  readonly alarms?: AlarmOptions;
  /** A CloudWatch dashboard, `PROJECT-api`. @default false */
  readonly dashboard?: boolean;
}
