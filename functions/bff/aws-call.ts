import { createHash, createHmac } from "node:crypto";

/** One call of an AWS service that speaks JSON with `x-amz-target`. */
export type AwsCall = (service: string, target: string, body: object) => Promise<unknown>;

/** What AWS refused, by its code; its message may quote the request and is dropped. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    readonly service: string,
    readonly code: string,
    readonly status: number,
  ) {
    super(`${service} answered ${status} ${code}`);
  }
}

export interface AwsSettings {
  readonly region: string;
  /** Read anew for each call: Lambda's credentials change while it runs. */
  readonly credentials: () => { readonly id: string; readonly secret: string; readonly sessionToken?: string };
  /** Where the service is. @default `https://SERVICE.REGION.amazonaws.com` */
  readonly endpoint?: string;
  readonly fetch: typeof fetch;
  readonly now?: () => Date;
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * Calls AWS with Signature Version 4 and nothing but the runtime: two services and five actions don't weigh up the time the SDK takes to load
 * at each cold start. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function awsCall(settings: AwsSettings): AwsCall {
  const { region } = settings;
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return async (service, target, body) => {
    const url = new URL(settings.endpoint ?? `https://${service}.${region}.${suffix}`);
    const text = JSON.stringify(body);
    const time = (settings.now?.() ?? new Date()).toISOString().replace(/[-:]|\.\d{3}/g, "");
    const { id, secret, sessionToken } = settings.credentials();
    const signed: Record<string, string> = {
      "content-type": `application/x-amz-json-${service === "dynamodb" ? "1.0" : "1.1"}`,
      host: url.host,
      "x-amz-date": time,
      ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
      "x-amz-target": target,
    };
    const names = Object.keys(signed).sort();
    const canonical = [
      "POST",
      "/",
      "",
      ...names.map((name) => `${name}:${signed[name]}`),
      "",
      names.join(";"),
      sha256(text),
    ].join("\n");
    const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
    const key = ["aws4_request", service, region, time.slice(0, 8)].reduceRight<string | Buffer>(
      (previous, part) => hmac(previous, part),
      `AWS4${secret}`,
    );
    const signature = hmac(key as Buffer, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n"));
    // fetch sets the host by itself, to the same value.
    const headers = Object.fromEntries(Object.entries(signed).filter(([name]) => name !== "host"));
    const answer = await settings.fetch(new URL("/", url), {
      method: "POST",
      headers: {
        ...headers,
        authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature.toString("hex")}`,
      },
      body: text,
      signal: AbortSignal.timeout(3000),
    });
    const parsed = (await answer.json().catch(() => ({}))) as { readonly __type?: string };
    if (answer.ok) return parsed;
    throw new AwsError(service, parsed.__type?.split("#").pop() ?? "unknown", answer.status);
  };
}
