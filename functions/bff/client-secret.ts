import { ConfigError } from "../../posture/claims/coded-error";
import type { AwsCall } from "../shared/aws/aws-call";
import { AwsError } from "../shared/aws/aws-error";
import { log } from "../shared/log";

/** How long a secret is used before it is read again, in seconds. */
const KEEP_FOR = 300;

/** The client's secret, for as long as it is good. */
export interface ClientSecret {
  get(): Promise<string>;
  /** After the sign-in service refused this one: reads again, unless another request did so meanwhile. */
  renew(refused: string): Promise<string>;
}

/**
 * The client's secret out of Secrets Manager, where it lies as `{client_id, client_secret}`. Kept for five minutes, so that a changed one is
 * picked up without a new deployment; a failed read is tried again at the next request. While Secrets Manager is away or throttles, the secret
 * that was read last goes on: most likely it is still good, and where it isn't, its refusal makes it be read again.
 */
export function clientSecret(arn: string, call: AwsCall, now: () => number): ClientSecret {
  let kept: { readonly until: number; readonly value: Promise<string> } | undefined;
  let last: string | undefined;
  const readAgain = async (): Promise<string> => {
    try {
      return (last = await read(arn, call));
    } catch (error) {
      if (last === undefined || !(error instanceof AwsError) || !error.isTransient) throw error;
      const { service, status, code } = error;
      const message = "the client's secret could not be read again";
      log({ level: "warn", message, reason: "secret_not_read", service, status, code });
      return last;
    }
  };
  const get = (): Promise<string> => {
    if (kept === undefined || kept.until <= now()) {
      const value = readAgain();
      kept = { until: now() + KEEP_FOR, value };
      value.catch(() => (kept = undefined));
    }
    return kept.value;
  };
  return {
    get,
    async renew(refused) {
      const current = kept;
      if (current !== undefined && (await current.value) === refused && kept === current) kept = undefined;
      return get();
    },
  };
}

async function read(arn: string, call: AwsCall): Promise<string> {
  const answer = (await call("secretsmanager", "secretsmanager.GetSecretValue", { SecretId: arn })) as {
    readonly SecretString?: string;
  };
  const parsed = parse(answer.SecretString);
  if (typeof parsed?.client_secret === "string" && parsed.client_secret !== "") return parsed.client_secret;
  throw new ConfigError("The client's secret is not in Secrets Manager in the form {client_id, client_secret}");
}

function parse(text: string | undefined): { readonly client_secret?: unknown } | undefined {
  try {
    return JSON.parse(text ?? "null") as { readonly client_secret?: unknown } | undefined;
  } catch {
    // The exception would quote the secret.
    return undefined;
  }
}
