import { CodedError } from "../../posture/claims/coded-error";
import type { ClientSecret } from "./client-secret";
import type { Config } from "./config";
import { Denied } from "./denied";
import { networkCode } from "../shared/aws/network-code";
import { retry, type RetryHost } from "../shared/aws/retry";

/** Error codes of RFC 6749 (sections 4.1.2.1 and 5.2) and OpenID Connect that may stand in the log; other words could quote something. */
const CODES = new Set(
  (
    "invalid_request invalid_client invalid_grant unauthorized_client unsupported_grant_type invalid_scope access_denied " +
    "unsupported_response_type server_error temporarily_unavailable too_many_requests slow_down login_required " +
    "interaction_required consent_required"
  ).split(" "),
);

/** An error code as it may be logged. */
export const oauthCode = (value: unknown): string =>
  typeof value === "string" && CODES.has(value) ? value : "unknown";

/** The sign-in service didn't do what it was asked. Its own words are dropped: they may quote the code or the token. */
export class SignInError extends CodedError {
  override readonly name = "SignInError";

  constructor(
    /** An OAuth error code, or what kept the answer from being read. */
    code: string,
    /** Undefined without an answer. */
    readonly status?: number,
  ) {
    super(code, `the sign-in service answered ${status ?? "nothing"}: ${code}`);
  }

  /** The code or the refresh token is used up, revoked, expired, or another client's: RFC 6749, section 5.2. Nothing else says so. */
  get isInvalidGrant(): boolean {
    return this.code === "invalid_grant" && this.status !== undefined && this.status < 500;
  }

  get isThrottled(): boolean {
    return this.status === 429 || this.code === "too_many_requests" || this.code === "slow_down";
  }

  /** A throttled call did nothing; one that got no answer, or half of one, may have done its work. */
  get isUncertain(): boolean {
    return this.status === undefined || this.status >= 500 || this.code === "unreadable_answer";
  }

  get isClientRejected(): boolean {
    return this.code === "invalid_client";
  }

  /** What the browser is told: that it isn't the person's fault, and that a repetition may help. */
  toDenied(): Denied {
    const cause = { service: "cognito", status: this.status, code: this.code };
    if (this.isThrottled) return new Denied(503, "upstream_unavailable", { cause, headers: { "retry-after": "1" } });
    return new Denied(502, "upstream_unavailable", { cause });
  }
}

/** For each try, in milliseconds. */
const TIMEOUT = 4000;

export interface EndpointHost extends RetryHost {
  readonly fetch: typeof fetch;
}

interface PostOptions {
  /** Whether the call may be made again when nobody knows whether the first one did its work. */
  readonly repeatable: boolean;
}

/** Posts a form to one of Cognito's endpoints as the confidential client. @throws SignInError */
export type PostForm = (
  path: string,
  form: Readonly<Record<string, string>>,
  options: PostOptions,
) => Promise<Readonly<Record<string, unknown>>>;

/**
 * A throttled call is made again after a pause, an uncertain one where that does no harm, and one whose client was refused once with the
 * secret read anew: it may have been rotated.
 */
export function formPoster(
  config: Pick<Config, "signInUrl" | "clientId">,
  secret: ClientSecret,
  host: EndpointHost,
): PostForm {
  const once = async (path: string, form: Readonly<Record<string, string>>, clientSecret: string) => {
    const basic = Buffer.from(`${config.clientId}:${clientSecret}`).toString("base64");
    let answer: Response;
    let text: string;
    try {
      answer = await host.fetch(config.signInUrl + path, {
        method: "POST",
        headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(form).toString(),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT),
      });
      text = await answer.text();
    } catch (error) {
      throw new SignInError(networkCode(error));
    }
    const body = parse(text);
    if (!answer.ok) throw new SignInError(oauthCode(body?.["error"]), answer.status);
    // The revocation endpoint answers without a body.
    if (body === undefined && text !== "") throw new SignInError("unreadable_answer", answer.status);
    return body ?? {};
  };
  return (path, form, { repeatable }) => {
    const mayRepeat = (error: unknown) =>
      error instanceof SignInError && (error.isThrottled || (repeatable && error.isUncertain));
    return retry(
      async () => {
        const known = await secret.get();
        try {
          return await once(path, form, known);
        } catch (error) {
          if (!(error instanceof SignInError) || !error.isClientRejected) throw error;
          const renewed = await secret.renew(known);
          if (renewed === known) throw error;
          return once(path, form, renewed);
        }
      },
      mayRepeat,
      host,
    );
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
