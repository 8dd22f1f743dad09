import { targetOf } from "../model/index";
import type { Answer, Entity, Link, Model, Permission, ResourceServer, Route, Value } from "../model/index";
import { changedRoutes } from "./changed-routes";
import { sameExpression } from "./compare-values";
import type { Comparison, Item, Paired } from "./comparison";
import { Decisions, type Decide } from "./decisions/compare-access";
import { EntityMatcher } from "./entity-matcher";
import { leftAsDeployed } from "./left-as-deployed";
import { movesBetween } from "./moves";
import { pairs, type MatchedPair, type Pair, type Pairing } from "./pairs";

/**
 * Puts two models side by side.
 * @param decide another judge than posture's own, for tests
 * @param leftOut what the after side no longer sets, and isn't known since Terraform leaves it as it is deployed
 */
export function compare(
  known: Model,
  planned: Model,
  decide?: Decide,
  leftOut?: Comparison["left"]["leftOut"],
): Comparison {
  const moved = movesBetween(known, planned);
  const left = leftAsDeployed(known, planned, moved, leftOut);
  const { before, after } = left;
  const partners = new EntityMatcher();
  const side = <List extends Paired>(
    list: List,
    key: (entity: Item<List>) => string | undefined,
    more: Pick<Pairing<Item<List>>, "identity" | "sameKey"> = {},
  ): readonly Pair<Item<List>>[] => {
    const of = (model: Model) => model[list] as readonly Item<List>[];
    const found = pairs(of(before), of(after), { moved, key, ...more });
    partners.add(found);
    return found;
  };
  const named = (entity: Entity & { readonly name: Value<string | undefined> }) => text(entity.name);
  const resourceServers = side("resourceServers", (s) => joined(owner(s.pool), text(s.identifier)));
  const renamed = renames(resourceServers);
  let decisions: Decisions | undefined;
  let altered: readonly MatchedPair<Route>[] | undefined;
  const comparison: Comparison = {
    before,
    after,
    left,
    moved,
    apis: side("apis", named),
    routes: side("routes", (r) => joined(owner(r.api), text(r.key)), {
      identity: (r) => text(r.key),
      sameKey: sameRoute,
    }),
    get decisions() {
      return (decisions ??= new Decisions(comparison, decide));
    },
    get changedRoutes() {
      return (altered ??= changedRoutes(comparison));
    },
    authorizers: side("authorizers", (a) => joined(owner(a.api), text(a.name))),
    // What routes lead to has no name of its own in AWS.
    integrations: side("integrations", () => undefined),
    stages: side("stages", (s) => joined(owner(s.api), text(s.name))),
    apiDomains: side("apiDomains", named),
    apiMappings: side("apiMappings", (p) => joined(owner(p.domain), text(p.key) ?? "(none)")),
    pools: side("pools", named),
    clients: side("clients", (c) => joined(owner(c.pool), text(c.name))),
    resourceServers,
    groups: side("groups", (g) => joined(owner(g.pool), text(g.name))),
    poolDomains: side("poolDomains", (d) => text(d.domain)),
    identityProviders: side("identityProviders", (p) => joined(owner(p.pool), text(p.name))),
    functions: side("functions", named),
    permissions: side("permissions", (p) =>
      joined(owner(p.function), text(p.principal), joined(owner(p.source), text(p.sourcePath)) ?? sourceOf(p)),
    ),
    logGroups: side("logGroups", named),
    becomes: (entity) => partners.becomes(entity),
    was: (entity) => partners.was(entity),
    sameLink: (b, a, place) =>
      b.kind === "unknown" && a.kind === "unknown" && place && sameExpression(place) ? true : sameLink(b, a, partners),
    renamedScope: (scope) => renamed.get(scope) ?? scope,
  };
  return comparison;
}

function sameLink(b: Link<Entity>, a: Link<Entity>, partners: EntityMatcher): Answer {
  if (b.kind === "unknown" || a.kind === "unknown") {
    const candidates = a.kind === "unknown" ? a.candidates : undefined;
    const [only] = candidates ?? [];
    const target = targetOf(b);
    // Which instance isn't known, but none of them is what it was.
    if (target && only && !(candidates ?? []).some((c) => partners.becomes(target) === c)) return false;
    return "unknown";
  }
  if (b.kind === "resource" && a.kind === "resource") return partners.becomes(b.target) === a.target;
  if (b.kind === "external" && a.kind === "external") return b.id === a.id;
  if (b.kind === "none" || a.kind === "none") return b.kind === a.kind;
  const [resource, external] = b.kind === "resource" ? [b.target, a] : [targetOf(a), b];
  const id = resource?.resource.attributes.text("id");
  if (external.kind !== "external" || id?.known !== true) return "unknown";
  return id.value === external.id;
}

/** Full scopes whose resource server has another identifier now. */
function renames(servers: readonly Pair<ResourceServer>[]): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { before, after } of servers) {
    if (!before?.identifier.known || !after?.identifier.known) continue;
    if (before.identifier.value === after.identifier.value) continue;
    for (const { name, full } of before.scopes.items)
      if (full.known) renamed.set(full.value, `${after.identifier.value ?? ""}/${name}`);
  }
  return renamed;
}

const text = (value: Value<string | undefined>): string | undefined => (value.known ? value.value : undefined);

/** Names the owner the same way wherever it stands: by its name in AWS rather than by its address. */
function owner(link: Link<Entity & { readonly name?: Value<string | undefined> }>): string | undefined {
  if (link.kind === "external") return link.id;
  return link.kind === "resource" ? ((link.target.name && text(link.target.name)) ?? link.target.address) : undefined;
}

/** The ARN of what may call by a permission that names no API; "" where it may be anything. */
const sourceOf = ({ sourceArn }: Permission): string | undefined =>
  sourceArn.known ? (sourceArn.value ?? "") : undefined;

/** The same route key under the same API, so far as both are known. */
function sameRoute(before: Route, after: Route): boolean {
  const key = text(before.key);
  if (key === undefined || key !== text(after.key)) return false;
  const api = owner(before.api);
  return api !== undefined && api === owner(after.api);
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join("\n") : undefined;
}
