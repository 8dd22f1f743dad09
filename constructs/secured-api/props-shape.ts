import {
  anything,
  choice,
  flag,
  isRecord,
  list,
  number,
  object,
  oneOf,
  optional,
  record,
  refuse,
  text,
  type Shape,
} from "../props/shape";
import { project, tags } from "../props/names";
import type { IntegrationOptions } from "../api/integrations/targets";
import type { VpcLinkOptions } from "../api/integrations/vpc-link";
import type { SecuredApiProps } from "./props";

const isFalse = (value: unknown): boolean => value === false;
const always = (): boolean => true;

const functions: Shape = record(
  choice([(value) => typeof value === "string", text], [isRecord, anything], [always, text]),
);

const domain: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value !== "string" || /\$\{/.test(value) || /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(value))
    return;
  const host = /^[a-z][a-z0-9+.-]*:\/\/([^/]+)/i.exec(value)?.[1];
  refuse(
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

/** The props of `SecuredApi`. What its parts are given is looked at by the parts. */
export const SECURED_API: Shape = object<SecuredApiProps<string, string>>({
  project,
  domain,
  tags: optional(tags),
  pool: optional(choice([isFalse, anything], [always, record(anything)])),
  groups: optional(record(anything)),
  scopes: record(anything),
  scopeIdentifier: optional(text),
  existingResourceServer: optional(flag),
  webClients: optional(record(anything)),
  machineClients: optional(record(anything)),
  rotatingMachineClients: optional(record(anything)),
  identityProviders: optional(record(anything)),
  signInDomain: optional(choice([isFalse, anything], [always, record(anything)])),
  tokenTrigger: optional(record(anything)),
  triggers: optional(record(anything)),
  clientIds: optional(list(text)),
  resourceIdentifiers: optional(list(text)),
  packaging: optional(oneOf("archive", "prebuilt")),
  functions,
  identitySource: optional(text),
  jwtAuthorizers: optional(record(anything)),
  lambdaAuthorizers: optional(record(anything)),
  defaults: optional(record(anything)),
  integrations: optional(record(object<IntegrationOptions>({ timeoutMilliseconds: optional(number()) }))),
  vpcLinks: optional(
    record(object<VpcLinkOptions>({ subnetIds: list(text, 1), securityGroupIds: optional(list(text)) })),
  ),
  routes: record(record(anything)),
  cors: optional(choice([isFalse, anything], [always, record(anything)])),
  stage: optional(record(anything)),
  stages: optional(record(record(anything))),
  accessLog: optional(choice([isFalse, anything], [always, record(anything)])),
  customDomain: optional(record(anything)),
  disableExecuteApiEndpoint: optional(flag),
  ipAddressType: optional(oneOf("ipv4", "dualstack")),
  alarms: optional(record(anything)),
  dashboard: optional(flag),
});
