import { clearCookie, SESSION_COOKIE } from "./cookies";
import type { Tokens } from "./oauth";
import { Refused } from "./refused";
import { loadSession, type OpenSession, type Session, type Surroundings } from "./session";

/** An access token that is good for less than this is renewed first, in seconds: it must still be good when it arrives. */
const MARGIN = 30;

/**
 * The session with an access token that is good for a while. Of several requests at once in one function instance one refreshes and the
 * others wait for it; across instances the first to write wins, and the others take its tokens.
 */
export class Refresher {
  private readonly running = new Map<string, Promise<OpenSession>>();

  constructor(private readonly around: Surroundings) {}

  async fresh(open: OpenSession): Promise<OpenSession> {
    return open.session.accessExpiresAt - MARGIN > this.around.now() ? open : this.renew(open);
  }

  /** Renews whatever the clock says: the API refused the token. */
  renew(open: OpenSession): Promise<OpenSession> {
    const key = `${open.id} ${open.version}`;
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const started = this.refresh(open).finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }

  private async refresh(open: OpenSession): Promise<OpenSession> {
    const { store, signIn, now } = this.around;
    let tokens: Tokens;
    try {
      tokens = await signIn.refresh(open.session.refreshToken);
    } catch (error) {
      // With the sign-in service away nobody is signed out.
      if (!(error instanceof Refused) || error.code !== "sign_in_failed") throw error;
      return this.successorOf(open, true);
    }
    const session: Session = {
      ...open.session,
      accessToken: tokens.accessToken,
      accessExpiresAt: now() + tokens.expiresIn,
      refreshToken: tokens.refreshToken ?? open.session.refreshToken,
    };
    const written = await store.replace(open.id, session, session.expiresAt, open.version);
    if (!written) return this.successorOf(open, false);
    return (await loadSession(open.id, store)) ?? this.end(open, false);
  }

  /**
   * What another instance wrote meanwhile; without it the session is over. Where Cognito refused a rotated token, the instance that got the
   * new one may not have written it yet, so that is waited for.
   */
  private async successorOf(open: OpenSession, refused: boolean): Promise<OpenSession> {
    const { store, wait } = this.around;
    for (let tries = refused ? 4 : 1; tries > 0; tries--) {
      const now = await loadSession(open.id, store);
      if (now === undefined) break;
      if (now.version !== open.version) return now;
      if (tries > 1) await wait(150);
    }
    return this.end(open, refused);
  }

  private async end(open: OpenSession, remove: boolean): Promise<never> {
    if (remove) await this.around.store.remove(open.id, open.version);
    throw new Refused(401, "session_expired", [clearCookie(SESSION_COOKIE)]);
  }
}
