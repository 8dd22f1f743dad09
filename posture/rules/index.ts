import * as addresses from "./api/addresses";
import * as cors from "./api/cors";
import * as mtlsBypass from "./api/mtls-bypass";
import * as quotas from "./api/quotas";
import * as audienceIncomplete from "./authorizer/audience-incomplete";
import * as authorizers from "./authorizer/authorizers";
import * as caching from "./authorizer/caching";
import * as issuers from "./authorizer/issuers";
import * as lambdaAuthorizers from "./authorizer/lambda-authorizers";
import * as machineClients from "./client/machine-clients";
import * as redirects from "./client/redirects";
import * as signIn from "./client/sign-in";
import * as tokens from "./client/tokens";
import * as webAclBypassed from "./distribution/web-acl-bypassed";
import * as graphqlGroupsIgnored from "./entry-point/graphql-groups-ignored";
import * as open from "./entry-point/open";
import * as arns from "./function/arns";
import * as functionUrlSecondPermission from "./function/function-url-second-permission";
import * as functions from "./function/functions";
import * as invocation from "./function/invocation";
import * as permissions from "./function/permissions";
import * as servicePermission from "./function/service-permission";
import * as guestInvokes from "./iam/guest-invokes";
import * as iamCognitoWildcard from "./iam/iam-cognito-wildcard";
import * as integrations from "./integration/integrations";
import * as outputSecret from "./output/output-secret";
import * as scopes from "./resource-server/scopes";
import * as restPolicyEverybody from "./rest-api/rest-policy-everybody";
import * as restResponseExposes from "./rest-api/rest-response-exposes";
import * as restValidatorMissing from "./rest-api/rest-validator-missing";
import * as authorization from "./route/authorization";
import * as keys from "./route/keys";
import * as preflightRequiresToken from "./route/preflight-requires-token";
import * as accessLogs from "./stage/access-logs";
import * as logGroups from "./stage/log-groups";
import * as settings from "./stage/settings";
import * as attributes from "./user-pool/attributes";
import * as pools from "./user-pool/pools";
import * as registrations from "./user-pool/registrations";
import * as signInDomains from "./user-pool/sign-in-domains";
import * as tiers from "./user-pool/tiers";
import type { Rule } from "./rule";

/** What each file exports is rules, and those of runtimes as of a day too. */
const FILES: readonly Readonly<Record<string, Rule | ((today: () => string) => Rule)>>[] = [
  addresses,
  cors,
  mtlsBypass,
  quotas,
  audienceIncomplete,
  authorizers,
  caching,
  issuers,
  lambdaAuthorizers,
  machineClients,
  redirects,
  signIn,
  tokens,
  webAclBypassed,
  graphqlGroupsIgnored,
  open,
  arns,
  functionUrlSecondPermission,
  functions,
  invocation,
  permissions,
  servicePermission,
  guestInvokes,
  iamCognitoWildcard,
  integrations,
  outputSecret,
  scopes,
  restPolicyEverybody,
  restResponseExposes,
  restValidatorMissing,
  authorization,
  keys,
  preflightRequiresToken,
  accessLogs,
  logGroups,
  settings,
  attributes,
  pools,
  registrations,
  signInDomains,
  tiers,
];

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = FILES.flatMap((file) => Object.values(file))
  .filter((one) => typeof one !== "function")
  .sort((a, b) => (a.code < b.code ? -1 : 1));

export { evaluateRules } from "./run";
export type { RuleReport } from "./run";
export { baselineFrom, markKnown } from "./baseline";
export { acknowledgementsFrom, stackAcknowledgements } from "./acknowledge";
export type { Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
