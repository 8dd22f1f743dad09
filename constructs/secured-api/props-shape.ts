import {
  unchecked,
  choice,
  extend,
  flag,
  isRecord,
  matching,
  named,
  unique,
  numeric,
  object,
  oneOf,
  optional,
  record,
  addProblem,
  text,
  textOf,
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
  VPC_LINK,
} from "../api/shapes/api";
import { clientName, MACHINE_CLIENT, ROTATING_MACHINE_CLIENT, WEB_CLIENT } from "../identity/shapes/clients";
import { GROUP, POOL } from "../identity/shapes/pool";
import { IDENTITY_PROVIDERS, SIGN_IN_DOMAIN, TOKEN_TRIGGER, TRIGGERS_SHAPE } from "../identity/shapes/sign-in";
import { HOST_NAME, nameUpTo, project, scopeIdentifier, tags } from "../props/names";
import { parseUrl } from "../../posture/claims/parse-url";
import type { IntegrationOptions } from "../api/integrations/targets";
import type { IdentityProps } from "../identity/identity-props";
import type { SecuredApiProps } from "./props";

const functions: Shape = record(choice([isRecord, unchecked], textOf("the folder of the source")));

const domain: Shape = (value, prop, look) => {
  text(value, prop, look);
  if (typeof value !== "string" || /\$\{/.test(value) || HOST_NAME.test(value)) return;
  // As a browser reads an address: in ASCII and lowercase letters, without scheme, port and path.
  const host = parseUrl(`https://${value.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")}`)?.hostname.replace(/\.$/, "") ?? "";
  const meant = HOST_NAME.test(host) ? `"${host}"` : "in lowercase letters, e.g. example.com";
  addProblem(look, "api-domain", prop, `"${value}" is not a domain`, `Write the host name alone: ${meant}`);
};

/** The props of `Identity`, all the way down. Ranges, and what several props say together, are looked at by the parts. */
export const IDENTITY: Shape = object<IdentityProps<string>>({
  project,
  domain,
  "tags?": tags,
  "pool?": POOL,
  "groups?": record(GROUP),
  scopes: record(textOf("what it allows")),
  "scopeIdentifier?": scopeIdentifier,
  "existingResourceServer?": flag,
  "webClients?": record(WEB_CLIENT, clientName),
  "machineClients?": record(MACHINE_CLIENT, clientName),
  "rotatingMachineClients?": record(ROTATING_MACHINE_CLIENT, clientName),
  "identityProviders?": IDENTITY_PROVIDERS,
  "signInDomain?": SIGN_IN_DOMAIN,
  "tokenTrigger?": TOKEN_TRIGGER,
  "triggers?": TRIGGERS_SHAPE,
  "clientIds?": unique(matching(/^[\w+]{1,128}$/, "Write the id of an app client, as Cognito shows it")),
  "resourceIdentifiers?": unique(named),
  "packaging?": oneOf("archive", "prebuilt"),
});

/** The same of `SecuredApi`. */
export const SECURED_API: Shape = extend<SecuredApiProps<string, string>, IdentityProps<string>>(IDENTITY, {
  functions,
  "identitySource?": named,
  "jwtAuthorizers?": record(JWT_AUTHORIZER, nameUpTo(128)),
  "lambdaAuthorizers?": record(LAMBDA_AUTHORIZER),
  "defaults?": DEFAULTS,
  "integrations?": record(optional(object<IntegrationOptions>({ "timeoutMilliseconds?": numeric }))),
  "vpcLinks?": record(VPC_LINK, nameUpTo(95)),
  routes: record(optional(ROUTE)),
  "cors?": CORS,
  "stage?": STAGE,
  "stages?": record(FURTHER_STAGE),
  "accessLog?": ACCESS_LOG,
  "customDomain?": CUSTOM_DOMAIN,
  "disableExecuteApiEndpoint?": flag,
  "ipAddressType?": oneOf("ipv4", "dualstack"),
  "distribution?": DISTRIBUTION,
  "alarms?": ALARMS,
  "dashboard?": flag,
});
