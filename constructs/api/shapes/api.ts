import { Token } from "cdktf";
import { NodeFunction } from "../../compute/node-function";
import {
  extend,
  part,
  unchecked,
  choice,
  orFalse,
  flag,
  has,
  identifier,
  isRecord,
  list,
  literal,
  named,
  number,
  numeric,
  object,
  oneOf,
  record,
  addProblem,
  text,
  textOf,
  unique,
  textUpTo,
  wholeFrom,
  type Choice,
  type Shape,
  matching,
} from "../../props/shape";
import { propOf } from "../../errors/configuration-error";
import {
  certificateArn,
  functionArn,
  headerName,
  hostedZoneId,
  hostName,
  kmsKeyArn,
  kmsKeyId,
  listenerArn,
  roleArn,
  securityGroupId,
  subnetId,
} from "../../props/names";
import type { McpOptions, SecuredLambdaAuthorizer } from "../access";
import type { LambdaIssuer } from "../authorizers/authorizer-config";
import type { JwtAuthorizerOptions } from "../authorizers/jwt-authorizer";
import type { CorsOptions } from "../cors";
import type { ApiDistributionOptions, DistributionOptions } from "../distribution/api-distribution";
import type { OriginSecretOptions } from "../distribution/origin-secret";
import type { ManagedRuleGroupOptions, WebAclOptions } from "../distribution/web-acl";
import type { ApiDomainOptions } from "../domain/api-domain";
import type { ExistingApiDomainOptions } from "../domain/existing-domain";
import type { ExistingLambda, HttpTarget, PrivateTarget, ServiceTarget } from "../integrations/targets";
import type { VpcLinkOptions } from "../integrations/vpc-link";
import type { AccessLogOptions } from "../monitoring/access-log";
import type { AlarmOptions, Threshold } from "../monitoring/alarms";
import type { DeclaredRoute } from "../routes/named-routes";
import type { DeclaredAccess } from "../routes/resolve-access";
import type { StageOptions, Throttling } from "../stage";

const mappings = {
  "requestParameters?": record(named),
  "responseParameters?": record(record(text)),
  "timeoutMilliseconds?": numeric,
  "method?": oneOf("ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
};

/** A function, or a target of its own; each kind is known by the prop that only it has. */
const targets: readonly Choice[] = [
  [(value) => value instanceof NodeFunction, unchecked],
  [has("url"), object<HttpTarget>({ url: named, name: identifier, ...mappings })],
  [
    has("functionArn"),
    object<ExistingLambda>({ functionArn, name: identifier, "permission?": flag, "timeoutMilliseconds?": numeric }),
  ],
  [
    has("listenerArn"),
    object<PrivateTarget>({
      listenerArn,
      vpcLink: choice([has("node"), unchecked], [isRecord, object<{ id: string }>({ id: named })], named),
      "tlsServerName?": hostName,
      name: identifier,
      ...mappings,
    }),
  ],
  [
    has("service"),
    object<ServiceTarget>({
      service: named,
      parameters: record(text),
      "resourceArns?": unique(named, 1),
      "roleArn?": roleArn,
      "timeoutMilliseconds?": numeric,
      name: literal(
        "the name itself",
        matching(/^[\w+=,.@-]+$/, "Write letters, digits and _+=,.@- : it names the role too"),
      ),
    }),
  ],
  [isRecord, object<{ url: string; name: string }>({ url: named, name: identifier })],
];
export const TARGET: Shape = choice(...targets, part("a NodeFunction, or { url, name } or another target"));
/** The name of a function, too. */
const target: Shape = choice(
  ...targets,
  [(value) => typeof value === "string", named],
  part("the name of a function, or { url, name } or another target"),
);

export const VPC_LINK: Shape = object<VpcLinkOptions>({
  subnetIds: unique(subnetId, 1),
  "securityGroupIds?": unique(securityGroupId),
});

/** With 0 of either, API Gateway answers every call with 429. */
const positive: Shape = (value, prop, look) => {
  numeric(value, prop, look);
  if (typeof value === "number" && value <= 0 && !Token.isUnresolved(value))
    addProblem(look, "stage-limit", prop, `it is ${String(value)}: every call would get 429`, "Write more than 0");
};
const whole: Shape = (value, prop, look) => {
  positive(value, prop, look);
  if (typeof value === "number" && !Token.isUnresolved(value) && value > 0 && value % 1 !== 0)
    addProblem(look, "stage-limit", prop, `it is ${String(value)}`, "Write a whole number of requests");
};

/** Both numbers, always. */
export const THROTTLING = object<Throttling>({ burstLimit: whole, rateLimit: positive });

const lists = unique(named, 1);

const access = {
  "scopes?": unique(named),
  "authenticated?": textOf("the reason why every valid token will do"),
  "authorizer?": named,
  "requires?": { "scopes?": lists, "groups?": lists, "issuerScopes?": lists, "issuerGroups?": lists },
  "iam?": oneOfTrue,
  "public?": textOf("the reason why everybody may call it"),
};

export const MCP: Shape = object<McpOptions<string>>({
  resource: named,
  scopes: unique(named, 1),
  "tools?": record(unique(named)),
  // The gate compares them to the letter with what browsers send.
  "allowedOrigins?": unique(
    matching(
      /^[a-z][a-z0-9+.-]*:\/\/[^\sA-Z/?#*@]+$/,
      "Write scheme and host as browsers send them: https://app.example.com",
    ),
    1,
  ),
  "name?": named,
  "documentation?": matching(/^https?:\/\/[^\s/]/, "Write the address of a page: https://HOST/PATH"),
  "function?": record(unchecked),
});

export const ROUTE: Shape = object<DeclaredRoute>({
  target,
  "throttling?": THROTTLING,
  ...access,
  "mcp?": MCP,
});
export const DEFAULTS: Shape = object<Omit<DeclaredAccess, "mcp">>(access);

function oneOfTrue(value: unknown, prop: string, look: Parameters<Shape>[2]): void {
  flag(value, prop, look);
  if (value === false) addProblem(look, "input-value", prop, "it is false", "Write true, or leave it out");
}

export const CORS_OPTIONS: Shape = object<CorsOptions>({
  allowOrigins: unique(named, 1),
  "allowMethods?": unique(oneOf("*", "ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")),
  "allowHeaders?": unique(headerName),
  "exposeHeaders?": unique(headerName),
  "allowCredentials?": flag,
  "maxAgeSeconds?": numeric,
});
export const CORS: Shape = orFalse(CORS_OPTIONS);

const stageFields = {
  "description?": textUpTo(1024),
  "variables?": record(text),
  "throttling?": THROTTLING,
  "detailedMetrics?": flag,
};
export const STAGE: Shape = object<StageOptions>({ "name?": text, ...stageFields });
export const FURTHER_STAGE: Shape = object<Omit<StageOptions, "name">>(stageFields);

export const ACCESS_LOG_OPTIONS: Shape = object<AccessLogOptions>({
  "retentionInDays?": numeric,
  "kmsKeyArn?": kmsKeyArn,
  "format?": record(named),
  "logGroupName?": named,
  "existingLogGroupArn?": named,
});
export const ACCESS_LOG: Shape = orFalse(ACCESS_LOG_OPTIONS);

/** Certificate and path are looked at by the domain. */
export const EXISTING_DOMAIN: Shape = object<ExistingApiDomainOptions>({
  existing: oneOfTrue,
  domainName: named,
  "mappingKey?": text,
});
type OwnDomain = Omit<ApiDomainOptions, "ipAddressType" | "mappings">;
export const OWN_DOMAIN: Shape = object<OwnDomain>({
  domainName: named,
  certificateArn,
  "hostedZoneId?": hostedZoneId,
  "mappingKey?": text,
  "mutualTls?": choice(
    [has("certificates"), object<{ certificates: string }>({ certificates: named })],
    object<{ truststoreUri: string; truststoreVersion?: string }>({
      truststoreUri: named,
      "truststoreVersion?": named,
    }),
  ),
  "ownershipVerificationCertificateArn?": certificateArn,
});
export const CUSTOM_DOMAIN: Shape = choice(
  [has("existing"), EXISTING_DOMAIN],
  extend<Omit<ApiDomainOptions, "ipAddressType">, OwnDomain>(OWN_DOMAIN, { "mappings?": record(named) }),
);

const issuer = {
  issuer: named,
  audience: unique(
    matching(/^(?!\*$)/, "Write the id of a client: audiences are compared to the letter, and none stands for all"),
    1,
    "audience-incomplete",
  ),
  "audienceIn?": oneOf("aud", "client_id"),
  "jwksUri?": named,
  "resourceIdentifiers?": unique(named),
};

export const JWT_AUTHORIZER: Shape = object<JwtAuthorizerOptions>({ ...issuer, "identitySource?": named });

export const LAMBDA_AUTHORIZER: Shape = object<SecuredLambdaAuthorizer>({
  "function?": (value, prop, look) => {
    record(unchecked)(value, prop, look);
    if (has("functionArn")(value))
      functionArn((value as { functionArn: unknown }).functionArn, propOf(prop, "functionArn"), look);
  },
  "allowHttpLoopback?": flag,
  "responseType?": oneOf("simple", "policy"),
  "identitySources?": unique(named, 1),
  "resultTtlInSeconds?": numeric,
  "cachePerRoute?": flag,
  // Never quoted: what stands in it may be the value itself.
  "originHeader?": { name: named, sha256: unique(text) },
  "issuers?": list(
    object<LambdaIssuer>({
      ...issuer,
      "scopes?": unique(named),
      "groups?": unique(named),
      "tokenUse?": oneOf("access", "id"),
      "clockToleranceSeconds?": number(0, 300, "seconds"),
      "claims?": record(named),
    }),
    1,
  ),
});

export const WEB_ACL: Shape = object<WebAclOptions>({
  "managedRuleGroups?": record(object<ManagedRuleGroupOptions>({ "count?": unique(named) })),
  "rateLimit?": numeric,
});
export const API_DISTRIBUTION: Shape = object<ApiDistributionOptions>({
  "webAcl?": choice([has("node"), unchecked], [has("arn"), object<{ arn: string }>({ arn: named })], WEB_ACL),
  "provider?": unchecked,
  "domainName?": named,
  "certificateArn?": certificateArn,
  "hostedZoneId?": hostedZoneId,
  "priceClass?": oneOf("PriceClass_100", "PriceClass_200", "PriceClass_All"),
});
export const ORIGIN_SECRET: Shape = object<OriginSecretOptions>({
  "current?": named,
  "previous?": named,
  "headerName?": named,
  "kmsKeyId?": kmsKeyId,
});
export const DISTRIBUTION: Shape = extend<DistributionOptions, ApiDistributionOptions>(API_DISTRIBUTION, {
  "originSecret?": orFalse(ORIGIN_SECRET),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (AlarmActions, Period) */
const ALARM_ACTION = /^arn:aws[a-z-]*:(sns|lambda|ssm|ssm-incidents|aiops|autoscaling|automate|swf):/;

const threshold = (least: Shape) =>
  orFalse(
    object<Threshold>(
      { threshold: least, "periodMinutes?": wholeFrom(1), "evaluationPeriods?": wholeFrom(1) },
      (value, prop, look) => {
        const { periodMinutes = 5, evaluationPeriods = 1 } = value as Threshold;
        const [minutes, most] = [periodMinutes * evaluationPeriods, periodMinutes < 60 ? 1440 : 10_080];
        if (![periodMinutes, evaluationPeriods].some((one) => Token.isUnresolved(one)) && minutes > most)
          addProblem(
            look,
            "input-value",
            propOf(prop, "evaluationPeriods"),
            `${String(evaluationPeriods)} periods of ${String(periodMinutes)} minutes are ${String(minutes)} minutes`,
            `CloudWatch looks at ${String(most)} minutes at most: write fewer or shorter periods`,
          );
      },
    ),
  );

export const ALARMS: Shape = object<AlarmOptions>({
  "actions?": unique(matching(ALARM_ACTION, "Write an ARN, e.g. arn:aws:sns:REGION:ACCOUNT:TOPIC"), 0, undefined, 5),
  "clientErrors?": threshold(number(0)),
  "serverErrors?": threshold(number(0)),
  // Above 0 ms it would go off with each call.
  "latency?": threshold(number(1, Infinity, "milliseconds")),
  "authorizerErrors?": threshold(number(0)),
});
