export { accountOfArn, evaluate, matchesAction, nearMisses, type IamQuestion, type IamDecision } from "./evaluate";
export { findPrincipal, identities } from "./principal";
export type { Identity, ExternalPrincipal, PoolIdentity, Principal } from "./principal";
export { principals, whoMay, type Candidate } from "./who-may";
export { readDataSource } from "./data-source";
export { comparePolicies, type Layers, type PolicyDifference } from "./compare";
export type { CompareOptions, OpenList } from "./named-statements";
export type { Permission as PolicyPermission } from "./permission";
export { attachedBy, attachmentsOf, boundaryOf, heldBy, policiesOf, readPolicy, type HolderKind } from "./policies";
export { groupsOf } from "./groups";
export { identityOf } from "./principal";
export type { Holder } from "./principal";
export { poolIdentities, roleAt } from "./identity-pools";
export {
  NO_POLICIES,
  statementText,
  type Condition,
  type Policies,
  type Statement,
  type Place as StatementPlace,
} from "./statement";
export { throughEndpoints } from "./endpoint-policies";
export { blocksInclude } from "./ip";
export { functionPolicy, ownPolicy, permissionStatement, policyOwner, resourcePolicyOf } from "./resource-policies";
export { evaluatePool, mayAssume, mayBeOpen, externalPrincipals, rolesFor, trustOf } from "./trust";
export { templateText, type Template } from "./glob";
export type { Context } from "./variables";
