import type { Account } from "../../../tools/conformance/account";
import { ACCOUNT_URL, asEmbedded } from "../../../tools/conformance/as-emulated";

const original = globalThis.fetch;
afterEach(() => (globalThis.fetch = original));

function setUp(endpoint?: string, prefix: string | undefined = "notes-auth", region = "eu-central-1") {
  const asked: [string, RequestInit | undefined][] = [];
  const send: typeof fetch = (input, init) => {
    asked.push([String(input), init]);
    return Promise.resolve(new Response("{}"));
  };
  globalThis.fetch = send;
  const account: Account = {
    region,
    endpoint,
    credentials: () => Promise.resolve({ accessKeyId: "AKID", secretAccessKey: "secret" }),
  };
  const ask = asEmbedded(account, { prefix }, send);
  return { ask: (path: string, init?: RequestInit) => ask(`${ACCOUNT_URL}${path}`, init), other: ask, asked };
}

test.each([
  ["/_aws/execute-api/api1/items?x=1", "https://api1.execute-api.eu-central-1.amazonaws.com/items?x=1"],
  ["/_aws/execute-api/api1/dev/items", "https://api1.execute-api.eu-central-1.amazonaws.com/dev/items"],
  [
    "/eu-central-1_pool/.well-known/jwks.json",
    "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_pool/.well-known/jwks.json",
  ],
  ["/oauth2/token", "https://notes-auth.auth.eu-central-1.amazoncognito.com/oauth2/token"],
  ["/login?client_id=c", "https://notes-auth.auth.eu-central-1.amazoncognito.com/login?client_id=c"],
])("%s is asked at %s", async (path, url) => {
  const { ask, asked } = setUp();
  await ask(path, { method: "POST", headers: { "x-mine": "1" } });
  expect(asked).toEqual([[url, { method: "POST", headers: { "x-mine": "1" } }]]);
});

test.each([
  ["cn-north-1", "api1.execute-api", "cognito-idp", "amazonaws.com.cn", "auth"],
  ["eusc-de-east-1", "api1.execute-api", "cognito-idp", "amazonaws.eu", "auth"],
  ["us-gov-west-1", "api1.execute-api", "cognito-idp-fips", "amazonaws.com", "auth-fips"],
])("in %s the hosts are those of its partition", async (region, api, pools, suffix, auth) => {
  const { ask, asked } = setUp(undefined, "notes-auth", region);
  await ask("/_aws/execute-api/api1/items");
  await ask("/pool/.well-known/jwks.json");
  await ask("/oauth2/token");
  const action = { "x-amz-target": "AWSCognitoIdentityProviderService.AdminCreateUser" };
  await ask("/", { method: "POST", body: "{}", headers: action });
  expect(asked.map(([url]) => url)).toEqual([
    `https://${api}.${region}.${suffix}/items`,
    `https://${pools}.${region}.${suffix}/pool/.well-known/jwks.json`,
    `https://notes-auth.${auth}.${region}.amazoncognito.com/oauth2/token`,
    `https://${pools}.${region}.${suffix}/`,
  ]);
  expect(new Headers(asked[3]?.[1]?.headers).get("authorization")).toContain(`/${region}/cognito-idp/`);
});

test("with an endpoint, everything goes there", async () => {
  const { ask, asked } = setUp("http://127.0.0.1:4566");
  await ask("/_aws/execute-api/api1/items");
  await ask("/oauth2/authorize?a=b");
  await ask("/", {
    method: "POST",
    body: "{}",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.AdminCreateUser" },
  });
  expect(asked.map(([url]) => url)).toEqual([
    "http://127.0.0.1:4566/_aws/execute-api/api1/items",
    "http://127.0.0.1:4566/oauth2/authorize?a=b",
    "http://127.0.0.1:4566/",
  ]);
});

test("making test users is signed with the account's credentials; the probes' own header is dropped", async () => {
  const { ask, asked } = setUp();
  await ask("/", {
    method: "POST",
    body: "{}",
    headers: {
      "x-amz-target": "AWSCognitoIdentityProviderService.AdminSetUserPassword",
      authorization: "AWS4-HMAC-SHA256 Credential=test/20000101",
    },
  });
  expect(new Headers(asked[0]?.[1]?.headers).get("authorization")).toMatch(
    /Credential=AKID\/\d+\/eu-central-1\/cognito-idp\//,
  );
});

test.each([
  ["another action of Cognito", "/", "AWSCognitoIdentityProviderService.AdminDeleteUser"],
  ["another service", "/", "DynamoDB_20120810.Scan"],
  ["another path", "/2015-03-31/functions/f/code", ""],
])("%s is refused, and nothing is sent", async (_, path, target) => {
  const { ask, asked } = setUp();
  const asking = ask(path, { method: "POST", body: "{}", headers: { "x-amz-target": target } });
  await expect(asking).rejects.toThrow("The probes don't ask");
  expect(asked).toEqual([]);
});

test("without a sign-in domain the sign-in says so", async () => {
  const { ask } = setUp(undefined, undefined as unknown as string);
  await expect(asEmbeddedWithoutDomain()).rejects.toThrow("no sign-in domain");
  expect(ask).toBeDefined();
});
async function asEmbeddedWithoutDomain(): Promise<Response> {
  const account: Account = {
    region: "eu-central-1",
    endpoint: undefined,
    credentials: () => Promise.reject(new Error()),
  };
  return asEmbedded(account, { prefix: undefined }, globalThis.fetch)(`${ACCOUNT_URL}/oauth2/token`);
}

test("what isn't the account's is sent as it is", async () => {
  const { other, asked } = setUp();
  await other("https://example.com/a");
  expect(asked).toEqual([["https://example.com/a", undefined]]);
});
