import * as fc from "fast-check";
import { awsCall, type AwsCall } from "../../../functions/shared/aws/aws-call";
import { AwsError } from "../../../functions/shared/aws/aws-error";
import { clientSecret } from "../../../functions/bff/client-secret";
import { readConfig } from "../../../functions/bff/config";
import { cookiesOf, readId } from "../../../functions/bff/cookies";
import { returnTo } from "../../../functions/bff/return-to";
import { lookupKey, randomId, same, seal, unseal } from "../../../functions/bff/secrets";
import { tableStore } from "../../../functions/bff/table-store";
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
  const url = (rawPath: string, query = "") => upstreamUrl({ rawPath }, query, "https://api.example.com/v1");
  const sent = (rawPath: string) =>
    upstreamUrl(
      { rawPath, requestContext: { domainName: "abc.lambda-url.eu-central-1.on.aws" } },
      "",
      "https://api.example.com/v1",
    );

  it.each([
    ["/api/items", "", "https://api.example.com/v1/items"],
    ["/api/items/", "a=1&a=2", "https://api.example.com/v1/items/?a=1&a=2"],
    ["/api/items/café", "", "https://api.example.com/v1/items/caf%C3%A9"],
    ["/api/items/a b", "q=a%20b", "https://api.example.com/v1/items/a%20b?q=a%20b"],
    ["/api/items/100%", "", "https://api.example.com/v1/items/100%25"],
    ["/api/items/50% off", "", "https://api.example.com/v1/items/50%25%20off"],
    ["/api/items/%41", "", "https://api.example.com/v1/items/%2541"],
    ["/api/items/%zz", "", "https://api.example.com/v1/items/%25zz"],
    ["/api/items/a+b;c=d,e&f$g!h'i(j)*", "", "https://api.example.com/v1/items/a+b;c=d,e&f$g!h'i(j)*"],
    ['/api/items/"<>^`{|}', "", "https://api.example.com/v1/items/%22%3C%3E%5E%60%7B%7C%7D"],
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
    "/api/%2525252e%2525252e/admin",
    "/api/a\ud800b",
    "/api/a%3fb",
    "/api/a#b",
  ])("for %s is refused, decoded or as it was sent", (path) => {
    expect(() => url(path)).toThrow("bad_path");
    expect(() => sent(path)).toThrow("bad_path");
  });

  it.each([
    ["/api/items/caf%C3%A9", "https://api.example.com/v1/items/caf%C3%A9"],
    ["/api/items/a%20b", "https://api.example.com/v1/items/a%20b"],
    ["/api/items/100%25", "https://api.example.com/v1/items/100%25"],
    ["/api/items/%2541", "https://api.example.com/v1/items/%2541"],
    ["/api/items/%41", "https://api.example.com/v1/items/A"],
  ])("for %s of a function URL, whose path is as it was sent, is %s", (path, expected) => {
    expect(sent(path)).toBe(expected);
    const proxy = decodeURIComponent(path.slice("/api/".length));
    expect(upstreamUrl({ rawPath: path, pathParameters: { proxy } }, "", "https://api.example.com/v1")).toBe(expected);
  });

  it("for a path that says to be as it was sent, and isn't, is refused", () =>
    expect(() => sent("/api/100%")).toThrow("bad_path"));

  it("names the same segments to the API as the browser meant, whichever way the path comes", () => {
    const segment = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
        const decoded = `/api/${segments.join("/")}`;
        const outcome = [() => url(decoded), () => sent(`/api/${segments.map(encodeURIComponent).join("/")}`)].map(
          (run) => {
            try {
              return run();
            } catch {
              return undefined;
            }
          },
        );
        // A slash in a segment is another segment once it is decoded.
        if (segments.some((text) => text.includes("/"))) return;
        expect(outcome[0]).toBe(outcome[1]);
        if (outcome[0] === undefined) return;
        const path = new URL(outcome[0]).pathname.slice("/v1/".length);
        expect(path.split("/").map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });
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
    wait: async () => undefined,
    random: () => 0,
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
    expect(error).toMatchObject({ service: "dynamodb", code: "ResourceNotFoundException", status: 400 });
    expect(String(error)).not.toContain("secret");
  });

  it("keeps only a word of what calls itself a code", async () => {
    const fetching = async () => Response.json({ __type: "x#secret value" }, { status: 400 });
    const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "Unknown" });
  });

  const throttled = () => Response.json({ __type: "x#ProvisionedThroughputExceededException" }, { status: 400 });
  it.each<[string, () => Response]>([
    ["throttled", throttled],
    ["failing", () => new Response("<html>", { status: 503 })],
    ["cut off", () => new Response('{"Item":{"id"')],
    [
      "hung up",
      () => {
        throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } });
      },
    ],
  ])("that is %s is made three times, with pauses that grow and vary", async (_name, fault) => {
    const waits: number[] = [];
    const around = { ...settings, random: () => 0.5, wait: async (pause: number) => waits.push(pause) };
    const fetching = jest.fn(async (): Promise<Response> => fault());
    const error = await awsCall({ ...around, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AwsError);
    expect(fetching).toHaveBeenCalledTimes(3);
    expect(waits).toEqual([50, 100]);
    fetching.mockReset().mockImplementationOnce(async () => fault());
    fetching.mockImplementation(async () => Response.json({ ok: 1 }));
    expect(await awsCall({ ...around, fetch: fetching })("dynamodb", "X.Y", {})).toEqual({ ok: 1 });
  });

  it.each(["ConditionalCheckFailedException", "AccessDeniedException", "ValidationException"])(
    "that is refused for good (%s) is made once",
    async (type) => {
      const fetching = jest.fn(async () => Response.json({ __type: type }, { status: 400 }));
      const error = await awsCall({ ...settings, fetch: fetching })("dynamodb", "X.Y", {}).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: type });
      expect(fetching).toHaveBeenCalledTimes(1);
    },
  );
});

describe("the client's secret", () => {
  it("is read once in five minutes, and again after a failure", async () => {
    let now = 0;
    const call = jest
      .fn(async (): Promise<unknown> => ({ SecretString: '{"client_id":"c","client_secret":"s"}' }))
      .mockRejectedValueOnce(new Error("away"));
    const secret = clientSecret("arn", call, () => now);
    await expect(secret.get()).rejects.toThrow("away");
    expect(await Promise.all([secret.get(), secret.get()])).toEqual(["s", "s"]);
    expect(call).toHaveBeenCalledTimes(2);
    now = 300;
    await secret.get();
    expect(call).toHaveBeenCalledTimes(3);
  });

  it("that was refused is read again, once for many that were refused", async () => {
    const call = jest
      .fn(async (): Promise<unknown> => ({ SecretString: '{"client_secret":"new"}' }))
      .mockResolvedValueOnce({ SecretString: '{"client_secret":"old"}' });
    const secret = clientSecret("arn", call, () => 0);
    expect(await secret.get()).toBe("old");
    expect(await Promise.all([secret.renew("old"), secret.renew("old")])).toEqual(["new", "new"]);
    expect(await secret.renew("old")).toBe("new");
    expect(call).toHaveBeenCalledTimes(2);
  });

  it.each([undefined, "hunter2", "{}", '{"client_secret":""}', "null"])(
    "in the form %j is refused without being quoted",
    async (SecretString) => {
      const error = await clientSecret(
        "arn",
        async () => ({ SecretString }),
        () => 0,
      )
        .get()
        .catch((e: unknown) => e);
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

describe("a session that is written over a version", () => {
  const made = (call: AwsCall) => tableStore("t", call, () => 0);

  it("counts as written when its first answer got lost and the second try found it there", async () => {
    let item: Record<string, { S?: string }> | undefined;
    const call: AwsCall = async (service, target, body) => {
      if (target.endsWith("GetItem")) return { Item: item };
      // What awsCall makes of a lost answer: the same request again, which meets its own version.
      if (item !== undefined) throw new AwsError(service, "ConditionalCheckFailedException", 400);
      item = (body as { Item: typeof item }).Item;
      throw new AwsError(service, "ConditionalCheckFailedException", 400);
    };
    expect(await made(call).replace("a", {}, 1, "before")).toBe(true);
  });

  it("doesn't when another request was first", async () => {
    const call: AwsCall = async (service, target) => {
      if (target.endsWith("GetItem")) return { Item: { version: { S: "another" } } };
      throw new AwsError(service, "ConditionalCheckFailedException", 400);
    };
    expect(await made(call).replace("a", {}, 1, "before")).toBe(false);
  });
});
