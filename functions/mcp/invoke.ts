import { AwsError } from "../shared/aws/aws-error";
import { networkCode } from "../shared/aws/network-code";
import { retry } from "../shared/aws/retry";
import { endpointOf, type AwsSettings } from "../shared/aws/settings";
import { signed } from "../shared/aws/signature-v4";

/** Calls the function behind, waits for its answer. @throws AwsError */
export type Invoke = (event: object) => Promise<unknown>;

/** Below API Gateway's 30 seconds, in milliseconds. */
const TIMEOUT = 27_000;

/** Lambda's Invoke, made again only when it was throttled: then it did nothing. */
export function lambdaInvoke(functionName: string, settings: AwsSettings): Invoke {
  return (event) =>
    retry(
      () => invokeOnce(functionName, settings, JSON.stringify(event)),
      (error) => error instanceof AwsError && error.status === 429,
      settings,
    );
}

async function invokeOnce(functionName: string, settings: AwsSettings, body: string): Promise<unknown> {
  const { region, credentials, fetch, now } = settings;
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  const url = new URL(path, endpointOf(settings, "lambda"));
  const headers = signed({
    service: "lambda",
    region,
    path,
    credentials: credentials(),
    time: now?.() ?? new Date(),
    headers: { "content-type": "application/json", host: url.host },
    body,
  });
  delete headers["host"];
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT) });
    text = await answer.text();
  } catch (error) {
    throw new AwsError("lambda", networkCode(error));
  }
  if (!answer.ok) {
    const code = answer.headers.get("x-amzn-errortype")?.split(":")[0] ?? "";
    throw new AwsError("lambda", /^\w{1,80}$/.test(code) ? code : "Unknown", answer.status);
  }
  // The function itself failed; its words stay in its own log.
  if (answer.headers.has("x-amz-function-error")) throw new AwsError("lambda", "FunctionError", answer.status);
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError("lambda", "UnreadableAnswer", answer.status);
  }
}
