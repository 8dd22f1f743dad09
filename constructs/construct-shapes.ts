import type { IdentityProviderOptions } from "./identity/federation/provider-options";
import type { Metric } from "./api/monitoring/authorizer-errors";
import { AccessLog, type AccessLogOptions, type AccessLogProps } from "./api/monitoring/access-log";
import { ApiAlarms, type AlarmOptions, type ApiAlarmsProps } from "./api/monitoring/alarms";
import { ApiDashboard, type ApiDashboardProps } from "./api/monitoring/dashboard";
import { AuthorizerErrors } from "./api/monitoring/authorizer-errors";
import { ApiDistribution, type ApiDistributionOptions } from "./api/distribution/api-distribution";
import type { ApiDistributionProps } from "./api/distribution/api-distribution";
import { OriginSecret, type OriginSecretOptions, type OriginSecretProps } from "./api/distribution/origin-secret";
import { WebAcl, type WebAclOptions, type WebAclProps } from "./api/distribution/web-acl";
import { ApiDomain, type ApiDomainOptions, type ApiDomainProps } from "./api/domain/api-domain";
import { ExistingApiDomain, type ExistingApiDomainOptions } from "./api/domain/existing-domain";
import type { ExistingApiDomainProps } from "./api/domain/existing-domain";
import { Truststore, type TruststoreProps } from "./api/domain/truststore";
import { HttpApi, type HttpApiProps } from "./api/http-api";
import { InvokeGrant, type InvokeGrantProps } from "./api/iam/invoke-grant";
import type { ExistingLambda, IntegrationOptions } from "./api/integrations/targets";
import { VpcLink, type VpcLinkOptions, type VpcLinkProps } from "./api/integrations/vpc-link";
import { JwtAuthorizer, type JwtAuthorizerOptions } from "./api/authorizers/jwt-authorizer";
import type { JwtAuthorizerProps } from "./api/authorizers/jwt-authorizer";
import { LambdaAuthorizer, type LambdaAuthorizerProps } from "./api/authorizers/lambda-authorizer";
import type { SecuredLambdaAuthorizer } from "./api/access";
import { PrivateRestApi, type PrivateRestApiProps } from "./api/private/private-rest-api";
import type { RestAccessLogOptions } from "./api/private/rest-access-log";
import { McpRoute, type McpRouteProps } from "./api/routes/mcp-route";
import { Route, type RouteProps } from "./api/routes/route";
import * as api from "./api/shapes/api";
import { Stage, type StageOptions, type StageProps } from "./api/stage";
import { NodeFunction } from "./compute/node-function";
import { BackendForFrontend } from "./identity/backend-for-frontend/backend-for-frontend";
import type { BackendForFrontendProps } from "./identity/backend-for-frontend/backend-for-frontend";
import { SessionTable, type SessionTableProps } from "./identity/backend-for-frontend/session-table";
import { MachineClient, type MachineClientOptions, type MachineClientProps } from "./identity/clients/machine-client";
import { RotatingMachineClient } from "./identity/clients/rotating-machine-client";
import type {
  RotatingMachineClientOptions,
  RotatingMachineClientProps,
} from "./identity/clients/rotating-machine-client";
import { ScopeCatalogue, type ScopeCatalogueProps } from "./identity/clients/scope-catalogue";
import { WebClient, type WebClientOptions, type WebClientProps } from "./identity/clients/web-client";
import { IdentityProvider } from "./identity/federation/identity-provider";
import { ExistingUserPool } from "./identity/pool/existing-user-pool";
import { Group, type GroupOptions, type GroupProps } from "./identity/pool/group";
import { RiskConfiguration, type RiskConfigurationProps } from "./identity/pool/risk-configuration";
import type { ThreatResponses } from "./identity/pool/risk-options";
import { SmsSender, type SmsSenderOptions, type SmsSenderProps } from "./identity/pool/sms-sender";
import type { UserPoolOptions } from "./identity/pool/user-pool-options";
import { UserPool, type UserPoolProps } from "./identity/pool/user-pool";
import { Identity } from "./identity/identity";
import * as clients from "./identity/shapes/clients";
import * as pools from "./identity/shapes/pool";
import * as signIn from "./identity/shapes/sign-in";
import { ManagedLoginBranding, type ManagedLoginBrandingProps } from "./identity/sign-in/managed-login";
import { SignInDomain } from "./identity/sign-in/sign-in-domain";
import { TokenTrigger, type TokenTriggerProps } from "./identity/triggers/token-trigger";
import type { UserPoolTriggers } from "./identity/triggers/trigger-options";
import { PoolTriggers, type PoolTriggersProps } from "./identity/triggers/user-pool-triggers";
import { functionArn, headerName, kmsKeyArn, project, tags } from "./props/names";
import { IDENTITY } from "./secured-api/props-shape";
import { describeProps } from "./props/own-props";
import {
  choice,
  extend,
  flag,
  has,
  kinds,
  list,
  named,
  numeric,
  object,
  optional,
  oneOf,
  orFalse,
  part,
  record,
  text,
  textOf,
  textUpTo,
  unchecked,
  unique,
} from "./props/shape";

/** What each construct takes by itself: `SecuredApi`'s shape names the same options as parts of its own. */

const [pool, httpApi, stage] = [part("a user pool"), part("an HttpApi"), part("a Stage")];
const metric = object<Metric>({ namespace: named, name: named });
const tagged = { "tags?": tags };
const packaged = { "packaging?": oneOf("archive", "prebuilt"), ...tagged };
/** A function's options, which the function looks at. */
const bundled = record(unchecked);
const requirements = record(object<object>({ "scopes?": unique(named), "groups?": unique(named) }));

describeProps(
  AccessLog,
  extend<AccessLogProps, AccessLogOptions>(api.ACCESS_LOG_OPTIONS, { apiName: named, ...tagged }),
);
describeProps(
  ApiAlarms,
  extend<ApiAlarmsProps, AlarmOptions>(api.ALARMS, {
    stage,
    apiName: named,
    "authorizerErrorMetric?": metric,
    ...tagged,
  }),
);
describeProps(ApiDashboard, object<ApiDashboardProps>({ name: named, stage, "authorizerErrorMetric?": metric }));
describeProps(AuthorizerErrors, object<object>({ accessLog: part("an AccessLog"), apiName: named }));
describeProps(
  ApiDistribution,
  extend<ApiDistributionProps, ApiDistributionOptions>(api.API_DISTRIBUTION, {
    name: named,
    origin: { stage, "domain?": part("an ApiDomain, or { domainName, mappingKey }") },
    "originHeader?": { name: headerName, value: named },
    "after?": list(unchecked),
    ...tagged,
  }),
);
describeProps(
  OriginSecret,
  extend<OriginSecretProps, OriginSecretOptions>(api.ORIGIN_SECRET, { name: named, ...tagged }),
);
describeProps(
  WebAcl,
  extend<WebAclProps, WebAclOptions>(api.WEB_ACL, { name: named, "provider?": unchecked, ...tagged }),
);
describeProps(
  ApiDomain,
  extend<ApiDomainProps, Omit<ApiDomainOptions, "ipAddressType" | "mappings">>(api.OWN_DOMAIN, {
    stage,
    "stages?": record(stage),
    bucketPrefix: named,
    "ipAddressType?": oneOf("ipv4", "dualstack"),
    ...tagged,
  }),
);
describeProps(
  ExistingApiDomain,
  extend<ExistingApiDomainProps, ExistingApiDomainOptions>(api.EXISTING_DOMAIN, { stage }),
);
describeProps(Truststore, object<TruststoreProps>({ certificates: named, bucketPrefix: named, ...tagged }));
describeProps(
  HttpApi,
  object<HttpApiProps>({
    name: named,
    "description?": textUpTo(1024),
    "cors?": api.CORS_OPTIONS,
    "routeMethods?": list(text),
    "disableExecuteApiEndpoint?": flag,
    "ipAddressType?": oneOf("ipv4", "dualstack"),
    "integrations?": record(optional(object<IntegrationOptions>({ "timeoutMilliseconds?": numeric }))),
    "vpcLinks?": record(part("a VpcLink")),
    ...tagged,
  }),
);
describeProps(
  InvokeGrant,
  object<InvokeGrantProps>({
    roleName: named,
    routeKeys: list(named, 1),
    api: {
      name: named,
      executionArn: named,
      stageName: named,
      routes: record(object<object>({ key: part("a RouteKey"), signed: flag })),
    },
    "policyName?": named,
  }),
);
describeProps(VpcLink, extend<VpcLinkProps, VpcLinkOptions>(api.VPC_LINK, { name: named, ...tagged }));
describeProps(
  JwtAuthorizer,
  extend<JwtAuthorizerProps, JwtAuthorizerOptions>(api.JWT_AUTHORIZER, { api: httpApi, name: named }),
);
describeProps(
  LambdaAuthorizer,
  extend<LambdaAuthorizerProps, SecuredLambdaAuthorizer>(api.LAMBDA_AUTHORIZER, {
    api: httpApi,
    name: named,
    "functionName?": named,
    "routes?": requirements,
    ...packaged,
  }),
);
describeProps(
  PrivateRestApi,
  object<Omit<PrivateRestApiProps, "routes"> & { readonly routes: object }>({
    name: named,
    "description?": textUpTo(1024),
    vpcEndpointIds: unique(text),
    routes: record(
      object<object>({
        target: choice(
          [(value) => value instanceof NodeFunction, unchecked],
          object<ExistingLambda>({ functionArn, name: named, "permission?": flag, "timeoutMilliseconds?": numeric }),
        ),
        "iam?": flag,
        "allowFromVpcEndpoint?": textOf("the reason why everybody who reaches the endpoint may call it"),
      }),
    ),
    "stageName?": named,
    "throttling?": api.THROTTLING,
    "accessLog?": orFalse<RestAccessLogOptions>({ "retentionInDays?": numeric, "kmsKeyArn?": kmsKeyArn }),
    ...tagged,
  }),
);
describeProps(
  McpRoute,
  object<McpRouteProps>({
    api: httpApi,
    functionName: named,
    target: part("a NodeFunction"),
    "rootMetadata?": flag,
    "function?": bundled,
    ...packaged,
    resource: named,
    issuers: list(
      object<McpRouteProps["issuers"][number]>({
        issuer: named,
        "jwksUri?": named,
        "clientIds?": unique(named),
        "resources?": unique(named),
        "clockToleranceSeconds?": numeric,
        "claims?": record(named),
        "scopes?": unique(named),
        "groups?": unique(named),
      }),
    ),
    "authorizationServers?": unique(named),
    "signInUrl?": named,
    "tools?": record(unique(named)),
    "allowedOrigins?": unique(named),
    "name?": named,
    "documentation?": named,
  }),
);
describeProps(
  Route,
  object<RouteProps>({
    api: httpApi,
    key: named,
    target: api.TARGET,
    authorization: choice(
      [
        has("verifiedBy"),
        object<object>({ verifiedBy: part("a NodeFunction"), resource: named, issuers: list(bundled) }),
      ],
      object<object>({
        "authorizer?": part("a JwtAuthorizer or a LambdaAuthorizer"),
        "scopes?": unique(named),
        "authenticated?": textOf("the reason why every valid token will do"),
        "iam?": flag,
        "public?": textOf("the reason why everybody may call it"),
        "metadata?": flag,
      }),
    ),
  }),
);
describeProps(
  Stage,
  extend<StageProps, StageOptions>(api.STAGE, {
    api: httpApi,
    accessLog: orFalse(part("an AccessLog, or false")),
    "routeThrottling?": record(api.THROTTLING),
    "after?": list(unchecked),
    ...tagged,
  }),
);
describeProps(
  BackendForFrontend,
  object<BackendForFrontendProps>({
    name: named,
    pool,
    signInDomain: part("a SignInDomain, or { url }"),
    client: part("a WebClient"),
    apiUrl: named,
    origin: named,
    "sessionHours?": numeric,
    "kmsKeyArn?": kmsKeyArn,
    "function?": bundled,
    "stage?": api.FURTHER_STAGE,
    "accessLog?": api.ACCESS_LOG,
    ...packaged,
  }),
);
describeProps(SessionTable, object<SessionTableProps>({ name: named, "kmsKeyArn?": kmsKeyArn, ...tagged }));

const client = { pool, catalogue: part("a ScopeCatalogue"), name: named };
describeProps(
  MachineClient,
  extend<MachineClientProps<string>, MachineClientOptions<string>>(clients.MACHINE_CLIENT, { ...client, ...tagged }),
);
describeProps(
  RotatingMachineClient,
  extend<RotatingMachineClientProps<string>, RotatingMachineClientOptions<string>>(clients.ROTATING_MACHINE_CLIENT, {
    ...client,
    ...tagged,
  }),
);
describeProps(
  WebClient,
  extend<WebClientProps<string>, WebClientOptions<string>>(clients.WEB_CLIENT, { ...client, "challenges?": flag }),
);
describeProps(
  ScopeCatalogue,
  object<ScopeCatalogueProps<string>>({
    pool,
    identifier: named,
    name: named,
    scopes: record(textOf("what it allows")),
    "managed?": flag,
  }),
);
describeProps(
  IdentityProvider,
  kinds(
    "kind",
    Object.fromEntries(
      Object.entries(signIn.PROVIDERS).map(([kind, options]) => [
        kind,
        extend<{ pool: object }, IdentityProviderOptions>(options, { pool }),
      ]),
    ),
  ),
);
describeProps(Identity, IDENTITY);
describeProps(ExistingUserPool, pools.EXISTING_POOL);
describeProps(Group, extend<GroupProps, GroupOptions>(pools.GROUP, { pool, name: text }));
describeProps(
  RiskConfiguration,
  extend<RiskConfigurationProps, ThreatResponses>(pools.THREAT_RESPONSES, {
    pool,
    "email?": pools.EMAIL_SENDER,
    "secondFactors?": flag,
  }),
);
describeProps(SmsSender, extend<SmsSenderProps, SmsSenderOptions>(pools.SMS_SENDER, { name: named, ...tagged }));
describeProps(UserPool, extend<UserPoolProps, UserPoolOptions>(pools.OWN_POOL, { name: named, ...tagged }));
describeProps(
  ManagedLoginBranding,
  object<ManagedLoginBrandingProps>({ pool, clientId: named, "settings?": signIn.json, "after?": unchecked }),
);
describeProps(SignInDomain, signIn.signInDomain({ pool }));
describeProps(
  TokenTrigger,
  object<TokenTriggerProps>({
    pool,
    function: part("a NodeFunction"),
    "version?": oneOf("V1_0", "V2_0", "V3_0"),
  }),
);
describeProps(
  PoolTriggers,
  extend<PoolTriggersProps, UserPoolTriggers>(signIn.TRIGGERS_SHAPE, { pool, project, ...packaged }),
);
