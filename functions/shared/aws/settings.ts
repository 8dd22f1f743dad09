import type { RetryHost } from "./retry";
import type { Credentials } from "./signature-v4";

export interface AwsSettings extends RetryHost {
  readonly region: string;
  /** Read anew for each call: Lambda's credentials change while it runs. */
  readonly credentials: () => Credentials;
  /** Where the service is. @default `https://SERVICE.REGION.amazonaws.com` */
  readonly endpoint?: string;
  readonly fetch: typeof fetch;
  readonly now?: () => Date;
}

/** Where names of hosts end otherwise: China, and the European Sovereign Cloud. */
const SUFFIXES = [
  ["cn-", "amazonaws.com.cn"],
  ["eusc-", "amazonaws.eu"],
] as const;

export function endpointOf({ endpoint, region }: Pick<AwsSettings, "endpoint" | "region">, service: string): string {
  const [, suffix = "amazonaws.com"] = SUFFIXES.find(([start]) => region.startsWith(start)) ?? [];
  return endpoint ?? `https://${service}.${region}.${suffix}`;
}

/** Region, credentials and endpoint as Lambda gives them to a function. */
export function lambdaSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<AwsSettings, "region" | "credentials" | "endpoint"> {
  return {
    region: environment["AWS_REGION"] ?? "us-east-1",
    credentials: () => ({
      id: environment["AWS_ACCESS_KEY_ID"] ?? "",
      secret: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
      sessionToken: environment["AWS_SESSION_TOKEN"],
    }),
    endpoint: environment["AWS_ENDPOINT_URL"],
  };
}
