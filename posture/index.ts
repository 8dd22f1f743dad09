/**
 * Who may call what, as a Terraform plan, state or synthesized stack tells. Pure: nothing here reads files or the network.
 *
 * @packageDocumentation
 */
export { CodedError } from "./claims/coded-error";
export { InputError, parse, type InputProblem } from "./terraform/input";
export { assertApi, readAny, readPlan, readState, readSynth, type Reading } from "./model/read";
export type {
  AccessLog,
  Action,
  Answer,
  Api,
  ApiDomain,
  ApiMapping,
  Attributes,
  Audience,
  AuthorizationType,
  Authorizer,
  Change,
  Client,
  Cors,
  Entity,
  Group,
  IdentityProvider,
  Integration,
  JwtAuthorizer,
  LambdaAuthorizer,
  LambdaFunction,
  Link,
  Listing,
  LogGroup,
  Model,
  Origin,
  Output,
  Permission,
  Pool,
  PoolDomain,
  Reference,
  Resource,
  ResourceServer,
  Route,
  Stage,
  Value,
} from "./model";
export { accessOf, accesses, type Caller, type ClientAccess, type RouteAccess, type TokenKind } from "./access";
export { acknowledgementsFrom, evaluateRules, RULES, stackAcknowledgements } from "./rules";
export type { Acknowledgement, Finding, RuleReport, Report, Reporter, Rule, Severity, Subject } from "./rules";
export { acknowledgeChanges, changesBetween, changesIn, KINDS, verdictOf } from "./diff";
export type { ChangeFinding, ChangeKind, ChangeReport, Verdict } from "./diff";
export { explain, explainLog, type Asked, type ExplainOptions, type Explanation, type Signed } from "./explain";
export { accessListOf, accessRules, compareAccess, readAccessList } from "./access-list";
export type { AccessList, Allow, DeclaredPool, DeclaredRoute, DeclaredStage } from "./access-list";
