import { ConfigError } from "../../posture/claims/coded-error";
import { parseUrl } from "../../posture/claims/parse-url";
/** What the construct `BackendForFrontend` tells the function, in environment variables. */
export interface Config {
  /** Where the browser sees this function, without a path: `https://app.example.com`. */
  readonly origin: string;
  /** The API that calls are handed on to, without a trailing slash. */
  readonly apiUrl: string;
  /** The pool's sign-in domain: `https://…`, without a trailing slash. */
  readonly signInUrl: string;
  /** The tokens' `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Secrets Manager's ARN of `{client_id, client_secret}`. */
  readonly secretArn: string;
  readonly table: string;
  /** Blank-separated. */
  readonly scopes: string;
  /** How long a session lasts however much it is used, in seconds. */
  readonly sessionSeconds: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming the variable: the function must not start half configured */
export function readConfig(environment: Environment): Config {
  const text = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === "") throw new ConfigError(`The environment variable ${name} is missing`);
    return value;
  };
  const address = (name: string): string => {
    const url = parseUrl(text(name));
    const local = url !== undefined && ["localhost", "127.0.0.1"].includes(url.hostname);
    if (url?.protocol !== "https:" && !local)
      throw new ConfigError(`The environment variable ${name} is not an https address`);
    return text(name).replace(/\/+$/, "");
  };
  const sessionSeconds = Number(text("SESSION_SECONDS"));
  if (!Number.isInteger(sessionSeconds) || sessionSeconds < 60)
    throw new ConfigError("The environment variable SESSION_SECONDS is not a number of at least 60");
  return {
    origin: new URL(address("APP_ORIGIN")).origin,
    apiUrl: address("API_URL"),
    signInUrl: address("SIGN_IN_URL"),
    issuer: text("ISSUER"),
    clientId: text("CLIENT_ID"),
    secretArn: text("CLIENT_SECRET_ARN"),
    table: text("SESSION_TABLE"),
    scopes: text("SCOPES"),
    sessionSeconds,
  };
}

export const PATHS = {
  login: "/auth/login",
  callback: "/auth/callback",
  logout: "/auth/logout",
  session: "/auth/session",
  api: "/api",
} as const;
