import { Token } from "cdktf";
import { NodeFunction } from "../../compute/node-function";
import {
  unchecked,
  choice,
  either,
  flag,
  isRecord,
  list,
  named,
  number,
  numeric,
  object,
  oneOf,
  optional,
  record,
  addProblem,
  text,
  unique,
  type Shape,
  matching,
} from "../../props/shape";
import { propOf } from "../../errors/configuration-error";
import { functionArn, listenerArn } from "../../props/names";
import type { McpOptions, RouteRequirement, SecuredLambdaAuthorizer } from "../access";
import type { LambdaIssuer } from "../authorizers/authorizer-config";
import type { JwtAuthorizerOptions } from "../authorizers/jwt-authorizer";
import type { OriginHeader } from "../authorizers/origin-header";
import type { CorsOptions } from "../cors";
import type { DistributionOptions } from "../distribution/api-distribution";
import type { OriginSecretOptions } from "../distribution/origin-secret";
import type { ManagedRuleGroupOptions, WebAclOptions } from "../distribution/web-acl";
import type { ApiDomainOptions } from "../domain/api-domain";
import type { ExistingApiDomainOptions } from "../domain/existing-domain";
import type { ExistingLambda, HttpTarget, PrivateTarget, ServiceTarget } from "../integrations/targets";
import type { AccessLogOptions } from "../monitoring/access-log";
import type { AlarmOptions, Threshold } from "../monitoring/alarms";
import type { DeclaredRoute } from "../routes/named-routes";
import type { DeclaredAccess } from "../routes/resolve-access";
import type { StageOptions, Throttling } from "../stage";

const always = (): boolean => true;
const has = (key: string) => (value: unknown) => isRecord(value) && key in value;
const timeoutMilliseconds = optional(numeric);
const mappings = {
  requestParameters: optional(record(text)),
  responseParameters: optional(record(record(text))),
  timeoutMilliseconds,
  method: optional(oneOf("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")),
};

/** The name of a function, a function, or a target of its own; each kind is known by the prop that only it has. */
const target: Shape = choice(
  [(value) => value instanceof NodeFunction, unchecked],
  [has("url"), object<HttpTarget>({ url: named, name: named, ...mappings })],
  [
    has("functionArn"),
    object<ExistingLambda>({ functionArn, name: named, permission: optional(flag), timeoutMilliseconds }),
  ],
  [
    has("listenerArn"),
    object<PrivateTarget>({
      listenerArn,
      vpcLink: choice([has("node"), unchecked], [isRecord, object<{ id: string }>({ id: named })], [always, named]),
      tlsServerName: optional(named),
      name: named,
      ...mappings,
    }),
  ],
  [
    has("service"),
    object<ServiceTarget>({
      service: named,
      parameters: record(text),
      resourceArns: optional(unique(named, 1)),
      roleArn: optional(named),
      timeoutMilliseconds,
      name: named,
    }),
  ],
  [isRecord, object<{ url: string; name: string }>({ url: named, name: named })],
  [always, named],
);

const whole: Shape = (value, prop, look) => {
  number(0, Infinity, "requests", "stage-limit")(value, prop, look);
  if (typeof value === "number" && !Token.isUnresolved(value) && value > 0 && value % 1 !== 0)
    addProblem(look, "stage-limit", prop, `it is ${String(value)}`, "Write a whole number of requests");
};

/** Both numbers, always. */
const THROTTLING = object<Throttling>({
  burstLimit: whole,
  rateLimit: number(0, Infinity, "requests a second", "stage-limit"),
});

const lists = optional(unique(named, 1));

const access = {
  scopes: optional(unique(named)),
  authenticated: optional(text),
  authorizer: optional(named),
  requires: optional(
    object<RouteRequirement<string, string>>({
      scopes: lists,
      groups: lists,
      issuerScopes: lists,
      issuerGroups: lists,
    }),
  ),
  iam: optional(oneOfTrue),
  public: optional(text),
};

const MCP = object<McpOptions<string>>({
  resource: named,
  scopes: unique(named, 1),
  tools: optional(record(unique(named))),
  allowedOrigins: optional(unique(named, 1)),
  name: optional(named),
  documentation: optional(named),
  function: optional(record(unchecked)),
});

export const ROUTE: Shape = object<DeclaredRoute>({
  target,
  throttling: optional(THROTTLING),
  ...access,
  mcp: optional(MCP),
});
export const DEFAULTS: Shape = object<Omit<DeclaredAccess, "mcp">>(access);

function oneOfTrue(value: unknown, prop: string, look: Parameters<Shape>[2]): void {
  flag(value, prop, look);
  if (value === false) addProblem(look, "input-value", prop, "it is false", "Write true, or leave it out");
}

export const CORS: Shape = either(
  false,
  object<CorsOptions>({
    allowOrigins: unique(named, 1),
    allowMethods: optional(unique(oneOf("*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))),
    allowHeaders: optional(unique(named)),
    exposeHeaders: optional(unique(named)),
    allowCredentials: optional(flag),
    maxAgeSeconds: optional(numeric),
  }),
);

const stageFields = {
  description: optional(text),
  variables: optional(record(text)),
  throttling: optional(THROTTLING),
  detailedMetrics: optional(flag),
};
export const STAGE: Shape = object<StageOptions>({ name: optional(text), ...stageFields });
export const FURTHER_STAGE: Shape = object<Omit<StageOptions, "name">>(stageFields);

export const ACCESS_LOG: Shape = either(
  false,
  object<AccessLogOptions>({
    retentionInDays: optional(numeric),
    kmsKeyArn: optional(named),
    format: optional(record(named)),
    logGroupName: optional(named),
    existingLogGroupArn: optional(named),
  }),
);

/** Certificate and path are looked at by the domain. */
export const CUSTOM_DOMAIN: Shape = choice(
  [
    has("existing"),
    object<ExistingApiDomainOptions>({ existing: oneOfTrue, domainName: named, mappingKey: optional(text) }),
  ],
  [
    always,
    object<Omit<ApiDomainOptions, "ipAddressType">>({
      domainName: named,
      certificateArn: named,
      hostedZoneId: optional(named),
      mappingKey: optional(text),
      mappings: optional(record(named)),
      mutualTls: optional(
        choice(
          [has("certificates"), object<{ certificates: string }>({ certificates: named })],
          [
            always,
            object<{ truststoreUri: string; truststoreVersion?: string }>({
              truststoreUri: named,
              truststoreVersion: optional(named),
            }),
          ],
        ),
      ),
      ownershipVerificationCertificateArn: optional(named),
    }),
  ],
);

const issuer = {
  issuer: named,
  audience: unique(named, 1, "audience-incomplete"),
  audienceIn: optional(oneOf("aud", "client_id")),
  jwksUri: optional(named),
  resourceIdentifiers: optional(unique(named)),
};

export const JWT_AUTHORIZER: Shape = object<JwtAuthorizerOptions>({ ...issuer, identitySource: optional(named) });

export const LAMBDA_AUTHORIZER: Shape = object<SecuredLambdaAuthorizer>({
  function: optional((value, prop, look) => {
    record(unchecked)(value, prop, look);
    if (has("functionArn")(value))
      functionArn((value as { functionArn: unknown }).functionArn, propOf(prop, "functionArn"), look);
  }),
  allowHttpLoopback: optional(flag),
  responseType: optional(oneOf("simple", "policy")),
  identitySources: optional(unique(named)),
  resultTtlInSeconds: optional(numeric),
  cachePerRoute: optional(flag),
  // Never quoted: what stands in it may be the value itself.
  originHeader: optional(object<OriginHeader>({ name: named, sha256: unique(text) })),
  issuers: optional(
    list(
      object<LambdaIssuer>({
        ...issuer,
        scopes: optional(unique(named)),
        groups: optional(unique(named)),
        tokenUse: optional(oneOf("access", "id")),
        clockToleranceSeconds: optional(number(0, 300, "seconds")),
        claims: optional(record(named)),
      }),
      1,
    ),
  ),
});

export const DISTRIBUTION: Shape = object<DistributionOptions>({
  webAcl: optional(
    choice(
      [has("arn"), object<{ arn: string }>({ arn: named })],
      [
        always,
        object<WebAclOptions>({
          managedRuleGroups: optional(record(object<ManagedRuleGroupOptions>({ count: optional(unique(named)) }))),
          rateLimit: optional(numeric),
        }),
      ],
    ),
  ),
  provider: optional(unchecked),
  domainName: optional(named),
  certificateArn: optional(named),
  hostedZoneId: optional(named),
  priceClass: optional(oneOf("PriceClass_100", "PriceClass_200", "PriceClass_All")),
  originSecret: optional(
    either(
      false,
      object<OriginSecretOptions>({
        current: optional(named),
        previous: optional(named),
        headerName: optional(named),
        kmsKeyId: optional(named),
      }),
    ),
  ),
});

const threshold = optional(
  either(
    false,
    object<Threshold>({
      threshold: number(0),
      periodMinutes: optional(number(1)),
      evaluationPeriods: optional(number(1)),
    }),
  ),
);

export const ALARMS: Shape = object<AlarmOptions>({
  actions: optional(unique(matching(/^arn:[^:]+:[a-z0-9-]+:/, "Write an ARN, e.g. arn:aws:sns:REGION:ACCOUNT:TOPIC"))),
  clientErrors: threshold,
  serverErrors: threshold,
  latency: threshold,
  authorizerErrors: threshold,
});
