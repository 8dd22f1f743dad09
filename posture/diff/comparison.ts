import type {
  Answer,
  Api,
  ApiDomain,
  ApiMapping,
  Authorizer,
  Client,
  Entity,
  Group,
  IdentityProvider,
  Integration,
  LambdaFunction,
  Link,
  LogGroup,
  Model,
  Permission,
  Pool,
  PoolDomain,
  ResourceServer,
  Route,
  Stage,
} from "../model/index";
import type { AccessComparison } from "./decisions/difference";
import type { MatchedPair, Pair } from "./pairs";
import type { Place } from "./compare-values";

/** Two models side by side. Lists keep the order of the after side; what was removed comes last. */
export interface Comparison {
  readonly before: Model;
  readonly after: Model;
  readonly apis: readonly Pair<Api>[];
  readonly routes: readonly Pair<Route>[];
  /** The routes on both sides whose terms may differ; the others demand the same and lead to the same. */
  readonly changedRoutes: readonly MatchedPair<Route>[];
  readonly authorizers: readonly Pair<Authorizer>[];
  readonly integrations: readonly Pair<Integration>[];
  readonly stages: readonly Pair<Stage>[];
  readonly apiDomains: readonly Pair<ApiDomain>[];
  readonly apiMappings: readonly Pair<ApiMapping>[];
  readonly pools: readonly Pair<Pool>[];
  readonly clients: readonly Pair<Client>[];
  readonly resourceServers: readonly Pair<ResourceServer>[];
  readonly groups: readonly Pair<Group>[];
  readonly poolDomains: readonly Pair<PoolDomain>[];
  readonly identityProviders: readonly Pair<IdentityProvider>[];
  readonly functions: readonly Pair<LambdaFunction>[];
  readonly permissions: readonly Pair<Permission>[];
  readonly logGroups: readonly Pair<LogGroup>[];
  /** Previous address by new address, of what a `moved` block moved. */
  readonly moved: ReadonlyMap<string, string>;
  /** Decides the same requests on both sides. */
  readonly decisions: AccessComparison;
  /** What a thing of the before side has become; undefined when it was removed. */
  becomes(before: Entity): Entity | undefined;
  /** What a thing of the after side was; undefined when it was added. */
  was(after: Entity): Entity | undefined;
  /** Do two links, one of each side, lead to the same thing? `place`: where they stand, for those not known yet. */
  sameLink(before: Link<Entity>, after: Link<Entity>, place?: Place): Answer;
  /** A full scope of the before side, as it reads once resource servers have their new identifiers. */
  renamedScope(scope: string): string;
}
