import {
  known,
  targetOf,
  type Authorizer,
  type Client,
  type Link,
  type Model,
  type Route,
  type Value,
} from "../../model/index";
import type { Comparison } from "../comparison";

export type Side = "before" | "after";

/** A side's model in which ids that aren't known yet have names that both sides share. */
export interface AlignedModel {
  readonly model: Model;
  route(route: Route): Route;
  clientId(client: Client): string;
  issuer(authorizer: Authorizer): string | undefined;
}

/**
 * Ids and issuers come at apply, on either side or both, yet what they belong to is the same: so that decisions of both
 * sides can be held against each other, each gets one name for both. What is known on both sides keeps its value.
 */
export function alignModel(comparison: Comparison, side: Side): AlignedModel {
  const original = comparison[side];
  const clients = new Map<Client, Client>();
  const authorizers = new Map<Authorizer, Authorizer>();
  const routes = new Map<Route, Route>();

  const partner = <T extends Client | Authorizer>(entity: T): T | undefined =>
    (side === "before" ? comparison.becomes(entity) : comparison.was(entity)) as T | undefined;
  const key = (entity: Client | Authorizer): string =>
    side === "before" ? (partner(entity)?.address ?? entity.address) : entity.address;

  const clientId = (client: Client): string => {
    const other = partner(client);
    const own = text(client.id);
    return own !== undefined && (!other || text(other.id) !== undefined) ? own : `(id of ${key(client)})`;
  };
  const issuer = (authorizer: Authorizer): string | undefined => {
    const { jwt } = authorizer;
    if (!jwt) return undefined;
    const own = text(jwt.issuer);
    const pool = targetOf(jwt.pool);
    if (pool) {
      const other = side === "before" ? comparison.becomes(pool) : comparison.was(pool);
      const otherId = other && "id" in other ? text(other.id as Value<string | undefined>) : undefined;
      if (own !== undefined && (!other || otherId !== undefined)) return own;
      return `(issuer of ${side === "before" ? (other?.address ?? pool.address) : pool.address})`;
    }
    if (own !== undefined) return own;
    const other = partner(authorizer);
    if (!other?.jwt) return undefined;
    const [before, after] = side === "before" ? [authorizer, other] : [other, authorizer];
    const place = { before, after, path: ["jwt_configuration", 0, "issuer"] };
    return before.jwt && after.jwt && comparison.sameLink(before.jwt.pool, after.jwt.pool, place) === true
      ? `(issuer of ${key(authorizer)})`
      : undefined;
  };

  const clientOf = (client: Client): Client => {
    let found = clients.get(client);
    if (!found) clients.set(client, (found = over(client, { id: known<string | undefined>(clientId(client)) })));
    return found;
  };
  const authorizerOf = (authorizer: Authorizer): Authorizer => {
    const { jwt } = authorizer;
    if (!jwt) return authorizer;
    let found = authorizers.get(authorizer);
    if (!found) {
      const named = issuer(authorizer);
      const items = jwt.audience.items.map((item) =>
        item.kind === "client" ? { kind: "client" as const, client: clientOf(item.client) } : literal(item.id),
      );
      found = over(authorizer, {
        jwt: {
          ...jwt,
          issuer: named === undefined ? jwt.issuer : known<string | undefined>(named),
          audience: { ...jwt.audience, items, inferred: false },
        },
      });
      authorizers.set(authorizer, found);
    }
    return found;
  };
  /** A client's id that is written as text is that client. */
  const literal = (id: string) => {
    const client = original.clients.find((one) => text(one.id) === id);
    return client ? { kind: "client" as const, client: clientOf(client) } : { kind: "literal" as const, id };
  };

  const model = over(original, {
    get clients() {
      return original.clients.map(clientOf);
    },
    get routes() {
      return [...routes.values()];
    },
    // What a replacement makes of today's tokens is told where the client or the pool is replaced.
    change: () => undefined,
  });
  return {
    model,
    clientId,
    issuer,
    route(route) {
      let found = routes.get(route);
      if (!found) {
        const link = route.authorizer;
        const authorizer: Link<Authorizer> =
          link.kind === "resource" ? { kind: "resource", target: authorizerOf(link.target) } : link;
        const { scopes } = route;
        const items = side === "before" ? scopes.items.map((scope) => comparison.renamedScope(scope)) : scopes.items;
        routes.set(route, (found = over(route, { authorizer, scopes: { ...scopes, items } })));
      }
      return found;
    },
  };
}

function over<T extends object>(original: T, changes: Partial<T>): T {
  const result = Object.create(original) as T;
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(changes)))
    Object.defineProperty(result, name, property as PropertyDescriptor);
  return result;
}

function text(value: Value<string | undefined>): string | undefined {
  return value.known ? value.value : undefined;
}
