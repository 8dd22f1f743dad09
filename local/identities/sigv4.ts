import { createHash, createHmac } from "node:crypto";

/** Credentials as AWS STS hands them out; long-lived ones have no session token. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ToSign {
  readonly method: string;
  readonly url: string;
  readonly region: string;
  /** `execute-api` for routes behind IAM. */
  readonly service: string;
  readonly body?: string | Uint8Array;
  /** Signed along with `host` and `x-amz-date`; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Everything but unreserved characters as %XX (RFC 3986); encodeURIComponent leaves five more alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The headers that sign a request with Signature Version 4: what to send beside its own.
 * Create a signed AWS API request https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed(request: ToSign, credentials: Credentials, now: Date = new Date()): Record<string, string> {
  const url = new URL(request.url);
  const time = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const date = time.slice(0, 8);
  const added = {
    "x-amz-date": time,
    ...(request.service === "s3" && { "x-amz-content-sha256": sha256(request.body ?? "") }),
    ...(credentials.sessionToken === undefined ? {} : { "x-amz-security-token": credentials.sessionToken }),
  };
  const headers: Record<string, string> = { ...request.headers, host: url.host, ...added };
  const names = Object.keys(headers).sort();
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const canonical = [
    request.method,
    // Segments are encoded once more than they stand in the URL, for every service but S3.
    url.pathname.split("/").map(encode).join("/"),
    query,
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    names.join(";"),
    sha256(request.body ?? ""),
  ].join("\n");
  const scope = `${date}/${request.region}/${request.service}/aws4_request`;
  const key = [date, request.region, request.service, "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).toString("hex");
  return {
    ...added,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}
