import { ACCOUNTING } from "../accounting";
import { DECISIONS } from "../decisions/changed-access";
import type { CodeInfo, Detector } from "../change";
import { apis } from "./apis";
import { authorization } from "./authorization";
import { authorizers } from "./authorizers";
import { clientAttributes } from "./client-attributes";
import { clients } from "./clients";
import { clientSettings } from "./client-settings";
import { cors } from "./cors";
import { domains } from "./domains";
import { entryPoints } from "./entry-points";
import { functionUrls } from "./function-urls";
import { functionRoles } from "./function-roles";
import { groupMembers } from "./group-members";
import { groups } from "./groups";
import { headerMappings } from "./header-mappings";
import { iam } from "./iam";
import { identityPools } from "./identity-pools";
import { identityProviders } from "./identity-providers";
import { lambdaAuthorizers } from "./lambda-authorizers";
import { logging } from "./logging";
import { permissions } from "./permissions";
import { poolRecovery } from "./pool-recovery";
import { poolSettings } from "./pool-settings";
import { pools } from "./pools";
import { redirects } from "./redirects";
import { resourcePolicies } from "./resource-policies";
import { resourceServers } from "./resource-servers";
import { routes } from "./routes";
import { scopes } from "./scopes";
import { secondFactors } from "./second-factors";
import { settings } from "./settings";
import { stages } from "./stages";
import { targets } from "./targets";
import { threatResponses } from "./threat-responses";
import { throttling } from "./throttling";
import { triggers } from "./triggers";
import { webAcls } from "./web-acls";
import { completeness } from "./completeness";

/** Every detector, in the order of what a reviewer asks first. The table of changes is made from this list. */
export const DETECTORS: readonly Detector[] = [
  completeness,
  routes,
  authorization,
  scopes,
  targets,
  headerMappings,
  authorizers,
  lambdaAuthorizers,
  pools,
  poolSettings,
  poolRecovery,
  secondFactors,
  threatResponses,
  triggers,
  clients,
  clientSettings,
  clientAttributes,
  redirects,
  resourceServers,
  groups,
  groupMembers,
  identityProviders,
  domains,
  apis,
  stages,
  cors,
  throttling,
  logging,
  webAcls,
  permissions,
  iam,
  identityPools,
  functionRoles,
  functionUrls,
  entryPoints,
  resourcePolicies,
  ...settings,
];

/** Every code that a comparison can report, with what it rests on: the detectors' and those of the accounting. */
export const CODE_TABLES: readonly {
  readonly codes: Readonly<Record<string, CodeInfo>>;
  readonly source: string;
}[] = [...DETECTORS, DECISIONS, ACCOUNTING];
