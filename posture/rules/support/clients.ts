import { every, is, isWhole, leadsTo, not, someItem, targetOf } from "../../model";
import type { Answer, Authorizer, Client, Model, Pool } from "../../model";

/** Does the client ask for tokens in its own name? */
export const isMachine = (client: Client): boolean => client.flows.items.includes("client_credentials");

/** Do people sign in through it at the pool's domain? */
export const redirects = ({ flows, oauth }: Client): Answer =>
  every([is(oauth, true), someItem(flows, (flow) => flow === "code" || flow === "implicit")]);

/** What isn't known where `redirects` doesn't know. */
export const SIGN_IN = "whether people sign in through it (allowed_oauth_flows, allowed_oauth_flows_user_pool_client)";

/** Is it for machines alone: nobody signs in through it? */
export function onlyMachine({ flows }: Client): Answer {
  if (isWhole(flows) && flows.items.length === 0) return false;
  return not(someItem(flows, (flow) => flow !== "client_credentials"));
}

/** The clients whose tokens an authorizer takes, as far as the model has them, and why the list may not be whole. */
export interface AcceptedClients {
  readonly clients: readonly Client[];
  /** One reason for each part of the audience that isn't a client of this model. */
  readonly missing: readonly string[];
}

export function acceptedClients(authorizer: Authorizer): AcceptedClients {
  const audience = authorizer.jwt?.audience;
  if (!audience) return { clients: [], missing: [] };
  return {
    clients: audience.items.flatMap((a) => (a.kind === "client" ? [a.client] : [])),
    missing: [
      ...audience.missing,
      ...audience.items.flatMap((a) => (a.kind === "literal" ? [`${a.id} is not a client of this configuration`] : [])),
    ],
  };
}

export const poolOf = (authorizer: Authorizer): Pool | undefined => authorizer.jwt && targetOf(authorizer.jwt.pool);

/** Scopes that every client of the pool may have that allows them; Cognito's own are never declared. */
export function canObtain(client: Client, scope: string): Answer {
  if (client.scopes.items.includes(scope)) return true;
  return isWhole(client.scopes) && client.managed ? false : "unknown";
}

/** Does a trigger shape the access tokens of a pool (version V2_0 or later)? It may add scopes. */
export function shapesAccessTokens(pool: Pool): Answer {
  const trigger = pool.triggers.items.find((t) => t.name === "pre_token_generation");
  if (!trigger) return isWhole(pool.triggers) ? false : "unknown";
  return trigger.version.known ? trigger.version.value !== "V1_0" : "unknown";
}

export function clientsOf(model: Model, pool: Pool): readonly Client[] {
  return model.clients.filter((client) => leadsTo(client.pool, pool) === true);
}
