import type { Client, Value } from "../../model/index";
import { nameOf } from "../../redact/name";
import type { ClientAccess, TokenKind } from "./caller";

/** A client's flows and lifetimes. */
export function clientAccess(client: Client, scopes?: readonly string[]): ClientAccess {
  const { lifetimes } = client;
  const tokens = tokensOf(client);
  const of = (sort: TokenKind) => (tokens.includes(sort) ? valueOf(lifetimes[sort]) : undefined);
  const [access, id, refresh] = [of("access"), of("id"), of("refresh")];
  return {
    address: client.address,
    name: nameOf(client),
    flows: flowsOf(client),
    tokens,
    ...(scopes && { scopes }),
    ...(access !== undefined && { access }),
    ...(id !== undefined && { id }),
    ...(refresh !== undefined && { refresh }),
  };
}

/** OAuth flows, where they are switched on, then the ways to sign in through the API; refreshing is none. */
function flowsOf({ oauth, flows, authFlows }: Client): readonly string[] {
  const ways = authFlows.items.filter((flow) => flow !== "ALLOW_REFRESH_TOKEN_AUTH");
  return [...(oauth.known && !oauth.value ? [] : flows.items), ...ways];
}

/**
 * Cognito: the client-credentials grant gives access tokens only, the implicit grant no refresh token
 * https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html
 * Where a flow isn't known or none is written down, any token may be given.
 */
function tokensOf(client: Client): readonly TokenKind[] {
  const flows = flowsOf(client);
  const whole = client.flows.missing.length === 0 && client.authFlows.missing.length === 0;
  if (!whole || flows.length === 0) return ["access", "id", "refresh"];
  if (flows.every((flow) => flow === "client_credentials")) return ["access"];
  if (flows.every((flow) => ["client_credentials", "implicit"].includes(flow))) return ["access", "id"];
  return ["access", "id", "refresh"];
}

const valueOf = <T>(value: Value<T>): T | undefined => (value.known ? value.value : undefined);
