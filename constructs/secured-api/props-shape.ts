import {
  unchecked,
  choice,
  flag,
  isRecord,
  named,
  unique,
  numeric,
  object,
  oneOf,
  optional,
  record,
  addProblem,
  text,
  type Shape,
} from "../props/shape";
import {
  ACCESS_LOG,
  ALARMS,
  CORS,
  CUSTOM_DOMAIN,
  DISTRIBUTION,
  DEFAULTS,
  FURTHER_STAGE,
  JWT_AUTHORIZER,
  LAMBDA_AUTHORIZER,
  ROUTE,
  STAGE,
} from "../api/shapes/api";
import { MACHINE_CLIENT, ROTATING_MACHINE_CLIENT, WEB_CLIENT } from "../identity/shapes/clients";
import { GROUP, POOL } from "../identity/shapes/pool";
import { IDENTITY_PROVIDER, SIGN_IN_DOMAIN, TOKEN_TRIGGER, TRIGGERS_SHAPE } from "../identity/shapes/sign-in";
import { project, scopeIdentifier, tags } from "../props/names";
import type { IntegrationOptions } from "../api/integrations/targets";
import type { VpcLinkOptions } from "../api/integrations/vpc-link";
import type { SecuredApiProps } from "./props";

const always = (): boolean => true;

const functions: Shape = record(
  choice([(value) => typeof value === "string", text], [isRecord, unchecked], [always, text]),
);

const domain: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (
    typeof value !== "string" ||
    /\$\{/.test(value) ||
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(value)
  )
    return;
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/]+)/i.exec(value)?.[1];
  addProblem(
    look,
    "api-domain",
    prop,
    `"${value}" is not a domain`,
    host !== undefined
      ? `Write the host alone: "${host}"`
      : /[^\x20-\x7E]/.test(value)
        ? `Write its ASCII form: "${new URL(`https://${value}`).hostname}"`
        : "Write a host name in lowercase letters, e.g. example.com",
  );
};

/** The props of `SecuredApi`, all the way down. Ranges, and what several props say together, are looked at by the parts. */
export const SECURED_API: Shape = object<SecuredApiProps<string, string>>({
  project,
  domain,
  tags: optional(tags),
  pool: optional(POOL),
  groups: optional(record(GROUP)),
  scopes: record(text),
  scopeIdentifier: optional(scopeIdentifier),
  existingResourceServer: optional(flag),
  webClients: optional(record(WEB_CLIENT)),
  machineClients: optional(record(MACHINE_CLIENT)),
  rotatingMachineClients: optional(record(ROTATING_MACHINE_CLIENT)),
  identityProviders: optional(record(IDENTITY_PROVIDER)),
  signInDomain: optional(SIGN_IN_DOMAIN),
  tokenTrigger: optional(TOKEN_TRIGGER),
  triggers: optional(TRIGGERS_SHAPE),
  clientIds: optional(unique(named)),
  resourceIdentifiers: optional(unique(named)),
  packaging: optional(oneOf("archive", "prebuilt")),
  functions,
  identitySource: optional(named),
  jwtAuthorizers: optional(record(JWT_AUTHORIZER)),
  lambdaAuthorizers: optional(record(LAMBDA_AUTHORIZER)),
  defaults: optional(DEFAULTS),
  integrations: optional(record(object<IntegrationOptions>({ timeoutMilliseconds: optional(numeric) }))),
  vpcLinks: optional(
    record(object<VpcLinkOptions>({ subnetIds: unique(named, 1), securityGroupIds: optional(unique(named)) })),
  ),
  routes: record(ROUTE),
  cors: optional(CORS),
  stage: optional(STAGE),
  stages: optional(record(FURTHER_STAGE)),
  accessLog: optional(ACCESS_LOG),
  customDomain: optional(CUSTOM_DOMAIN),
  disableExecuteApiEndpoint: optional(flag),
  ipAddressType: optional(oneOf("ipv4", "dualstack")),
  distribution: optional(DISTRIBUTION),
  alarms: optional(ALARMS),
  dashboard: optional(flag),
});
