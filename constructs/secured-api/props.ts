import type { ClosedAccess, SecuredLambdaAuthorizer, SecuredRoute } from "../api/access";
import type { AccessLogOptions } from "../api/monitoring/access-log";
import type { AlarmOptions } from "../api/monitoring/alarms";
import type { DistributionOptions } from "../api/distribution/api-distribution";
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
  /** Lambda functions by name: the folder of the source, or options. */
  readonly functions: Readonly<Record<Name, string | NodeFunctionOptions>>;
  /** Identity source of the pool's JWT authorizer. @default `$request.header.Authorization` */
  readonly identitySource?: IdentitySource;
  /** JWT authorizers for other issuers, by name: `{ partner: issuers.auth0({…}) }`. AWS allows 10 authorizers per API. @default none */
  readonly jwtAuthorizers?: Readonly<Record<Jwt, JwtAuthorizerOptions>>;
  /** Lambda authorizers by name. `{ staff: {} }` is the bundled one: it verifies tokens of this pool, and routes can require groups. @default none */
  readonly lambdaAuthorizers?: Readonly<Record<Lambda, SecuredLambdaAuthorizer>>;
  /** Authorization of routes that don't name their own; a route's own replaces it as a whole. @default none: every route names its own */
  readonly defaults?: Default;
  /** Routes by route key, each with its authorization and its target. None where `Route` makes all of them beside. */
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
  /** Integration settings by function name; other targets have theirs in `target`. @default none */
  readonly integrations?: Readonly<Partial<Record<NoInfer<Name>, IntegrationOptions>>>;
  /** VPC links by name; a route's target names one: `{ listenerArn, vpcLink: "internal", name }`. @default none */
  readonly vpcLinks?: Readonly<Record<string, VpcLinkOptions>>;
  /** CORS configuration; false for none. @default the origin `https://DOMAIN`, with the methods of the routes */
  readonly cors?: CorsOptions | false;
  /** The stage's name, throttling and metrics. @default `$default`, burst 200, rate 100, no detailed metrics */
  readonly stage?: StageOptions;
  /**
   * Further stages by name, each with throttling and variables of its own; routes and access log are the API's. `grantInvoke` covers `stage` only.
   * @default none
   */
  readonly stages?: Readonly<Record<string, Omit<StageOptions, "name">>>;
  /** Access log: retention, KMS key, format or an existing log group; false disables it. @default JSON with the reason of each denial, kept for 30 days */
  readonly accessLog?: AccessLogOptions | false;
  /** Custom domain of the API, or (with `existing: true`) a base path on a domain that is managed elsewhere. @default none */
  readonly customDomain?: Omit<ApiDomainOptions, "ipAddressType"> | ExistingApiDomainOptions;
  /** True disables the default endpoint, `API_ID.execute-api.…`. @default true with a custom domain, else false */
  readonly disableExecuteApiEndpoint?: boolean;
  /** IP address type of the API and its custom domain; `dualstack` adds IPv6. @default `ipv4` */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** CloudFront with a web ACL in front of the API; bundled Lambda authorizers then deny calls that bypass it. `{}` takes AWS's baseline rules. @default none */
  readonly distribution?: DistributionOptions;
  /** CloudWatch alarms on errors, latency and denied calls; `{}` creates all with their defaults. @default none */
  readonly alarms?: AlarmOptions;
  /** A CloudWatch dashboard, `PROJECT-api`. @default false */
  readonly dashboard?: boolean;
}
