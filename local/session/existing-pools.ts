import { USER_POOL } from "../../posture/aws/cognito";
import { issuerOfPool, parseIssuer } from "../../posture/aws/issuers";
import { leadsTo, targetOf, valueOr, type Link, type Model, type Pool } from "../../posture/model/index";
import { cognito } from "../identities/cognito";
import type { Applied, AppliedClient } from "../terraform/applied";

/** A pool that a stack uses and doesn't make, as far as the stack tells. */
export interface ExistingPool {
  readonly id: string;
  /** Address of the data source that reads it, or its id. */
  readonly address: string;
  /** Ids of clients that aren't the stack's own and whose tokens it takes. */
  readonly clients: readonly string[];
  /** Scopes that its routes require and whose resource server isn't the stack's own. */
  readonly scopes: readonly string[];
}

const CALLBACK = "http://localhost:3000/";

/** The pools that a model names by their ids, and what it wants of them. */
export function existingPools(model: Model): readonly ExistingPool[] {
  const found = new Map<string, { address: string; clients: Set<string>; scopes: Set<string> }>();
  const add = (id: string | undefined, address?: string) => {
    if (id === undefined || !USER_POOL.poolId.value.pattern.test(id)) return undefined;
    const one = found.get(id) ?? { address: address ?? id, clients: new Set<string>(), scopes: new Set<string>() };
    found.set(id, one);
    return one;
  };
  const addLinked = (link: Link<Pool>) => {
    const pool = targetOf(link);
    if (pool?.managed === true) return undefined;
    if (pool !== undefined) return add(valueOr(pool.id, undefined), pool.address);
    return link.kind === "external" ? add(parseIssuer(link.id)?.poolId ?? link.id) : undefined;
  };
  const linked = [model.clients, model.groups, model.resourceServers, model.poolDomains, model.identityProviders];
  for (const { pool } of linked.flat()) addLinked(pool);
  for (const pool of model.pools) if (!pool.managed) add(valueOr(pool.id, undefined), pool.address);
  for (const client of model.clients)
    if (!client.managed) addLinked(client.pool)?.clients.add(valueOr(client.id, undefined) ?? "");
  const own = model.resourceServers.flatMap(({ identifier }) => valueOr(identifier, undefined) ?? []);
  for (const authorizer of model.authorizers) {
    const one = authorizer.jwt && addLinked(authorizer.jwt.pool);
    if (one === undefined) continue;
    for (const item of authorizer.jwt?.audience.items ?? []) if (item.kind === "literal") one.clients.add(item.id);
    const routes = model.routes.filter((route) => leadsTo(route.authorizer, authorizer) === true);
    for (const scope of routes.flatMap(({ scopes }) => scopes.items))
      if (scope.includes("/") && !own.includes(serverOf(scope))) one.scopes.add(scope);
  }
  return [...found].map(([id, { address, clients, scopes }]) => ({
    id,
    address,
    clients: [...clients].filter((client) => /^\w+$/.test(client)),
    scopes: [...scopes],
  }));
}

/**
 * Makes pools that a stack takes for granted on the AWS emulator, with the ids that the stack names: with its clients, of which people sign in with
 * the first and the others are machines', and the scopes that the stack's routes require. What is there already stays.
 * @returns the clients that can be had tokens with
 */
export async function makeExistingPools(
  url: string,
  pools: readonly ExistingPool[],
): Promise<readonly ExistingClient[]> {
  const made: ExistingClient[] = [];
  for (const { id, clients, scopes } of pools) {
    const region = id.split("_")[0] ?? "";
    const call = (action: string, input: object) => cognito(url, region, action, input);
    await call("CreateUserPool", { PoolName: `existing ${id}`, Id: id });
    for (const server of new Set(scopes.map(serverOf)))
      await call("CreateResourceServer", {
        UserPoolId: id,
        Identifier: server,
        Name: server,
        Scopes: scopes
          .filter((scope) => serverOf(scope) === server)
          .map((scope) => ({ ScopeName: scope.slice(server.length + 1), ScopeDescription: scope })),
      }).catch((error: unknown) => {
        if (!String(error).includes("already exists")) throw error;
      });
    for (const [i, client] of clients.entries()) {
      const isForPeople = i === 0;
      const granted = [...(isForPeople ? ["openid"] : []), ...scopes];
      const answer = (await call("CreateUserPoolClient", {
        UserPoolId: id,
        ClientId: client,
        ClientName: client,
        GenerateSecret: !isForPeople,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: [isForPeople ? "code" : "client_credentials"],
        AllowedOAuthScopes: granted,
        SupportedIdentityProviders: ["COGNITO"],
        ...(isForPeople && { CallbackURLs: [CALLBACK], LogoutURLs: [CALLBACK] }),
      })) as { readonly UserPoolClient?: { readonly ClientSecret?: string } };
      made.push({
        isForPeople,
        address: client,
        id: client,
        poolId: id,
        secret: answer.UserPoolClient?.ClientSecret,
        scopes: granted,
        callbackUrls: isForPeople ? [CALLBACK] : [],
      });
    }
  }
  return made;
}

interface ExistingClient extends AppliedClient {
  readonly isForPeople: boolean;
}

/** What was applied, with the pools that it takes for granted and their clients. */
export function withExisting(
  applied: Applied,
  pools: readonly ExistingPool[],
  clients: readonly ExistingClient[],
): Applied {
  const more = clients.filter(({ id }) => !applied.clients.some((one) => one.id === id));
  const issuers = pools
    .filter(({ id }) => !applied.issuers.some(({ poolId }) => poolId === id))
    .map(({ id, address }) => ({ issuer: issuerOfPool(id), poolId: id, address }));
  return {
    ...applied,
    issuers: [...applied.issuers, ...issuers],
    poolId: applied.poolId ?? pools[0]?.id,
    clients: [...applied.clients, ...more],
    webClients: [...applied.webClients, ...more.filter(({ isForPeople }) => isForPeople)],
    machineClients: [...applied.machineClients, ...more.filter(({ isForPeople }) => !isForPeople)],
  };
}

const serverOf = (scope: string): string => scope.slice(0, scope.lastIndexOf("/"));
