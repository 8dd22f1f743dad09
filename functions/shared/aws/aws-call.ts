import { AwsError } from "./aws-error";
import { networkCode } from "./network-code";
import { endpointOf, type AwsSettings } from "./settings";
import { retry } from "./retry";
import { signed } from "./signature-v4";

/** One call of an AWS service that speaks JSON with `x-amz-target`. @throws AwsError */
export type AwsCall = (service: string, target: string, body: object) => Promise<unknown>;

/** For each try, in milliseconds. */
const TIMEOUT = 2000;

/**
 * Calls AWS with Signature Version 4 and nothing but the runtime; docs/adr/0021-backend-without-oauth-and-aws-libraries.md has the figures of the libraries that were tried. Transient
 * failures are tried again, so a call may be made twice: what it does must be the same the second time, or the caller has to look.
 */
export function awsCall(settings: AwsSettings): AwsCall {
  return (service, target, body) =>
    retry(
      () => callOnce(settings, service, target, JSON.stringify(body)),
      (error) => error instanceof AwsError && error.isTransient,
      settings,
    );
}

async function callOnce(settings: AwsSettings, service: string, target: string, body: string): Promise<unknown> {
  const { region, credentials, fetch, now } = settings;
  const url = new URL("/", endpointOf(settings, service));
  const headers = signed({
    service,
    region,
    credentials: credentials(),
    time: now?.() ?? new Date(),
    headers: {
      "content-type": `application/x-amz-json-${service === "dynamodb" ? "1.0" : "1.1"}`,
      host: url.host,
      "x-amz-target": target,
    },
    body,
  });
  // fetch sets the host by itself, to the same value.
  delete headers["host"];
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT) });
    text = await answer.text();
  } catch (error) {
    throw new AwsError(service, networkCode(error));
  }
  const parsed = parse(text);
  // Half an answer must not be taken for one that says that there is nothing.
  if (answer.ok && parsed === undefined) throw new AwsError(service, "UnreadableAnswer", answer.status);
  if (answer.ok) return parsed;
  const type = parsed?.["__type"];
  throw new AwsError(service, typeof type === "string" ? codeOf(type) : "Unknown", answer.status);
}

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException`: the part behind `#`, as far as it is a word. */
function codeOf(type: string): string {
  return /^\w{1,80}$/.exec(type.split("#").pop() ?? "")?.[0] ?? "Unknown";
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
