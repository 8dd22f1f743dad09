import { awsCall, AwsError } from "../../../functions/bff/aws-call";
import { clientSecret } from "../../../functions/bff/client-secret";
import { readConfig } from "../../../functions/bff/config";
import { cookiesOf, readId } from "../../../functions/bff/cookies";
import { returnTo } from "../../../functions/bff/return-to";
import { lookupKey, randomId, same, seal, unseal } from "../../../functions/bff/secrets";
import { upstreamUrl } from "../../../functions/bff/upstream-path";

const ORIGIN = "https://app.example.com";

describe("the way back into the app", () => {
  it.each(["/", "/notes", "/notes?a=1&b=%20#top", "/a/../b", "/a//b"])("takes %j", (path) => {
    expect(returnTo(path, ORIGIN)).toBe(path === "/a/../b" ? "/b" : path);
  });

  it.each([
    undefined,
    "",
    "notes",
    "https://evil.example.com",
    "//evil.example.com",
    "///evil.example.com",
    "/\\evil.example.com",
    "\\\\evil.example.com",
    "/\t/evil.example.com",
    "/\n/evil.example.com",
    "/.//evil.example.com",
    "/x/..//evil.example.com",
    "/%2e//evil.example.com",
    "javascript:alert(1)",
    " //evil.example.com",
    "/a b",
    "/ä",
    `/${"x".repeat(2048)}`,
  ])("answers %j with /", (path) => expect(returnTo(path, ORIGIN)).toBe("/"));
});

describe("the API's address", () => {
  const url = (path: string, query = "") => upstreamUrl(path, query, "https://api.example.com/v1");

  it.each([
    ["/api/items", "", "https://api.example.com/v1/items"],
    ["/api/items/", "a=1&a=2", "https://api.example.com/v1/items/?a=1&a=2"],
    ["/api/items/caf%C3%A9", "", "https://api.example.com/v1/items/caf%C3%A9"],
    ["/api/a@b:c", "", "https://api.example.com/v1/a@b:c"],
  ])("for %s?%s is %s", (path, query, expected) => expect(url(path, query)).toBe(expected));

  it.each([
    "/api",
    "/apix/items",
    "/api//evil.example.com/x",
    "/api/../admin",
    "/api/a/../../admin",
    "/api/%2e%2e/admin",
    "/api/%2E./admin",
    // URL parsers drop a blank at the end of an address.
    "/api/.. ",
    "/api/..%20",
    "/api/a/../.. ",
    "/api/%252e%252e/admin",
    "/api/a%2fb",
    "/api/a%5cb",
    "/api/\\evil.example.com",
    "/api/a%00b",
    "/api/a%0d%0ab",
    "/api/%zz",
    "/api/a%3fb",
    "/api/a#b",
  ])("for %s is refused", (path) => expect(() => url(path)).toThrow("bad_path"));
});

describe("what is kept on the server", () => {
  it("opens under its id only, unchanged only", () => {
    const id = randomId();
    const sealed = seal(id, { a: 1 });
    expect(unseal(id, sealed)).toEqual({ a: 1 });
    expect(unseal(randomId(), sealed)).toBeUndefined();
    expect(unseal(id, `${sealed.slice(0, -4)}AAAA`)).toBeUndefined();
    expect(unseal(id, "")).toBeUndefined();
    expect(unseal(id, sealed.slice(0, 20))).toBeUndefined();
    expect(seal(id, { a: 1 })).not.toBe(sealed);
  });

  it("is found by a key that doesn't tell the id", () => {
    const id = randomId();
    expect(lookupKey(id)).toMatch(/^[\w-]{43}$/);
    expect(lookupKey(id)).not.toBe(id);
  });

  it("compares texts of any length", () => {
    expect([same("", ""), same("a", "a"), same("a", "b"), same("a", "aa")]).toEqual([true, true, false, false]);
  });
});

it("reads one well-made id out of cookies", () => {
  const id = "a".repeat(43);
  expect(readId([`__Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x=1; __Host-session=${id}`], "__Host-session")).toBe(id);
  expect(readId([`x__Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([`__Host-session=${id}; __Host-session=${id}`], "__Host-session")).toBeUndefined();
  expect(readId([], "__Host-session")).toBeUndefined();
});

it("finds cookies where they are", () => {
  expect(cookiesOf({ cookies: ["a=1"], headers: { cookie: "b=2" } })).toEqual(["a=1"]);
  expect(cookiesOf({ headers: { cookie: "b=2; c=3" } })).toEqual(["b=2; c=3"]);
  expect(cookiesOf({ headers: {} })).toEqual([]);
});

describe("a signed call", () => {
  const settings = {
    region: "us-east-1",
    credentials: () => ({
      id: "AKIDEXAMPLE",
      secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
      sessionToken: "token",
    }),
    now: () => new Date("2026-04-06T10:40:00Z"),
  };

  it("is signed as Signature Version 4 wants it", async () => {
    const fetching = jest.fn<Promise<Response>, Parameters<typeof fetch>>(async () => Response.json({ ok: 1 }));
    expect(await awsCall({ ...settings, fetch: fetching })("dynamodb", "DynamoDB_20120810.GetItem", { a: 1 })).toEqual({
      ok: 1,
    });
    const [url, init] = fetching.mock.calls[0] ?? [];
    expect(String(url)).toBe("https://dynamodb.us-east-1.amazonaws.com/");
    // The value that botocore computes for the same request.
    expect(new Headers(init?.headers).get("authorization")).toBe(
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260406/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=494791daf1acf6b6bd2bcf5c88ef067b48b14218cf1383099b29f81e2d6afe29",
    );
  });

  it("that AWS refuses says its code and not its words", async () => {
    const fetching = async () =>
      Response.json({ __type: "com.amazonaws#ResourceNotFoundException", message: "secret" }, { status: 400 });
    const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AwsError);
    expect(error).toMatchObject({ code: "ResourceNotFoundException", status: 400 });
    expect(String(error)).not.toContain("secret");
  });
});

describe("the client's secret", () => {
  it("is read once in five minutes, and again after a failure", async () => {
    let now = 0;
    const call = jest
      .fn(async (): Promise<unknown> => ({ SecretString: '{"client_id":"c","client_secret":"s"}' }))
      .mockRejectedValueOnce(new Error("away"));
    const secret = clientSecret("arn", call, () => now);
    await expect(secret()).rejects.toThrow("away");
    expect(await Promise.all([secret(), secret()])).toEqual(["s", "s"]);
    expect(call).toHaveBeenCalledTimes(2);
    now = 300;
    await secret();
    expect(call).toHaveBeenCalledTimes(3);
  });

  it.each([undefined, "hunter2", "{}", '{"client_secret":""}', "null"])(
    "in the form %j is refused without being quoted",
    async (SecretString) => {
      const error = await clientSecret(
        "arn",
        async () => ({ SecretString }),
        () => 0,
      )().catch((e: unknown) => e);
      expect(String(error)).toContain("not in Secrets Manager in the form");
      expect(String(error)).not.toContain("hunter2");
    },
  );
});

describe("the configuration", () => {
  const environment = {
    APP_ORIGIN: `${ORIGIN}/`,
    API_URL: "https://api.example.com/",
    SIGN_IN_URL: "https://auth.example.com",
    ISSUER: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
    CLIENT_ID: "c",
    CLIENT_SECRET_ARN: "arn",
    SESSION_TABLE: "t",
    SCOPES: "openid",
    SESSION_SECONDS: "3600",
  };

  it("is read without trailing slashes", () => {
    expect(readConfig(environment)).toMatchObject({
      origin: ORIGIN,
      apiUrl: "https://api.example.com",
      sessionSeconds: 3600,
    });
  });

  it.each(Object.keys(environment))("without %s doesn't start", (name) => {
    expect(() => readConfig({ ...environment, [name]: undefined })).toThrow(name);
  });

  it.each([
    ["API_URL", "http://api.example.com"],
    ["SIGN_IN_URL", "ftp://auth.example.com"],
    ["SESSION_SECONDS", "soon"],
    ["SESSION_SECONDS", "1"],
  ])("with %s=%s doesn't start", (name, value) => {
    expect(() => readConfig({ ...environment, [name]: value })).toThrow(name);
  });
});
