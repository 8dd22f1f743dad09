import { environmentVariable, targetOf, valueOr, type Model, type Route } from "../../model";
import { findRoute } from "../../access/steps/find-route";
import { quote } from "../../redact/quote";
import type { Check, Explanation, Step } from "../../access/steps/types";

/** The words of the line that the bundled authorizer function (functions/authorizer/log.ts) writes for each denial. */
const WORDS = "authorizer denied the call";

type Meaning = readonly [check: Check, means: string, remedy: string];

const OPERATOR = "The operator has to fix this, not the caller.";

const REASONS: Readonly<Record<string, Meaning>> = {
  configuration: [
    "function",
    `Its AUTHORIZER_CONFIG can't be read, so it denies every call. ${OPERATOR}`,
    "The log line's detail names the place.",
  ],
  internal: ["function", `It failed with an internal error. ${OPERATOR}`, "Report it with the log line's detail."],
  keys_unavailable: [
    "key",
    `The issuer's keys could not be fetched. ${OPERATOR}`,
    "Is its jwksUri reachable from the function, and fast?",
  ],
  route_arn: [
    "function",
    "The call's ARN is missing, or its path holds *, ? or ${, which a policy would interpret.",
    'Set its answer to "simple".',
  ],
  route_key: [
    "function",
    "The event names no route, and requirements differ by route.",
    "Let API Gateway invoke it with payload format version 2.0, as the authorizer of a route.",
  ],
  identity_source: [
    "identity-source",
    "There is no token in its identity source, or the scheme is not Bearer.",
    "Send the token as Bearer in that header.",
  ],
  origin_header: [
    "function",
    "The call doesn't carry the header that the distribution in front of the API adds, or an old value of it.",
    "Call the distribution's domain name. If the call came through it, is the secret of the distribution among ORIGIN_HEADER's?",
  ],
  too_large: ["decode", "The token has more than 16,384 characters.", "Let the issuer put less into it."],
  malformed: [
    "decode",
    "What was sent is not a JWT.",
    "Is it a whole access token, with nothing but Bearer before it?",
  ],
  header: [
    "key",
    "The token's header names no key, has a typ that is not for APIs, or lists unknown critical extensions (crit).",
    "Send an access token of the issuer.",
  ],
  algorithm: ["key", "The token is not signed with RSA.", "Let the issuer sign with RS256."],
  issuer: [
    "issuer",
    "The token's issuer is not exactly one of those in AUTHORIZER_CONFIG.",
    "Compare both, the trailing slash included.",
  ],
  unknown_key: [
    "key",
    "The issuer has no key with the token's kid.",
    "The token comes from another issuer, or the keys were just changed.",
  ],
  signature: [
    "signature",
    "The signature doesn't match the token.",
    "The token was changed or cut, or another key signed it.",
  ],
  expired: ["exp", "The token has expired, or has no expiry.", "Get a new one before it expires."],
  not_yet_valid: [
    "nbf",
    "The token is not valid yet (nbf or iat).",
    "A clock is wrong, or the token is meant for later use.",
  ],
  audience: ["audience", "Its aud is none of the issuer's audience.", "Ask the issuer for a token for this API."],
  client: [
    "audience",
    "Its client is none of the issuer's clientIds.",
    "Get the token through such a client, or add this one.",
  ],
  token_use: [
    "token-type",
    "It is a token of the other type: ID instead of access, or the reverse.",
    "Send the type that tokenUse names; access where it names none.",
  ],
  claim_type: [
    "decode",
    "A claim has the wrong type, or a scope, the user or the tenant holds characters that can't be passed on.",
    "Check what the issuer or a trigger puts into the token.",
  ],
  scope: ["scopes", "The token has none of the required scopes.", "Request the scope with the token (scope=…)."],
  group: [
    "groups",
    "The token has none of the required groups.",
    "Put the user into such a group, and get a new token.",
  ],
};

/** The same of the bundled function for API keys, which writes the same words. */
const KEY_REASONS: Readonly<Record<string, Meaning>> = {
  configuration: [
    "function",
    `Its API_KEYS can't be used, so it denies every call. ${OPERATOR}`,
    "The line that it wrote at its start names what is wrong.",
  ],
  identity_source: ["identity-source", "There is no key in its identity source.", "Send the key there."],
  too_large: ["identity-source", "The key has more than 512 characters.", "Send a key that was given out."],
  unknown_key: [
    "identity-source",
    "No consumer in API_KEYS has this key.",
    "Send a key that was given out, or add its SHA-256 to its consumer's list.",
  ],
};

/** By the variables of the route's authorizer; else by what the line lacks, which the authorizer of tokens says. */
function isForKeys(route: Route | undefined, entry: Readonly<Record<string, unknown>>): boolean {
  const lambda = route && targetOf(route.authorizer)?.lambda;
  const fn = lambda && targetOf(lambda.function);
  const has = (variable: string) => fn !== undefined && environmentVariable(fn, variable).isSet === true;
  if (has("API_KEYS") || has("AUTHORIZER_CONFIG")) return has("API_KEYS");
  return entry["reason"] !== "identity_source" && entry["claim"] === undefined && entry["detail"] === undefined;
}

/** What a line of the bundled authorizer tells; undefined for any other line. */
export function authorizerDenial(model: Model, line: string, api: string | undefined): Explanation | undefined {
  const entry = parsed(line);
  if (entry?.["message"] !== WORDS) return undefined;
  const reason = typeof entry["reason"] === "string" ? entry["reason"] : "";
  const key = entry["route"];
  const found =
    typeof key === "string" ? findRoute(model, { routeKey: key, ...(api !== undefined && { api }) }) : undefined;
  const route = found?.kind === "route" ? found.route : undefined;
  const isKey = Object.hasOwn(KEY_REASONS, reason) && isForKeys(route, entry);
  const reasons = isKey ? KEY_REASONS : REASONS;
  const [check, means, remedy] = (Object.hasOwn(reasons, reason) ? reasons[reason] : undefined) ?? [
    "function" as const,
    `The reason ${quote(reason)} isn't known here.`,
    "Is the function from another release?",
  ];
  const denied: Step = {
    check,
    result: "fail",
    status: 403,
    text: `The authorizer function denied the call, reason ${quote(reason)}. ${means}`,
    remedy,
  };
  const read: Step = {
    check: "function",
    result: "pass",
    text: `The line is from the bundled authorizer function${isKey ? " for API keys" : ""}.`,
  };
  const named: Step[] = found ? [found.kind === "route" ? found.step : { ...found.step, result: "note" }] : [];
  return {
    outcome: "refused",
    status: 403,
    summary: `The API answered 403: ${denied.text}`,
    ...(route && {
      route: {
        key: valueOr(route.key, "(unknown)"),
        address: route.address,
        authorization: valueOr(route.authorization, "(unknown)"),
      },
    }),
    steps: [read, ...named, denied],
    assuming: [],
  };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "object" && entry !== null ? (entry as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
