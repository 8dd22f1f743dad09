import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { signed, type Credentials } from "../../local/identities/sigv4";
import { suffixOf } from "../../posture/aws/issuers";
import { UserError } from "../../process/user-error";

/** An AWS account as a run uses it. */
export interface Account {
  readonly region: string;
  readonly endpoint: string | undefined;
  /** Read anew for each use: they may expire during a run. */
  credentials(): Promise<Credentials>;
}

/** Where a service, or an API's `ID.execute-api`, is in a region of any partition. */
export const hostOf = (service: string, region: string): string => `https://${service}.${region}.${suffixOf(region)}`;

/** GovCloud has Amazon Cognito under FIPS names only: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
export const isFipsOnly = (region: string): boolean => region.startsWith("us-gov-");

/** The endpoint of a service in a region, or what takes its place. */
export function serviceUrl({ region, endpoint }: Pick<Account, "region" | "endpoint">, service: string): string {
  const name = service === "cognito-idp" && isFipsOnly(region) ? `${service}-fips` : service;
  return endpoint ?? hostOf(name, region);
}

/** Keys of the environment. To the AWS CLI and Terraform they go before AWS_PROFILE, to the SDK for JavaScript behind it. */
function environmentCredentials(env: NodeJS.ProcessEnv): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(token && { sessionToken: token }) };
}

/** The account that the person's credentials are for, found as by the AWS CLI and Terraform. */
export function accountOf(region: string, endpoint: string | undefined, env = process.env): Account {
  const provider = defaultProvider({ clientConfig: { region } });
  return {
    region,
    endpoint,
    async credentials() {
      try {
        const { accessKeyId, secretAccessKey, sessionToken } = environmentCredentials(env) ?? (await provider());
        return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
      } catch (error) {
        throw new UserError("credentials", ...whyNone(String(error)));
      }
    },
  };
}

/** What is wrong and what to do. The SDK's own message isn't shown: it can quote a profile's settings. */
function whyNone(message: string): readonly [string, string] {
  if (message.includes("multi-factor"))
    return [
      "The profile asks for an MFA code, which neither this command nor Terraform can ask you for.",
      "Get temporary credentials (aws sts get-session-token, or assume-role, with --serial-number and --token-code) and set them as AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.",
    ];
  if (/expired|aws (sso )?login/i.test(message))
    return ["The sign-in to AWS has expired, or there is none.", "Sign in again: aws sso login, or aws login."];
  return [
    "No AWS credentials could be loaded.",
    "Sign in as for the AWS CLI: AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a role.",
  ];
}

/** Terraform's environment: addresses set in place of AWS's own would lead it elsewhere than where the account was asked for. */
export function withoutEndpoints(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const leads = /^AWS_ENDPOINT_URL|^(TF_)?AWS_(?!EC2_METADATA_SERVICE_)\w+_ENDPOINT$/;
  const kept = Object.entries(env).filter(([name]) => !leads.test(name));
  return { ...Object.fromEntries(kept), AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
}

/**
 * Calls an action of a service by a signed POST; the body's form is the service's own.
 * @throws UserError where the service can't be reached
 */
export async function callService(
  account: Account,
  service: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const url = `${serviceUrl(account, service)}/`;
  const request = { method: "POST", url, region: account.region, service, body, headers };
  const signature = signed(request, await account.credentials());
  return fetch(url, {
    method: "POST",
    headers: { ...headers, ...signature },
    body,
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    const { code } = (error.cause ?? {}) as { readonly code?: unknown };
    throw new UserError(
      "no-response",
      `${url} got no answer: ${typeof code === "string" ? code : error.message}.`,
      "Check the network and the proxy, and that --region has the service.",
    );
  });
}

/**
 * Makes sure that the credentials are for this account and no other.
 * @throws UserError naming the account that they are for
 */
export async function confirmAccount(account: Account, expected: string): Promise<void> {
  const answer = await callService(account, "sts", "Action=GetCallerIdentity&Version=2011-06-15", {
    "content-type": "application/x-www-form-urlencoded",
  });
  const xml = await answer.text();
  const found = /<Account>(\d{12})<\/Account>/.exec(xml)?.[1];
  if (found === undefined)
    throw new UserError(
      "credentials",
      `AWS STS refused the credentials (${String(answer.status)} ${/<Code>([^<]*)</.exec(xml)?.[1] ?? "without a reason"}).`,
      "Sign in again.",
    );
  if (found !== expected)
    throw new UserError(
      "credentials",
      `The credentials are for the account ${found}, not for ${expected}.`,
      "Nothing was created. Choose the profile of the account that --account names.",
    );
}
