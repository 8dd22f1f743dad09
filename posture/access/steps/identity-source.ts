import { HTTP_API } from "../../aws/api-gateway";
import { is, isWhole, targetOf, type Authorizer } from "../../model";
import { quote, quoteAll } from "../../redact/quote";
import { trimToken, type PresentedToken } from "./token";
import type { Step } from "./types";

/** Where the authorizer looks for the token, and whether anything is there. */
export function sourceStep(authorizer: Authorizer, token: PresentedToken | undefined): Step {
  const check = "identity-source";
  const { items, missing } = authorizer.identitySources;
  const places = items.filter((source) => source.startsWith("$request."));
  const place = places.length > 0 ? places.map(sourceText).join(" and ") : "its identity source";
  if (token === undefined || token === "")
    return {
      check,
      result: "fail",
      status: 401,
      text: `No token was given; ${authorizer.address} looks for one in ${place}.`,
      remedy: `Send one in ${place}.`,
    };
  const bytes = typeof token === "string" ? Buffer.byteLength(trimToken(token)) : 0;
  const most = HTTP_API.requestHead.value;
  const api = targetOf(authorizer.api);
  if (bytes > most && api && is(api.protocol, "HTTP") === true)
    return {
      check,
      result: "fail",
      text: `The token has ${String(bytes)} bytes; an HTTP API takes ${String(most)} bytes of request line and header values together. Which status it answers isn't documented.`,
      remedy: "Let the issuer put less into it.",
    };
  if (items.length === 0 && !isWhole(authorizer.identitySources))
    return {
      check,
      result: "unknown",
      text: `Where ${authorizer.address} looks isn't known before apply (${missing.join("; ")}).`,
    };
  return {
    check,
    result: "pass",
    text: `${authorizer.address} looks in ${place}; the token is assumed to be there${places.length > 1 ? ", and every other identity source too: none may be missing" : ""}.`,
  };
}

/** `$request.header.Authorization` is "the header Authorization". */
export function sourceText(source: string): string {
  const [, kind, name = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (kind === "header") return `the header ${quote(name).slice(1, -1)}`;
  if (source === "$context.routeKey") return "the route key";
  return kind === "querystring" ? `the query parameter ${quote(name).slice(1, -1)}` : quoteAll([source]);
}
