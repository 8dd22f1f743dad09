import type { BackendOptions } from "./backend";
import type { ErrorCode } from "../errors/codes";
import { ConfigurationError } from "../errors/configuration-error";
import { nearest } from "../nearest";
import { isRecord } from "../props/shape";
import { parseUrl } from "../../posture/claims/parse-url";

interface Kind {
  /** What may be said; true where it has to be. */
  readonly options: Readonly<Record<string, boolean>>;
  /** What takes the place of a secret, by the secret's name. */
  readonly secrets: Readonly<Record<string, string>>;
}

const KINDS: Readonly<Record<BackendOptions["type"], Kind>> = {
  local: { options: { path: false }, secrets: {} },
  s3: {
    options: {
      bucket: true,
      key: true,
      region: false,
      useLockfile: false,
      encrypt: false,
      kmsKeyId: false,
      workspaceKeyPrefix: false,
      profile: false,
      assumeRole: false,
    },
    secrets: {
      accessKey: "AWS_ACCESS_KEY_ID",
      secretKey: "AWS_SECRET_ACCESS_KEY",
      token: "AWS_SESSION_TOKEN",
      sseCustomerKey: "AWS_SSE_CUSTOMER_KEY",
    },
  },
  http: {
    options: {
      address: true,
      lockAddress: false,
      unlockAddress: false,
      updateMethod: false,
      lockMethod: false,
      unlockMethod: false,
    },
    secrets: {
      username: "TF_HTTP_USERNAME",
      password: "TF_HTTP_PASSWORD",
      clientPrivateKeyPem: "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
    },
  },
  remote: {
    options: { organization: true, workspaces: true, hostname: false },
    secrets: { token: "TF_TOKEN_app_terraform_io (your host's name, with _ for .)" },
  },
};

/** Options whose value is not a string. */
const SHAPES: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  useLockfile: (value) => (typeof value === "boolean" ? undefined : "true or false"),
  encrypt: (value) => (typeof value === "boolean" ? undefined : "true or false"),
  assumeRole: (value) =>
    holds(value, ["roleArn"], ["externalId", "sessionName"]) ? undefined : '{ "roleArn": "arn:aws:iam::…" }',
  workspaces: (value) =>
    holds(value, ["name"], []) || holds(value, ["prefix"], []) ? undefined : '{ "name": "…" } or { "prefix": "…" }',
};

const SECRET = /token|secret|password|passwd|credential|username|(private|access|customer)_?key/i;

/**
 * Reads a backend from configuration: `{ "type": "s3", "bucket": "…", "key": "…" }`.
 * @throws ConfigurationError `backend` for what can't be read, `backend-secret` for a secret, which would be written into the output. The message
 * names the environment variable to use and never the value.
 */
export function readBackend(value: unknown, where = "backend"): BackendOptions {
  const refuse = (found: string, instead: string, code: ErrorCode = "backend"): never => {
    throw new ConfigurationError(code, where, found, instead);
  };
  if (!isRecord(value)) return refuse("it must be an object", 'Write { "type": "s3", "bucket": "…", "key": "…" }');
  const types = Object.keys(KINDS);
  const type = types.find((name): name is BackendOptions["type"] => name === value["type"]);
  if (type === undefined) {
    const meant = typeof value["type"] === "string" ? nearest(value["type"], types) : undefined;
    return refuse(
      value["type"] === undefined ? "it has no type" : "its type is unknown",
      meant === undefined ? `Write one of ${types.join(", ")}` : `Did you mean "${meant}"?`,
    );
  }
  const { options, secrets } = KINDS[type];
  for (const [name, given] of Object.entries(value)) {
    if (name === "type") continue;
    if (name in options) checkValue(name, given, refuse);
    else if (camelCase(name) in secrets || SECRET.test(name)) {
      const variable = secrets[camelCase(name)];
      refuse(
        `"${name}" is a secret, and would stand in the emitted Terraform`,
        variable === undefined ? "Give it to Terraform in its environment" : `Set the environment variable ${variable}`,
        "backend-secret",
      );
    } else refuse(`a backend of the type ${type} has no "${name}"`, unknownOption(name, Object.keys(options)));
  }
  const missing = Object.keys(options).filter((name) => options[name] === true && value[name] === undefined);
  if (missing.length > 0) refuse(`a backend of the type ${type} lacks ${missing.join(" and ")}`, "Add it");
  return value as unknown as BackendOptions;
}

type Refuse = (found: string, instead: string, code?: ErrorCode) => never;

function checkValue(name: string, value: unknown, refuse: Refuse): void {
  const shape = SHAPES[name];
  if (shape !== undefined) {
    const wanted = shape(value);
    if (wanted !== undefined) refuse(`its ${name} can't be read`, `Write ${wanted}`);
    return;
  }
  if (typeof value !== "string" || value.trim() === "") refuse(`its ${name} must be a string`, "Write a string");
  else if (/address$/i.test(name)) checkAddress(name, value, refuse);
}

function checkAddress(name: string, value: string, refuse: Refuse): void {
  const url = parseUrl(value);
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url?.hostname ?? "");
  if (url === undefined || !(url.protocol === "https:" || (url.protocol === "http:" && local)))
    refuse(`its ${name} must be an https URL`, "Write https://…: the state holds secrets");
  else if (url.username !== "" || url.password !== "" || [...url.searchParams.keys()].some((key) => SECRET.test(key)))
    refuse(
      `its ${name} holds a secret`,
      "Leave it out; set TF_HTTP_USERNAME and TF_HTTP_PASSWORD when Terraform runs",
      "backend-secret",
    );
}

function unknownOption(name: string, known: readonly string[]): string {
  if (/dynamodb/i.test(name)) return "Leave it out: S3 locks by itself (useLockfile)";
  const meant = nearest(camelCase(name), known) ?? known.find((option) => option === camelCase(name));
  return meant === undefined ? `It takes ${known.join(", ")}` : `Did you mean "${meant}"?`;
}

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function holds(value: unknown, required: readonly string[], optional: readonly string[]): boolean {
  return (
    isRecord(value) &&
    required.every((name) => value[name] !== undefined) &&
    Object.entries(value).every(([name, text]) => typeof text === "string" && [...required, ...optional].includes(name))
  );
}
