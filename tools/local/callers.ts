import type { Applied, AppliedClient, AppliedRoute } from "./applied";
import { decode, foreignKey, poolKey, resigned, tampered, unsigned } from "./forge";
import type { Person } from "./people";
import { Refusal } from "./refusal";
import { machineToken, refreshTokens, signIn, type Tokens } from "./sign-in";

/** Somebody who calls a route. */
export interface Caller {
  readonly name: string;
  /** Nothing is sent without one. */
  readonly token?: string;
  /** Why a JWT authorizer must refuse the token whatever its scopes; undefined for a good token. */
  readonly invalid?: string;
}

/** Where tokens come from. Tokens of the same scopes are fetched once. */
export class TokenSource {
  readonly #users = new Map<string, Promise<Tokens>>();
  readonly #machines = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly stateFolder: string,
    private readonly applied: Applied,
    readonly people: readonly Person[],
  ) {}

  /** The client people sign in with; undefined if there is none. */
  get web(): AppliedClient | undefined {
    return this.applied.webClients[0];
  }

  /** A person's tokens with exactly these scopes, through the hosted sign-in. */
  user(scopes: readonly string[], person: Person | undefined = this.people.at(-1)): Promise<Tokens> {
    const client = this.web;
    if (client === undefined || person === undefined)
      throw new Refusal("The applied stack has no client that people sign in with.");
    const key = `${person.username} ${[...scopes].sort().join(" ")}`;
    const tokens = this.#users.get(key) ?? signIn(this.url, client, person, scopes);
    this.#users.set(key, tokens);
    return tokens;
  }

  machine(client: AppliedClient): Promise<string> {
    const token = this.#machines.get(client.id) ?? machineToken(this.url, client, client.scopes);
    this.#machines.set(client.id, token);
    return token;
  }

  refreshed(client: AppliedClient, tokens: Tokens): Promise<Tokens> {
    if (tokens.refresh === undefined) throw new Refusal("The sign-in gave no refresh token.");
    return refreshTokens(this.url, client, tokens.refresh);
  }

  /** A token signed by the pool with other claims, or undefined where its key can't be had. */
  resigned(token: string, use: "access" | "id", change: object): string | undefined {
    const key = poolKey(this.stateFolder, this.applied.poolId, use);
    return key === undefined ? undefined : resigned(token, key, change);
  }
}

/** The scopes of a client, told apart by what a route demands. */
export function splitScopes(
  allowed: readonly string[],
  demanded: readonly string[],
): { with: string[]; without: string[] } {
  const own = allowed.filter((scope) => demanded.includes(scope));
  return { with: own.slice(0, 1), without: allowed.filter((scope) => !demanded.includes(scope)) };
}

/**
 * Everybody who calls a route: nobody, spoilt tokens of each kind, an ID token, tokens without and with the scope, a
 * refreshed one, the machines. Spoilt tokens are made from one that the route would accept where it can be had, so
 * that what was spoilt is the only reason for the refusal.
 */
export async function callersOf(
  route: AppliedRoute,
  source: TokenSource,
  machines: readonly AppliedClient[],
): Promise<readonly Caller[]> {
  const callers: Caller[] = [{ name: "nobody" }];
  const web = source.web;
  if (web !== undefined && source.people.length > 0) {
    const openId = web.scopes.includes("openid") ? ["openid"] : [];
    const split = splitScopes(web.scopes, route.scopes);
    const good = await source.user([...new Set([...openId, ...split.with])]);
    callers.push(...spoilt(good.access, source));
    if (good.id !== undefined) callers.push({ name: "ID token", token: good.id });
    if (route.scopes.length === 0) callers.push({ name: "access token", token: good.access });
    else {
      // Asking for no scope at all grants every scope of the client, so there is no such token then.
      if (split.without.length > 0)
        callers.push({ name: "token without the scope", token: (await source.user(split.without)).access });
      if (split.with.length > 0) callers.push({ name: "token with the scope", token: good.access });
    }
    if (good.refresh !== undefined)
      callers.push({ name: "refreshed token", token: (await source.refreshed(web, good)).access });
  }
  for (const machine of machines) {
    const name = machines.length === 1 ? "machine" : `machine ${machine.address}`;
    callers.push({ name, token: await source.machine(machine) });
  }
  return callers;
}

function spoilt(good: string, source: TokenSource): readonly Caller[] {
  const now = Math.floor(Date.now() / 1000);
  const issuer = String(decode(good).claims["iss"]);
  const signedByPool: readonly (readonly [string, object, string])[] = [
    ["expired token", { iat: now - 7200, auth_time: now - 7200, exp: now - 3600 }, "it expired an hour ago"],
    ["token of an unknown client", { client_id: "0000000000000000000000000" }, "its client is not in the audience"],
    ["token of another issuer", { iss: `${issuer}x` }, "its issuer is not the authorizer's"],
  ];
  return [
    { name: "tampered token", token: tampered(good), invalid: "its claims were changed after signing" },
    { name: "token of a foreign key", token: foreignKey(good), invalid: "another key signed it" },
    { name: "unsigned token", token: unsigned(good), invalid: "it has no signature" },
    ...signedByPool.map(([name, change, invalid]): Caller => {
      const token = source.resigned(good, "access", change);
      return token === undefined ? { name, invalid } : { name, token, invalid };
    }),
  ];
}
