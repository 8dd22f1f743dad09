import { log, type LoggedCall } from "../shared/log";
import { json, type Answer } from "./answer";
import { clearCookie, SESSION_COOKIE } from "./cookies";
import type { SignIn } from "./oauth";
import { toDenied } from "./to-denied";
import type { Host, OpenSession, Session } from "./session";
import type { Store } from "./store";

/**
 * `POST /auth/logout`: ends the session here and the refresh token at Cognito, and tells the page where to go so that the sign-in page forgets
 * the person too. The session ends first and in any case.
 * @param unwritten the renewed session, where the table couldn't take it yet
 */
export async function logout(
  open: OpenSession,
  unwritten: Session | undefined,
  { store, signIn }: Host,
  call: LoggedCall,
): Promise<Answer> {
  const revoked = await revoke(signIn, await endSession(open, unwritten, store), call);
  return json(200, { signOutUrl: signIn.logoutUrl(), revoked }, [clearCookie(SESSION_COOKIE)]);
}

/**
 * Ends a session here. Another request may have renewed it meanwhile: the newest refresh token is the one that has to be revoked.
 * @returns that refresh token
 */
export async function endSession(
  { id, session }: OpenSession,
  unwritten: Session | undefined,
  store: Store,
): Promise<string> {
  const last = (await store.take(id)) as Session | undefined;
  return (unwritten ?? last ?? session).refreshToken;
}

/** Ends a refresh token at Cognito; false, and a line in the log, when that fails. */
export async function revoke(signIn: SignIn, refreshToken: string, call: LoggedCall): Promise<boolean> {
  try {
    await signIn.revoke(refreshToken);
    return true;
  } catch (error) {
    const message = "the refresh token could not be revoked";
    log({ level: "warn", message, ...call, reason: "not_revoked", ...toDenied(error).options.cause });
    return false;
  }
}
