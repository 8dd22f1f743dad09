import type { Answer, Entity, Link, LISTS, Model, Resource, Route, Step } from "../model/index";
import type { AccessComparison } from "./decisions/difference";
import type { MatchedPair, Pair } from "./pairs";
import type { Place } from "./compare-values";

/** The lists whose things are told apart on both sides, in the order in which their resources are paired. */
export { LISTS as PAIRED } from "../model/index";
export type Paired = (typeof LISTS)[number];
export type Item<List extends Paired> = Model[List][number];

type Pairs = { readonly [List in Paired]: readonly Pair<Item<List>>[] };

/** What an apply leaves as it is deployed, although the configuration says something else. */
export interface LeftAsDeployed {
  /** The before side, with what exists already and is only imported. */
  readonly before: Model;
  /** The after side: ignored arguments that changed aren't known, and what is forgotten is still there. */
  readonly after: Model;
  readonly ignored: readonly { readonly resource: Resource; readonly path: readonly Step[] }[];
  /** Of both configurations: what is no longer set, and stays as it is deployed. Not known in the after side. */
  readonly leftOut: LeftAsDeployed["ignored"];
  /** As they were before. */
  readonly forgotten: readonly Resource[];
  /** As the configuration has them: what they were isn't known. */
  readonly imported: readonly Resource[];
}

/** Two models side by side. Lists keep the order of the after side; what was removed comes last. */
export interface Comparison extends Pairs {
  /** With what exists already and is only imported. */
  readonly before: Model;
  /** With what Terraform leaves as it is deployed, whatever the configuration says. */
  readonly after: Model;
  readonly left: LeftAsDeployed;
  /** The routes on both sides whose terms may differ; the others demand the same and lead to the same. */
  readonly changedRoutes: readonly MatchedPair<Route>[];
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
