import {
  known,
  targetOf,
  type Audience,
  type Authorizer,
  type Client,
  type Entity,
  type Link,
  type Listing,
  type Model,
  type Pool,
  type Route,
  type Value,
} from "../../model/index";
import { audiencesOf } from "../audiences";
import type { Comparison } from "../comparison";

export type Side = "before" | "after";

/**
 * A side's model in which ids that aren't known yet have names that both sides share. Ids and issuers come at apply, on
 * either side or both, yet what they belong to is the same: so that decisions of both sides can be held against each
 * other, each gets one name for both. What is known on both sides keeps its value.
 */
export class AlignedModel {
  readonly model: Model;
  private readonly clients = new Map<Client, Client>();
  private readonly authorizers = new Map<Authorizer, Authorizer>();
  private readonly routes = new Map<Route, Route>();

  constructor(
    private readonly comparison: Comparison,
    private readonly side: Side,
  ) {
    const { routes } = this;
    const clients = () => this.original.clients.map((client) => this.client(client));
    this.model = over(this.original, {
      get clients() {
        return clients();
      },
      get routes() {
        return [...routes.values()];
      },
      // What a replacement makes of today's tokens is told where the client or the pool is replaced.
      change: () => undefined,
    });
  }

  clientId(client: Client): string {
    const own = text(client.id);
    return own !== undefined && this.isKnownThere(client) ? own : `(id of ${this.sharedAddress(client)})`;
  }

  issuer(authorizer: Authorizer): string | undefined {
    const { jwt } = authorizer;
    if (!jwt) return undefined;
    const own = text(jwt.issuer);
    const pool = targetOf(jwt.pool);
    if (pool) return own !== undefined && this.isKnownThere(pool) ? own : `(issuer of ${this.sharedAddress(pool)})`;
    return own ?? (this.keepsPool(authorizer) ? `(issuer of ${this.sharedAddress(authorizer)})` : undefined);
  }

  route(route: Route): Route {
    return once(this.routes, route, () => {
      const { authorizer: link, scopes } = route;
      const authorizer: Link<Authorizer> =
        link.kind === "resource" ? { kind: "resource", target: this.authorizer(link.target) } : link;
      const items = scopes.items.map((scope) => (this.side === "before" ? this.comparison.renamedScope(scope) : scope));
      return over(route, { authorizer, scopes: { ...scopes, items } });
    });
  }

  private get original(): Model {
    return this.comparison[this.side];
  }

  private otherSide<T extends Entity>(entity: T): T | undefined {
    return (this.side === "before" ? this.comparison.becomes(entity) : this.comparison.was(entity)) as T | undefined;
  }

  /** The one after the change, by which both sides call it. */
  private sharedAddress(entity: Entity): string {
    return ((this.side === "before" && this.otherSide(entity)) || entity).address;
  }

  /** Is its id known on the other side too, if it is there? */
  private isKnownThere(entity: Client | Pool): boolean {
    const other = this.otherSide(entity);
    return !other || text(other.id) !== undefined;
  }

  /** Does an authorizer trust the same pool on both sides, whichever that is? */
  private keepsPool(authorizer: Authorizer): boolean {
    const other = this.otherSide(authorizer);
    if (!other) return false;
    const [before, after] = this.side === "before" ? [authorizer, other] : [other, authorizer];
    const place = { before, after, path: ["jwt_configuration", 0, "issuer"] };
    return before.jwt && after.jwt ? this.comparison.sameLink(before.jwt.pool, after.jwt.pool, place) === true : false;
  }

  private client(client: Client): Client {
    return once(this.clients, client, () => over(client, { id: known<string | undefined>(this.clientId(client)) }));
  }

  private authorizer(authorizer: Authorizer): Authorizer {
    const { jwt } = authorizer;
    if (!jwt) return authorizer;
    return once(this.authorizers, authorizer, () => {
      const issuer = this.issuer(authorizer);
      const audience = this.audience(authorizer, jwt.audience);
      const items = audience.items.map((item) => {
        // A client's id that is written as text is that client.
        const client =
          item.kind === "client" ? item.client : this.original.clients.find((one) => text(one.id) === item.id);
        return client ? { kind: "client" as const, client: this.client(client) } : item;
      });
      return over(authorizer, {
        jwt: {
          ...jwt,
          issuer: issuer === undefined ? jwt.issuer : known<string | undefined>(issuer),
          audience: { ...audience, items },
        },
      });
    });
  }

  /** Less what the other side may name by its id, or this side may: whether they are the same isn't known. */
  private audience(authorizer: Authorizer, own: Listing<Audience>): Listing<Audience> {
    const other = this.otherSide(authorizer)?.jwt?.audience;
    if (!other) return own;
    const { side } = this;
    const lists = side === "before" ? { before: own, after: other } : { before: other, after: own };
    return audiencesOf(this.comparison, lists)[side];
  }
}

function once<T>(made: Map<T, T>, original: T, make: () => T): T {
  let found = made.get(original);
  if (found === undefined) made.set(original, (found = make()));
  return found;
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
