import { isWhole, targetOf, type Authorizer, type Model, type Route } from "../../model";
import { audienceStep } from "./audience";
import { sourceStep } from "./identity-source";
import { issuerStep } from "./issuer";
import { quote } from "../../redact/quote";
import { scopeStep } from "./scopes";
import { signatureSteps } from "./signature";
import { timeSteps } from "./times";
import { claim, issuedOf, presentedToken, type Claims, type PresentedToken } from "./token";
import type { ExplainOptions, Step } from "./types";

/** What a JWT authorizer made of a token: its steps, and the claims when the token could be decoded. */
export interface JwtResult {
  readonly steps: readonly Step[];
  readonly claims?: Claims;
}

/**
 * The checks of a JWT authorizer in their order: identity source, decoding, signature, issuer, audience, times, scopes.
 * Control access to HTTP APIs with JWT authorizers https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtSteps(
  model: Model,
  route: Route,
  token: PresentedToken | undefined,
  options: ExplainOptions,
): JwtResult {
  const authorizer = targetOf(route.authorizer);
  if (!authorizer?.jwt)
    return { steps: [lacksToken(route, token, options.signed !== undefined) ?? unreadable(route, authorizer)] };
  if (options.signed !== undefined) return { steps: [signedInstead(authorizer)] };
  const source = sourceStep(authorizer, token);
  if (token === undefined || source.result === "fail") return { steps: [source] };
  const decoded = presentedToken(token);
  if ("problem" in decoded)
    return {
      steps: [
        source,
        {
          check: "decode",
          result: "fail",
          status: 401,
          text: decoded.problem,
          remedy: "Send the access token, whole and in one line.",
        },
      ],
    };
  const { claims } = decoded;
  const of = issuedOf(token);
  const now = options.now ?? Date.now() / 1000;
  return {
    claims,
    steps: [
      source,
      { check: "decode", result: "pass", text: "It is a JWT that can be decoded." },
      ...signatureSteps(decoded, options.jwks),
      issuerStep(model, authorizer, authorizer.jwt, claims, of),
      audienceStep(model, authorizer, authorizer.jwt, claims, of),
      ...timeSteps(claims, now),
      typeStep(route, claims),
      scopeStep(model, route, authorizer, claims),
    ],
  };
}

/** A signature stands in the Authorization header, and is no JWT; elsewhere there is no token. */
function signedInstead(authorizer: Authorizer): Step {
  const { items } = authorizer.identitySources;
  const header = items.some((source) => source.toLowerCase() === "$request.header.authorization");
  const none = sourceStep(authorizer, undefined);
  if (!header && items.length > 0) return none;
  return {
    check: "decode",
    result: "fail",
    status: 401,
    text: `The request is signed with SigV4; ${authorizer.address} requires a token, and the signature in the Authorization header isn't one.`,
    remedy: "Send a token as Bearer instead of the signature.",
  };
}

/** Whichever JWT authorizer it is, it requires a token. */
function lacksToken({ authorizer }: Route, token: PresentedToken | undefined, signed: boolean): Step | undefined {
  if (token !== undefined || authorizer.kind === "none" || authorizer.kind === "resource") return undefined;
  const sent = signed ? "The request is signed with SigV4" : "No token was given";
  return {
    check: "identity-source",
    result: "fail",
    status: 401,
    text: `${sent}; the route's authorization_type JWT requires a token, whichever its authorizer is.`,
    remedy: "Send a token where the authorizer looks for one.",
  };
}

function unreadable(route: Route, authorizer: Authorizer | undefined): Step {
  if (route.authorizer.kind === "none")
    return {
      check: "authorization",
      result: "fail",
      text: `${route.address} has authorization_type JWT but names no authorizer: AWS refuses to create such a route.`,
      remedy: "Give it an authorizer_id.",
    };
  const why =
    route.authorizer.kind === "unknown"
      ? route.authorizer.why
      : route.authorizer.kind === "external"
        ? `it is not part of this configuration: ${quote(route.authorizer.id)}`
        : `${authorizer?.address ?? "it"} has no settings that can be read`;
  return {
    check: "authorization",
    result: "unknown",
    text: `Which authorizer the route uses isn't known (${why}).`,
  };
}

/** Nothing checks the token's type, so this is never more than a note. */
function typeStep(route: Route, claims: Claims): Step {
  const use = claim(claims, "token_use");
  const check = "token-type";
  if (use !== "id")
    return {
      check,
      result: "note",
      text: `It ${use === "access" ? "is an access token" : "doesn't say which type it is"}; API Gateway doesn't check the type.`,
    };
  const open = isWhole(route.scopes) && route.scopes.items.length === 0;
  return {
    check,
    result: "note",
    text: open
      ? "It is an ID token, and nothing refuses it: only a required scope would. ID tokens are meant for the app that signed the user in."
      : "It is an ID token. API Gateway doesn't check the type, but ID tokens carry no scopes.",
  };
}
