import type {
  Api,
  ApiDomain,
  ApiMapping,
  Authorizer,
  Integration,
  Route,
  Stage,
  LambdaFunction,
  LogGroup,
  Permission,
  Client,
  Group,
  IdentityProvider,
  Pool,
  PoolDomain,
  ResourceServer,
} from "./entities";
import type { EntryPoint } from "./entry-points/entry-point";
import type { Change, Origin, Output } from "../terraform/origin";
import type { LeftArguments, Entity, Resource } from "../terraform/resource";

/**
 * Who may call what, as far as one source tells. Links between entities are resolved; lists keep the source's order.
 * `resources` holds every resource instance, also of types the model doesn't know.
 */
export interface Model {
  readonly origin: Origin;
  readonly apis: readonly Api[];
  readonly routes: readonly Route[];
  readonly authorizers: readonly Authorizer[];
  readonly integrations: readonly Integration[];
  readonly stages: readonly Stage[];
  readonly apiDomains: readonly ApiDomain[];
  readonly apiMappings: readonly ApiMapping[];
  readonly pools: readonly Pool[];
  readonly clients: readonly Client[];
  readonly resourceServers: readonly ResourceServer[];
  readonly groups: readonly Group[];
  readonly poolDomains: readonly PoolDomain[];
  readonly identityProviders: readonly IdentityProvider[];
  readonly functions: readonly LambdaFunction[];
  readonly permissions: readonly Permission[];
  readonly logGroups: readonly LogGroup[];
  readonly outputs: readonly Output[];
  /** REST APIs (aws_api_gateway_rest_api); their methods are entry points. */
  readonly restApis: readonly Entity[];
  /** Every way in to a function or backend, of every service; those that IAM alone gives are found by posture/access. */
  readonly entryPoints: readonly EntryPoint[];
  readonly resources: readonly Resource[];
  /** Empty unless read from a plan. */
  readonly changes: readonly Change[];
  /** The resource instance at an address. */
  resource(address: string): Resource | undefined;
  /** Every resource instance of a type, in the source's order. */
  ofType(type: string): readonly Resource[];
  /** What the plan does to an address. */
  change(address: string): Change | undefined;
  /** Of a configuration: read again, where what refers to these arguments isn't known. */
  leaving?(left: LeftArguments): Model;
}

/** The lists of things of HTTP and WebSocket APIs, of pools and of functions. */
export const LISTS = [
  "routes",
  "apis",
  "authorizers",
  "integrations",
  "stages",
  "apiDomains",
  "apiMappings",
  "pools",
  "clients",
  "resourceServers",
  "groups",
  "poolDomains",
  "identityProviders",
  "functions",
  "permissions",
  "logGroups",
] as const satisfies readonly (keyof Model)[];
