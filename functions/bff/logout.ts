import { json, type Answer } from "./answer";
import { clearCookie, SESSION_COOKIE } from "./cookies";
import type { OpenSession, Surroundings } from "./session";

/**
 * `POST /auth/logout`: ends the session here and the refresh token at Cognito, and tells the page where to go so that the sign-in page forgets
 * the person too. The session ends first and in any case.
 */
export async function logout({ id, session }: OpenSession, { store, signIn }: Surroundings): Promise<Answer> {
  await store.remove(id);
  const revoked = await signIn.revoke(session.refreshToken).then(
    () => true,
    () => false,
  );
  return json(200, { signOutUrl: signIn.logoutUrl(), revoked }, [clearCookie(SESSION_COOKIE)]);
}
