import { createHash, createHmac } from "node:crypto";

export interface Credentials {
  readonly id: string;
  readonly secret: string;
  readonly sessionToken?: string;
}

export interface SignedCall {
  readonly service: string;
  readonly region: string;
  /** Of letters, digits and `-_.~/` only: anything else is encoded twice in a signature. @default "/" */
  readonly path?: string;
  readonly credentials: Credentials;
  readonly time: Date;
  /** All headers that go along, by their names in lower case; `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The headers of a call with its Signature Version 4.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signed({
  service,
  region,
  path = "/",
  credentials,
  time,
  headers,
  body,
}: SignedCall): Record<string, string> {
  const { id, secret, sessionToken } = credentials;
  const stamp = time.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const all: Record<string, string> = {
    ...headers,
    "x-amz-date": stamp,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(all).sort();
  const lines = names.map((name) => `${name}:${all[name]}`);
  const canonical = ["POST", path, "", ...lines, "", names.join(";"), sha256(body)].join("\n");
  const day = stamp.slice(0, 8);
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n")).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...all, authorization };
}
