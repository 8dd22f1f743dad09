import { SignInFailed, SignInNeeded } from "./auth-fetch";
import { TokenEndpointError } from "./token-endpoint";

/** Errors of the sign-in page: RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6, and Cognito's own use of them. */
const SIGN_IN_ERRORS: Readonly<Record<string, string>> = {
  access_denied: "You cancelled, or the provider did not let you in.",
  invalid_request:
    "The sign-in page did not understand the request: is the callback URL one of the client's, to the letter?",
  invalid_scope: "The client may not ask for one of the scopes in config.json.",
  unauthorized_client: "The client may not sign people in with a code.",
  invalid_grant: "The code was used already, or is older than five minutes. Sign in again.",
  server_error: "The sign-in service failed. Try again.",
  temporarily_unavailable: "The sign-in service is busy. Try again in a moment.",
  unexpected: "The way back from the sign-in page does not belong to a login that this page began. Sign in again.",
};

/** Why nobody is signed in, or a call was not made, for a person to read. */
export function explainError(error: unknown): string {
  if (error instanceof SignInNeeded) return "You have to sign in; the sign-in page follows.";
  if (error instanceof SignInFailed) {
    const known = Object.hasOwn(SIGN_IN_ERRORS, error.code) ? SIGN_IN_ERRORS[error.code] : undefined;
    const said = error.description === undefined ? "" : ` It says: ${error.description.slice(0, 200)}`;
    return `${known ?? `The sign-in page answered ${error.code.slice(0, 40)}.`}${said}`;
  }
  if (error instanceof TokenEndpointError && error.status === 429)
    return "The sign-in service is busy, so the token was not renewed. You are still signed in; try again in a moment.";
  if (error instanceof TokenEndpointError) return `${error.message}. You are not signed out by that; try again.`;
  return "The call did not get an answer. Is the API there, and does its CORS configuration allow this page?";
}

/** What an answer of the API means. @param wanted the scope that the route asks for */
export function explainStatus(status: number, wanted: string, scopes: readonly string[]): string {
  if (status < 300) return "Let in.";
  if (status === 401) return "API Gateway did not take the token, not even a new one.";
  if (status === 403)
    return scopes.includes(wanted)
      ? `The token is good and has the scope ${wanted}, and yet the API says no: a group or another claim is missing.`
      : `The token is good, but has no scope ${wanted}. It has ${scopes.length === 0 ? "none" : scopes.join(", ")}.`;
  if (status === 404) return "The API has no such route.";
  if (status === 429) return "The API is throttled. Try again in a moment.";
  return status < 500 ? "The API did not like the request." : "The API failed.";
}
