import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  accountOf,
  callService,
  confirmAccount,
  serviceUrl,
  withoutEndpoints,
  type Account,
} from "../../../tools/conformance/account";

import { temporaryFolder } from "../../support/folder";

const account: Account = {
  region: "eu-central-1",
  endpoint: undefined,
  credentials: () =>
    Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "session" }),
};
const original = globalThis.fetch;
afterEach(() => (globalThis.fetch = original));

function answering(status: number, body: string): { readonly asked: [string, RequestInit][] } {
  const asked: [string, RequestInit][] = [];
  globalThis.fetch = (input, init) => {
    asked.push([String(input), init ?? {}]);
    return Promise.resolve(new Response(body, { status }));
  };
  return { asked };
}

test("services are asked in the region, or at what takes the place of AWS", () => {
  expect(serviceUrl(account, "logs")).toBe("https://logs.eu-central-1.amazonaws.com");
  expect(serviceUrl({ ...account, endpoint: "http://127.0.0.1:1" }, "logs")).toBe("http://127.0.0.1:1");
});

test("an action is signed for its service and region, the session token with it", async () => {
  const { asked } = answering(200, "{}");
  await callService(account, "logs", "{}", { "x-amz-target": "Logs_20140328.FilterLogEvents" });
  const [[url, init] = ["", {}]] = asked;
  const headers = new Headers(init.headers);
  expect(url).toBe("https://logs.eu-central-1.amazonaws.com/");
  expect(headers.get("authorization")).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/logs\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target, /,
  );
  expect(headers.get("x-amz-security-token")).toBe("session");
});

const identity = (id: string): string => `<GetCallerIdentityResult><Account>${id}</Account></GetCallerIdentityResult>`;

test("only the named account may be used", async () => {
  answering(200, identity("123456789012"));
  await expect(confirmAccount(account, "123456789012")).resolves.toBeUndefined();
  await expect(confirmAccount(account, "210987654321")).rejects.toThrow(
    "The credentials are for the account 123456789012, not for 210987654321.",
  );
});

test("refused credentials are told with AWS's code, and without the credentials", async () => {
  answering(403, "<Error><Code>ExpiredToken</Code></Error>");
  await expect(confirmAccount(account, "123456789012")).rejects.toThrow(
    "AWS STS refused the credentials (403 ExpiredToken).",
  );
});

test("a service out of reach is named with the network's code, and no stack", async () => {
  jest
    .spyOn(globalThis, "fetch")
    .mockRejectedValue(Object.assign(new TypeError("fetch failed"), { cause: { code: "ENOTFOUND" } }));
  await expect(confirmAccount(account, "123456789012")).rejects.toMatchObject({
    code: "no-response",
    message: "https://sts.eu-central-1.amazonaws.com/ got no answer: ENOTFOUND.",
  });
});

describe("the person's credentials", () => {
  const folder = temporaryFolder("profiles");
  const usual = process.env;
  beforeEach(() => {
    const config = join(folder(), "config");
    const credentials = join(folder(), "credentials");
    writeFileSync(
      config,
      `[profile asks]
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = base
mfa_serial = arn:aws:iam::123456789012:mfa/somebody
[profile past]
sso_session = work
sso_account_id = 123456789012
sso_role_name = admin
[sso-session work]
sso_region = us-east-1
sso_start_url = https://work.awsapps.com/start
[profile broken]
credential_process = echo a-secret; false
`,
    );
    writeFileSync(credentials, "[base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = a-secret\n");
    const cache = join(folder(), ".aws", "sso", "cache");
    mkdirSync(cache, { recursive: true });
    const token = { accessToken: "a-secret", expiresAt: "2020-01-01T00:00:00Z" };
    writeFileSync(join(cache, `${createHash("sha1").update("work").digest("hex")}.json`), JSON.stringify(token));
    process.env = {
      PATH: usual["PATH"],
      HOME: folder(),
      AWS_CONFIG_FILE: config,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_EC2_METADATA_DISABLED: "true",
    };
  });
  afterEach(() => {
    process.env = usual;
  });
  const found = (more: NodeJS.ProcessEnv) => {
    Object.assign(process.env, more);
    return accountOf("us-east-1", undefined).credentials();
  };

  test("keys of the environment go before AWS_PROFILE, as for Terraform: the account that is asked for is the one it uses", async () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "s" };
    expect(await found({ ...keys, AWS_SESSION_TOKEN: "t", AWS_PROFILE: "base" })).toEqual({
      accessKeyId: "AKIDENV",
      secretAccessKey: "s",
      sessionToken: "t",
    });
    expect(await found({ AWS_SESSION_TOKEN: "" })).toEqual({ accessKeyId: "AKIDENV", secretAccessKey: "s" });
    delete process.env["AWS_SECRET_ACCESS_KEY"];
    expect(await found({})).toMatchObject({ accessKeyId: "AKIDBASE" });
  });

  test.each([
    ["asks", "The profile asks for an MFA code, which neither this command nor Terraform can ask you for."],
    ["past", "The sign-in to AWS has expired, or there is none."],
    ["broken", "No AWS credentials could be loaded."],
    ["missing", "No AWS credentials could be loaded."],
  ])("the profile %s: what is wrong is told, without its settings", async (profile, message) => {
    const error: unknown = await found({ AWS_PROFILE: profile }).catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      code: "credentials",
      message,
      remedy: expect.stringMatching(/AWS_|aws sso login/) as string,
    });
    expect(JSON.stringify([String(error), (error as { remedy?: string }).remedy])).not.toMatch(
      /a-secret|AKIDBASE|123456789012/,
    );
  });
});

test("an address set in place of AWS's own doesn't lead Terraform away from the account that was asked for", () => {
  const leading = {
    AWS_ENDPOINT_URL: "http://x",
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://x",
    AWS_STS_ENDPOINT: "http://x",
    TF_AWS_IAM_ENDPOINT: "http://x",
  };
  const kept = {
    AWS_PROFILE: "p",
    AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://169.254.169.254",
    HTTPS_PROXY: "http://p",
  };
  expect(withoutEndpoints({ ...leading, ...kept })).toEqual({ ...kept, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" });
});
