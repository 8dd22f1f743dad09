import { log, type LoggedCall } from "../shared/log";
import { json, type Answer } from "./answer";
import { clearCookie, SESSION_COOKIE } from "./cookies";
import { toDenied } from "./to-denied";
import type { Host, OpenSession } from "./session";

/**
 * `POST /auth/logout`: ends the session here and the refresh token at Cognito, and tells the page where to go so that the sign-in page forgets
 * the person too. The session ends first and in any case.
 */
export async function logout({ id, session }: OpenSession, { store, signIn }: Host, call: LoggedCall): Promise<Answer> {
  await store.remove(id);
  let revoked = true;
  try {
    await signIn.revoke(session.refreshToken);
  } catch (error) {
    revoked = false;
    const message = "the refresh token could not be revoked";
    log({ level: "warn", message, ...call, reason: "not_revoked", ...toDenied(error).options.cause });
  }
  return json(200, { signOutUrl: signIn.logoutUrl(), revoked }, [clearCookie(SESSION_COOKIE)]);
}
