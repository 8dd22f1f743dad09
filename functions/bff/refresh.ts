import { log, type LoggedCall } from "../shared/log";
import { clearCookie, SESSION_COOKIE } from "./cookies";
import { Denied } from "./denied";
import { revoke } from "./logout";
import { loadSession, type Host, type OpenSession, type Session } from "./session";
import { toDenied } from "./to-denied";
import { SignInError } from "./token-endpoint";

/** An access token that is good for less than this is renewed first, in seconds: it must still be good when it arrives. */
const MARGIN = 30;

/** Renewed sessions that could not be written yet, at most; the oldest makes room. */
const MAX_UNWRITTEN = 100;

const keyOf = ({ id, version }: OpenSession): string => `${id} ${version}`;

/**
 * The session with an access token that is good for a while. Of several requests at once in one function instance one refreshes and the
 * others wait for it; across instances the first to write wins, and the others take its tokens.
 */
export class SessionRefresher {
  private readonly running = new Map<string, Promise<OpenSession>>();
  /** A rotated refresh token can't be got a second time: it is kept here until the table takes it. */
  private readonly unwritten = new Map<string, Session>();

  constructor(private readonly host: Host) {}

  async fresh(open: OpenSession, call: LoggedCall): Promise<OpenSession> {
    return open.session.accessExpiresAt - MARGIN > this.host.now() ? open : this.renew(open, call);
  }

  /** Gives away what could not be written for a session that ends: its refresh token is the newest. */
  takeUnwritten(open: OpenSession): Session | undefined {
    const key = keyOf(open);
    const session = this.unwritten.get(key);
    this.unwritten.delete(key);
    return session;
  }

  /** Renews whatever the clock says: the API refused the token. */
  renew(open: OpenSession, call: LoggedCall): Promise<OpenSession> {
    const key = keyOf(open);
    const running = this.running.get(key);
    if (running !== undefined) return running;
    const started = this.refresh(open, key, call).finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }

  private async refresh(open: OpenSession, key: string, call: LoggedCall): Promise<OpenSession> {
    const kept = this.unwritten.get(key);
    const isKept = kept !== undefined && kept.accessExpiresAt - MARGIN > this.host.now();
    let session: Session;
    try {
      session = isKept ? kept : await this.renewed(kept ?? open.session);
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      // Throttled, out of order, or asked with a wrong secret: nobody is signed out.
      if (!error.isInvalidGrant) throw error.toDenied();
      this.unwritten.delete(key);
      return this.successorOf(open, error);
    }
    return this.write(open, key, session, call);
  }

  private async renewed(session: Session): Promise<Session> {
    const tokens = await this.host.signIn.refresh(session.refreshToken);
    return {
      ...session,
      accessToken: tokens.accessToken,
      accessExpiresAt: this.host.now() + tokens.expiresIn,
      refreshToken: tokens.refreshToken ?? session.refreshToken,
    };
  }

  private async write(open: OpenSession, key: string, session: Session, call: LoggedCall): Promise<OpenSession> {
    const { store, signIn } = this.host;
    let written: boolean;
    try {
      written = await store.replace(open.id, session, session.expiresAt, open.version);
    } catch (error) {
      // Whatever kept it from being written: the old refresh token may be used up, and this is the only copy of the new one.
      for (const oldest of this.unwritten.keys())
        if (this.unwritten.size >= MAX_UNWRITTEN) this.unwritten.delete(oldest);
      this.unwritten.set(key, session);
      const message = "a renewed session could not be written yet";
      log({ level: "error", message, ...call, reason: "not_written", ...toDenied(error).options.cause });
      return { ...open, session };
    }
    this.unwritten.delete(key);
    if (!written) {
      // Signed out meanwhile: nobody will use the token that was got for it.
      if ((await loadSession(open.id, store)) === undefined) await revoke(signIn, session.refreshToken, call);
      return this.successorOf(open, undefined);
    }
    return (await loadSession(open.id, store)) ?? this.end(open, undefined);
  }

  /**
   * What another instance wrote meanwhile; without it the session is over. Where Cognito refused a rotated token, the instance that got the
   * new one may not have written it yet, so that is waited for.
   */
  private async successorOf(open: OpenSession, refused: SignInError | undefined): Promise<OpenSession> {
    const { store, wait } = this.host;
    for (let tries = refused ? 4 : 1; tries > 0; tries--) {
      const now = await loadSession(open.id, store);
      if (now === undefined) break;
      if (now.version !== open.version) return now;
      if (tries > 1) await wait(150);
    }
    return this.end(open, refused);
  }

  private async end(open: OpenSession, refused: SignInError | undefined): Promise<never> {
    if (refused) await this.host.store.remove(open.id, open.version);
    throw new Denied(401, "session_expired", {
      cookies: [clearCookie(SESSION_COOKIE)],
      ...(refused && { cause: { service: "cognito", status: refused.status, code: refused.code } }),
    });
  }
}
