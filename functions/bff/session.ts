import type { Config } from "./config";
import type { SignedInUser } from "./id-token";
import { Denied } from "./denied";
import type { SignIn } from "./oauth";
import { clearCookie, readId, SESSION_COOKIE } from "./cookies";
import type { Store } from "./store";

/** What the function needs of its host; tests bring their own. */
export interface Host {
  readonly config: Config;
  readonly store: Store;
  readonly signIn: SignIn;
  readonly fetch: typeof fetch;
  /** Seconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** What the server remembers of who is signed in. It never leaves the server but for `person` and `csrfToken`. */
export interface Session {
  readonly kind: "session";
  readonly person: SignedInUser;
  readonly csrfToken: string;
  readonly accessToken: string;
  readonly accessExpiresAt: number;
  readonly refreshToken: string;
  /** Set at sign-in and never moved. */
  readonly expiresAt: number;
}

export interface OpenSession {
  readonly id: string;
  readonly version: string;
  readonly session: Session;
}

/** @throws Denied 401 `not_signed_in` without a session, and the cookie is cleared */
export async function openSession(cookies: readonly string[], store: Store): Promise<OpenSession> {
  const open = await findSession(cookies, store);
  if (open !== undefined) return open;
  throw new Denied(401, "not_signed_in", { cookies: [clearCookie(SESSION_COOKIE)] });
}

export async function findSession(cookies: readonly string[], store: Store): Promise<OpenSession | undefined> {
  const id = readId(cookies, SESSION_COOKIE);
  return id === undefined ? undefined : loadSession(id, store);
}

export async function loadSession(id: string, store: Store): Promise<OpenSession | undefined> {
  const stored = await store.get(id);
  // A login in progress lies in the same table: its id is no session.
  if (stored === undefined || (stored.value as Partial<Session>).kind !== "session") return undefined;
  return { id, version: stored.version, session: stored.value as Session };
}
