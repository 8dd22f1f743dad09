import type {
  Api,
  Authorizer,
  Client,
  Entity,
  Group,
  IdentityProvider,
  InvokeGrant,
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
  Value,
} from "../model";
import { type Pair, pairs } from "./pairs";

/** Two models side by side. Lists keep the order of the after side; what was removed comes last. */
export interface Comparison {
  readonly before: Model;
  readonly after: Model;
  readonly apis: readonly Pair<Api>[];
  readonly routes: readonly Pair<Route>[];
  readonly authorizers: readonly Pair<Authorizer>[];
  readonly stages: readonly Pair<Stage>[];
  readonly pools: readonly Pair<Pool>[];
  readonly clients: readonly Pair<Client>[];
  readonly resourceServers: readonly Pair<ResourceServer>[];
  readonly groups: readonly Pair<Group>[];
  readonly poolDomains: readonly Pair<PoolDomain>[];
  readonly identityProviders: readonly Pair<IdentityProvider>[];
  readonly functions: readonly Pair<LambdaFunction>[];
  readonly permissions: readonly Pair<Permission>[];
  readonly logGroups: readonly Pair<LogGroup>[];
  readonly grants: readonly Pair<InvokeGrant>[];
}

/** Puts two models side by side. */
export function compare(before: Model, after: Model): Comparison {
  const moved = new Map(
    after.changes.flatMap(({ address, previousAddress }) =>
      previousAddress === undefined ? [] : [[address, previousAddress] as const],
    ),
  );
  const side = <T extends Entity>(list: (model: Model) => readonly T[], key: (entity: T) => string | undefined) =>
    pairs(list(before), list(after), moved, key);
  const named = (entity: Entity & { readonly name: Value<string | undefined> }) => text(entity.name);
  return {
    before,
    after,
    apis: side<Api>((m) => m.apis, named),
    routes: side(
      (m) => m.routes,
      (r) => joined(owner(r.api), text(r.key)),
    ),
    authorizers: side(
      (m) => m.authorizers,
      (a) => joined(owner(a.api), text(a.name)),
    ),
    stages: side(
      (m) => m.stages,
      (s) => joined(owner(s.api), text(s.name)),
    ),
    pools: side<Pool>((m) => m.pools, named),
    clients: side(
      (m) => m.clients,
      (c) => joined(owner(c.pool), text(c.name)),
    ),
    resourceServers: side(
      (m) => m.resourceServers,
      (s) => joined(owner(s.pool), text(s.identifier)),
    ),
    groups: side(
      (m) => m.groups,
      (g) => joined(owner(g.pool), text(g.name)),
    ),
    poolDomains: side(
      (m) => m.poolDomains,
      (d) => text(d.domain),
    ),
    identityProviders: side(
      (m) => m.identityProviders,
      (p) => joined(owner(p.pool), text(p.name)),
    ),
    functions: side<LambdaFunction>((m) => m.functions, named),
    permissions: side(
      (m) => m.permissions,
      (p) => joined(owner(p.function), text(p.principal), owner(p.source), text(p.sourcePath)),
    ),
    logGroups: side<LogGroup>((m) => m.logGroups, named),
    grants: side(
      (m) => m.grants,
      (g) => joined(text(g.holder), g.resources.items.join(" ")),
    ),
  };
}

function text(value: Value<string | undefined>): string | undefined {
  return value.known ? value.value : undefined;
}

/** Names the owner the same way wherever it stands: by its name in AWS rather than by its address. */
function owner(link: Link<Entity & { readonly name?: Value<string | undefined> }>): string | undefined {
  if (link.kind === "external") return link.id;
  if (link.kind === "none") return "none";
  return link.kind === "resource" ? ((link.target.name && text(link.target.name)) ?? link.target.address) : undefined;
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.every((part) => part !== undefined) ? parts.join("\n") : undefined;
}
