import { isWhole, valueOr, type Authorizer, type Client, type JwtAuthorizer, type Model } from "../../model";
import { shown } from "../../redact/redact";
import { quote, quoteAll } from "../../redact/quote";
import { claim, textClaim, wordsOf, type Claims } from "./token";
import type { Issued, Step } from "./types";

/** The client that a token was issued to, when the model holds it. */
export function clientOf(model: Model, claims: Claims): Client | undefined {
  const own = textClaim(claims, "client_id");
  const ids = [...presented(claims).ids, ...(own === undefined ? [] : [own])];
  return model.clients.find(
    (client) => client.id.known && client.id.value !== undefined && ids.includes(client.id.value),
  );
}

/** `aud`, or `client_id` where there is no `aud`: Cognito's access tokens carry only the latter. */
function presented(claims: Claims): { readonly name: "aud" | "client_id"; readonly ids: readonly string[] } {
  const aud = claim(claims, "aud");
  if (aud !== undefined) return { name: "aud", ids: typeof aud === "string" ? [aud] : wordsOf(aud) };
  const id = textClaim(claims, "client_id");
  return { name: "client_id", ids: id === undefined ? [] : [id] };
}

/** What the token presents is in the authorizer's audience. */
export function audienceStep(
  model: Model,
  authorizer: Authorizer,
  jwt: JwtAuthorizer,
  claims: Claims,
  of: Issued = {},
): Step {
  const check = "audience";
  if (of.trusted) return { check, result: "pass", text: `It is for the audience of ${authorizer.address}.` };
  if (of.client) return clientStep(authorizer, jwt, of.client);
  const { name, ids } = presented(claims);
  if (ids.length === 0)
    return {
      check,
      result: "fail",
      status: 401,
      text: "The token has neither aud nor client_id, so it can't be in the audience.",
      remedy: "Get a token through a client whose id is in the audience.",
    };
  const accepted = jwt.audience.items.map((item) =>
    item.kind === "literal"
      ? { id: item.id, called: quote(shown(authorizer, ["jwt_configuration", 0, "audience"], item.id)), literal: true }
      : { id: valueOr(item.client.id, undefined), called: item.client.address, literal: false },
  );
  const hit = accepted.find((one) => one.id !== undefined && ids.includes(one.id));
  const bound = isBound(claims);
  const mine = bound ? undefined : clientOf(model, claims);
  if (hit)
    return {
      check,
      result: "pass",
      text: `${name} is ${quoteAll(ids)}, ${hit.literal ? "" : `the id of ${hit.called}, `}which is in the audience.${ignored(claims)}`,
    };
  const dying = jwt.audience.items.find(
    (item) => item.kind === "client" && ids.includes(idBefore(model, item.client) ?? ""),
  );
  if (dying?.kind === "client")
    return {
      check,
      result: "fail",
      status: 401,
      text: `${name} is ${quoteAll(ids)}, the id that ${dying.client.address} has now. The plan replaces it, so its id changes and every token issued until then is refused.`,
      remedy: "Get a new token after apply; to keep the client, see what forces its replacement (posture diff).",
    };
  const later = accepted.filter((one) => one.id === undefined).map((one) => one.called);
  const missing = [...later.map((one) => `the id of ${one} (known after apply)`), ...jwt.audience.missing];
  // A client that exists and isn't listed can't be one of those that the plan makes.
  const hidden = missing.length > 0 || !isWhole(jwt.audience) || jwt.audience.inferred === true;
  if (hidden && (!mine || jwt.audience.missing.length > 0))
    return {
      check,
      result: "unknown",
      text: `${name} is ${quoteAll(ids)}. Whether it is in the audience of ${authorizer.address} isn't known before apply: ${missing.join("; ") || "its list is known only after apply"}.`,
    };
  const both = ignored(claims);
  if (bound) return unwelcome(model, authorizer, { ids, accepted: called(accepted), claims });
  return {
    check,
    result: "fail",
    status: 401,
    text: mine
      ? `${name} is ${quoteAll(ids)}, the id of ${mine.address}, which is missing from the audience of ${authorizer.address} (${called(accepted)}).${both}`
      : `${name} is ${quoteAll(ids)}, which is no client's id in this configuration; the audience of ${authorizer.address} is ${called(accepted)}.${both}`,
    remedy: mine
      ? `Add ${mine.address}.id to jwt_configuration.audience of ${authorizer.address}, if this client's tokens should be accepted.`
      : "Get the token through a client of the audience, or add this client's id if its tokens should be accepted.",
  };
}

/** The same for a token of a client whose id may not be known yet. */
function clientStep(authorizer: Authorizer, { audience }: JwtAuthorizer, client: Client): Step {
  const check = "audience";
  const text = `The token was issued through ${client.address}`;
  const id = valueOr(client.id, undefined);
  const listed = audience.items.some((item) => (item.kind === "client" ? item.client === client : item.id === id));
  if (listed) return { check, result: "pass", text: `${text}, which is in the audience of ${authorizer.address}.` };
  const [why] = audience.missing;
  if (why !== undefined)
    return {
      check,
      result: "unknown",
      text: `${text}. Whether it is in the audience of ${authorizer.address} isn't known before apply: ${why}.`,
    };
  return {
    check,
    result: "fail",
    status: 401,
    text: `${text}, which is missing from the audience of ${authorizer.address}.`,
    remedy: `Add ${client.address}.id to jwt_configuration.audience of ${authorizer.address}, if this client's tokens should be accepted.`,
  };
}

/** API Gateway looks at `client_id` only where there is no `aud`. */
function ignored(claims: Claims): string {
  const has = claim(claims, "aud") !== undefined && textClaim(claims, "client_id") !== undefined;
  return has ? " Its client_id is not checked, since it has aud." : "";
}

/**
 * A Cognito access token with `aud` is bound to the resource that was asked for
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
function isBound(claims: Claims): boolean {
  return claim(claims, "token_use") === "access" && claim(claims, "aud") !== undefined;
}

function unwelcome(
  model: Model,
  { address }: Authorizer,
  { ids, accepted, claims }: { readonly ids: readonly string[]; readonly accepted: string; readonly claims: Claims },
): Step {
  const client = clientOf(model, claims);
  return {
    check: "audience",
    result: "fail",
    status: 401,
    text: `aud is ${quoteAll(ids)}, the resource that the token is bound to; the audience of ${address} is ${accepted}.${ignored(claims)}`,
    remedy: `If tokens for this resource should be accepted, add it to jwt_configuration.audience of ${address}: then those of every client that may request it get in. Otherwise request a token without resource=, which is accepted by its client_id${client ? ` (${client.address})` : ""}.`,
  };
}

function called(accepted: readonly { readonly called: string }[]): string {
  return accepted.map((one) => one.called).join(", ") || "empty";
}

/** The id of a client that the plan replaces. */
function idBefore(model: Model, client: Client): string | undefined {
  const change = model.change(client.address);
  return change?.replaced === true && change.before ? valueOr(change.before.text("id"), undefined) : undefined;
}
