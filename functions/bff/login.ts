import { clearCookie, LOGIN_COOKIE, readId, SESSION_COOKIE, setCookie } from "./cookies";
import { readIdToken } from "./id-token";
import { Refused } from "./refused";
import { redirect, type Answer } from "./answer";
import { returnTo } from "./return-to";
import { randomId, same } from "./secrets";
import { findSession, type Session, type Surroundings } from "./session";

/** What is kept between the redirect to the sign-in page and the way back. */
interface Login {
  readonly kind: "login";
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** How long somebody may take to sign in, in seconds. */
const LOGIN_SECONDS = 600;

export type Query = Readonly<Record<string, string | undefined>>;
export type Cookies = readonly string[];

/** `GET /auth/login?return_to=/path`: to the sign-in page. */
export async function beginLogin(query: Query, around: Surroundings): Promise<Answer> {
  const { config, store, signIn, now } = around;
  const id = randomId();
  const login: Login = {
    kind: "login",
    state: randomId(),
    nonce: randomId(),
    verifier: randomId(),
    returnTo: returnTo(query["return_to"], config.origin),
  };
  await store.put(id, login, now() + LOGIN_SECONDS);
  return redirect(signIn.authorizeUrl(login), [setCookie(LOGIN_COOKIE, id, LOGIN_SECONDS)]);
}

/** `GET /auth/callback?code=…&state=…`: back from the sign-in page. A login is good for one try, right or wrong. */
export async function finishLogin(query: Query, cookies: Cookies, around: Surroundings): Promise<Answer> {
  const { config, store, now } = around;
  const done = [clearCookie(LOGIN_COOKIE)];
  const login = await takeLogin(cookies, around);
  if (login === undefined) throw new Refused(400, "login_expired", done);
  if (!same(query["state"] ?? "", login.state)) throw new Refused(400, "state_mismatch", done);
  const code = query["code"];
  // With `error` somebody cancelled, or the provider refused; its words aren't repeated.
  if (code === undefined || code === "" || query["error"] !== undefined) throw new Refused(401, "sign_in_failed", done);
  const { tokens, person } = await redeem(code, login, around).catch((error: unknown) => {
    throw error instanceof Refused ? new Refused(error.status, error.code, done) : error;
  });
  // A new id at each sign-in: whoever knew the old one (session fixation) has nothing. The old session ends.
  const old = await findSession(cookies, store);
  if (old !== undefined) await store.remove(old.id);
  const id = randomId();
  const session: Session = {
    kind: "session",
    person,
    csrfToken: randomId(),
    accessToken: tokens.accessToken,
    accessExpiresAt: now() + tokens.expiresIn,
    refreshToken: tokens.refreshToken,
    expiresAt: now() + config.sessionSeconds,
  };
  await store.put(id, session, session.expiresAt);
  return redirect(config.origin + login.returnTo, [...done, setCookie(SESSION_COOKIE, id, config.sessionSeconds)]);
}

async function redeem(code: string, { verifier, nonce }: Login, { config, signIn, now }: Surroundings) {
  const { refreshToken, ...tokens } = await signIn.redeem(code, verifier);
  if (refreshToken === undefined) throw new Refused(401, "sign_in_failed");
  return { tokens: { ...tokens, refreshToken }, person: readIdToken(tokens.idToken, config, nonce, now()) };
}

async function takeLogin(cookies: Cookies, { store }: Surroundings): Promise<Login | undefined> {
  const id = readId(cookies, LOGIN_COOKIE);
  if (id === undefined) return undefined;
  const taken = (await store.take(id)) as Partial<Login> | undefined;
  return taken?.kind === "login" ? (taken as Login) : undefined;
}
