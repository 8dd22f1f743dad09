import { existsSync, readFileSync } from "node:fs";
import type { Construct } from "constructs";
import type { BackendOptions } from "./stack/backend";
import type { Packaging } from "./compute/package";
import { ConfigurationError } from "./errors/configuration-error";
import { readBackend } from "./stack/read-backend";

/** What differs from one deployment to the next. */
export interface Settings {
  /** Begins the name of everything in AWS. */
  readonly project: string;
  /** `example.com` */
  readonly domain: string;
  /** `eu-central-1` */
  readonly region: string;
  /** On every resource that takes tags. @default none */
  readonly tags: Readonly<Record<string, string>>;
  /** @default `https://DOMAIN/callback` */
  readonly callbackUrls: readonly [string, ...string[]];
  /** @default `https://DOMAIN/logout` */
  readonly logoutUrls: readonly string[];
  /** `archive` (zipped by the archive provider) or `prebuilt` (zipped at synth). @default "archive" */
  readonly packaging: Packaging;
  /** Where the state is kept. @default undefined: no backend is emitted, and the state lies in the stack's folder */
  readonly backend: BackendOptions | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from cdktf's context (`context` in cdktf.json), each overridden by an environment variable of the name in capitals:
 * `PROJECT`, `DOMAIN`, `AWS_REGION`, `TAGS` (JSON), `CALLBACK_URLS` and `LOGOUT_URLS` (separated by spaces), `LAMBDA_PACKAGING`,
 * `BACKEND` (JSON; empty for none).
 * @throws ConfigurationError `setting` naming the value that is missing or wrong, `backend` and `backend-secret` as `readBackend` does
 */
export function readSettings(scope: Construct, environment: Environment): Settings {
  const text = (key: string, variable: string, fallback?: string): string => {
    const value: unknown = environment[variable] ?? contextOf(scope, key) ?? fallback;
    if (typeof value === "string" && value.trim() !== "") return value;
    if (value === undefined) throw wrong(key, variable, "is missing");
    throw wrong(key, variable, typeof value === "string" ? "is empty" : `is ${JSON.stringify(value)}, not a string`);
  };
  const list = (key: string, variable: string, fallback: readonly string[]): readonly string[] => {
    const value: unknown =
      environment[variable]?.split(/\s+/).filter((word) => word !== "") ?? contextOf(scope, key) ?? fallback;
    if (Array.isArray(value) && value.every((item): item is string => typeof item === "string")) return value;
    throw wrong(key, variable, `is ${JSON.stringify(value)}, not a list of strings`);
  };
  const domain = text("domain", "DOMAIN");
  const [callback, ...moreCallbacks] = list("callbackUrls", "CALLBACK_URLS", [`https://${domain}/callback`]);
  if (callback === undefined) throw wrong("callbackUrls", "CALLBACK_URLS", "is empty");
  const packaging = text("packaging", "LAMBDA_PACKAGING", "archive");
  if (packaging !== "archive" && packaging !== "prebuilt") {
    throw wrong("packaging", "LAMBDA_PACKAGING", `is "${packaging}"; write archive or prebuilt`);
  }
  return {
    project: text("project", "PROJECT"),
    domain,
    region: text("region", "AWS_REGION", environment.AWS_DEFAULT_REGION),
    tags: tags(scope, environment),
    callbackUrls: [callback, ...moreCallbacks],
    logoutUrls: list("logoutUrls", "LOGOUT_URLS", [`https://${domain}/logout`]),
    packaging,
    backend: backend(scope, environment),
  };
}

const CDKTF_JSON = "cdktf.json";
const KEYS = ["project", "domain", "region", "tags", "callbackUrls", "logoutUrls", "packaging", "backend"];

/** The cdktf command hands the context of cdktf.json over. A program that is run by itself has none, and finds the file in the working directory. */
function contextOf(scope: Construct, key: string): unknown {
  if (!existsSync(CDKTF_JSON) || KEYS.some((name) => scope.node.tryGetContext(name) !== undefined))
    return scope.node.tryGetContext(key);
  return contextOfFile(key)[key];
}

function contextOfFile(key: string): Readonly<Record<string, unknown>> {
  try {
    const file = JSON.parse(readFileSync(CDKTF_JSON, "utf8")) as {
      readonly context?: Readonly<Record<string, unknown>>;
    };
    return file.context ?? {};
  } catch {
    throw new ConfigurationError(
      "setting",
      key,
      "cdktf.json can't be read as JSON",
      "Fix the file, or set the environment variables",
    );
  }
}

function backend(scope: Construct, { BACKEND }: Environment): BackendOptions | undefined {
  const value: unknown = BACKEND === undefined ? contextOf(scope, "backend") : json(BACKEND);
  return value === undefined ? undefined : readBackend(value);
}

function json(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw wrong("backend", "BACKEND", "is not JSON");
  }
}

function tags(scope: Construct, environment: Environment): Readonly<Record<string, string>> {
  let value: unknown = contextOf(scope, "tags") ?? {};
  if (environment.TAGS !== undefined) {
    try {
      value = JSON.parse(environment.TAGS);
    } catch {
      throw wrong("tags", "TAGS", "is not JSON");
    }
  }
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isMap && Object.values(value as object).every((item) => typeof item === "string"))
    return value as Record<string, string>;
  throw wrong("tags", "TAGS", `is ${JSON.stringify(value)}, not a map of strings`);
}

function wrong(key: string, variable: string, problem: string): ConfigurationError {
  return new ConfigurationError(
    "setting",
    key,
    `it ${problem}`,
    `Set "${key}" under "context" in cdktf.json, or the environment variable ${variable}`,
  );
}
