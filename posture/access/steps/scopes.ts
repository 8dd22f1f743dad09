import { is, isWhole, someItem, valueOr, type Authorizer, type Client, type Model, type Route } from "../../model";
import { nearestOf } from "../../nearest";
import { clientOf } from "./audience";
import { quote, quoteAll } from "../../redact/quote";
import { claim, wordsOf, type Claims } from "./token";
import type { Step } from "./types";

/** The only scope of tokens that come from InitiateAuth and its kin instead of the hosted sign-in. */
const SIGN_IN_API = "aws.cognito.signin.user.admin";

export function scopesOf(claims: Claims): readonly string[] {
  return [...wordsOf(claim(claims, "scope")), ...wordsOf(claim(claims, "scp"))];
}

/** At least one of the route's scopes is in `scope` or `scp`. */
export function scopeStep(model: Model, route: Route, authorizer: Authorizer, claims: Claims): Step {
  const check = "scopes";
  const held = scopesOf(claims);
  const wanted = route.scopes.items;
  const hit = wanted.find((scope) => held.includes(scope));
  if (hit !== undefined)
    return { check, result: "pass", text: `The token has ${quote(hit)}; any one of the route's scopes is enough.` };
  if (!isWhole(route.scopes))
    return {
      check,
      result: "unknown",
      text: `The route's scopes aren't known before apply (${route.scopes.missing.join("; ")}); the token has ${quoteAll(held)}.`,
    };
  if (wanted.length === 0) return { check, result: "pass", text: "The route requires no scope." };
  return {
    check,
    result: "fail",
    status: 403,
    text: `The route requires ${wanted.length === 1 ? "" : "one of "}${quoteAll(wanted)}; the token has ${quoteAll(held)}.${hints(claims, held, wanted)}`,
    remedy: remedy(model, authorizer, wanted, clientOf(model, claims)),
  };
}

function hints(claims: Claims, held: readonly string[], wanted: readonly string[]): string {
  if (claim(claims, "token_use") === "id") return " It is an ID token, which carries no scopes: send the access token.";
  if (held.length === 1 && held[0] === SIGN_IN_API)
    return " It comes from a sign-in by API (InitiateAuth), whose tokens have no scopes of a resource server: sign in through managed login, or add scopes in a V2_0 trigger.";
  for (const scope of held) {
    const twin = wanted.find((one) => one.endsWith(`/${scope}`) || scope.endsWith(`/${one}`));
    if (twin !== undefined)
      return ` ${quote(scope)} is not ${quote(twin)}: the scope's full name has the resource server's identifier before it.`;
    const near = nearestOf(scope, wanted);
    if (near !== undefined) return ` ${quote(scope)} resembles ${quote(near)}, but isn't the same.`;
  }
  return "";
}

function remedy(model: Model, authorizer: Authorizer, wanted: readonly string[], mine: Client | undefined): string {
  const could = (client: Client): boolean =>
    wanted.some((scope) => someItem(client.scopes, (one) => one === scope) === true);
  if (mine && could(mine)) return `${mine.address} may request it: request the scope with the token (scope=…).`;
  const accepted =
    authorizer.jwt?.audience.items.flatMap((item) => (item.kind === "client" ? [item.client] : [])) ?? [];
  const able = model.clients.filter(could);
  const listed = able.filter((client) => accepted.includes(client));
  if (listed.length > 0)
    return `Get the token through ${listed.map(named).join(" or ")}, which may have it${mine ? `; ${mine.address} may not` : ""}.`;
  if (able.length > 0)
    return `${able.map(named).join(" and ")} may have it, but isn't in the audience of ${authorizer.address}.`;
  const unsure = model.clients.filter((client) => !isWhole(client.scopes));
  if (unsure.length > 0)
    return `Which client may have it isn't known before apply (${unsure.map((one) => one.address).join(", ")}).`;
  return `No client may have ${wanted.length === 1 ? "it" : "any of them"}: add the scope to a client's allowed_oauth_scopes.`;
}

function named(client: Client): string {
  const machine = client.flows.items.includes("client_credentials");
  const off = is(client.oauth, false) === true ? ", whose OAuth settings are off" : "";
  return `${client.address} (${machine ? "client credentials" : client.flows.items.join(", ") || "no OAuth flow"}${off}${valueOr(client.secret, false) && !machine ? ", with secret" : ""})`;
}
