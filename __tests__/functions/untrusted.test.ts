import fc from "fast-check";
import { readKeys } from "../../functions/api-key/api-key";
import { readOriginHeader } from "../../functions/authorizer/origin-header";
import { readConfig } from "../../functions/bff/config";
import { cookiesOf, readId, surplusLogins } from "../../functions/bff/cookies";
import { Denied } from "../../functions/bff/denied";
import { readIdToken } from "../../functions/bff/id-token";
import { returnTo, withError } from "../../functions/bff/return-to";
import { seal, unseal } from "../../functions/bff/secrets";
import { answerHeaders, requestHeaders } from "../../functions/bff/upstream-headers";
import { upstreamUrl } from "../../functions/bff/upstream-path";
import { formPoster, SignInError } from "../../functions/bff/token-endpoint";
import { encodingProblem } from "../../functions/shared/body";
import { AwsError } from "../../functions/shared/aws/aws-error";
import { awsCall } from "../../functions/shared/aws/aws-call";
import { callOf } from "../../functions/shared/log";
import { parseKeys } from "../../functions/shared/tokens/jwks-keys";
import { traceOf } from "../../functions/shared/trace";
import { readMcpConfig } from "../../posture/claims";
import type { CodedError } from "../../posture/claims/coded-error";
import { SEED, testReaders, texts } from "../support/untrusted";
import { CONFIG } from "./bff/world";

/** What reads texts and bytes from outside: whatever they hold, it answers, or refuses in words of its own. */
const json = fc.oneof(fc.json(), texts("{", "}", "[", "]", '"', ":", ",", "null", "1e9", "\\u12", "\ufeff"));
const ORIGIN = "https://app.example.com";
const headers = (...names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), texts("<", ">", ";", ",", "=", "utf-8", "charset", "Bearer", "/", "é"));

testReaders([
  ["the keys of API_KEYS", json, readKeys],
  ["ORIGIN_HEADER", json, readOriginHeader],
  ["MCP_CONFIG", json, readMcpConfig],
  ["an ID token", texts(".", "eyJ", "e30", "=", "_"), (text) => readIdToken(text, CONFIG, "n", 0)],
  [
    "an address of the environment",
    texts("http", "s:", "//", "localhost", "@", "[", "]", ":", "é"),
    (text) =>
      readConfig(new Proxy({}, { get: (_, name) => (name === "SESSION_SECONDS" ? "60" : text) }) as NodeJS.ProcessEnv),
  ],
]);

test("a JWKS is a map of keys, or an error that says what is wrong", () => {
  const document = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .oneof(
        json,
        fc.array(fc.jsonValue()).map((keys) => JSON.stringify({ keys })),
      )
      .map((text) => Buffer.from(text)),
  );
  const read = (bytes: Uint8Array) => {
    try {
      return parseKeys(bytes).size;
    } catch (error) {
      return (error as Error).message;
    }
  };
  fc.assert(
    fc.property(document, (bytes) =>
      expect(["JWKS is not JSON", "JWKS has no array `keys`", 0]).toContain(read(bytes)),
    ),
    SEED,
  );
});

test("the way back into the app is a path of this site, whatever was wanted and however often it is read", () => {
  const wanted = texts(
    "/",
    "\\",
    "//",
    "..",
    ".",
    "%2f",
    "?sign_in_error=x",
    "#",
    "@evil.example",
    ":",
    "\t",
    "é",
    "x",
  );
  fc.assert(
    fc.property(wanted, (text) => {
      for (const given of [text, `/${text}`]) {
        const path = returnTo(given, ORIGIN);
        expect([path[0], path.slice(1, 2) === "/", new URL(path, ORIGIN).origin]).toEqual(["/", false, ORIGIN]);
        expect(returnTo(path, ORIGIN)).toBe(path);
        expect(new URL(withError(ORIGIN, path, "c")).searchParams.getAll("sign_in_error")).toEqual(["c"]);
      }
    }),
    { ...SEED, numRuns: 150 },
  );
});

test("the API's address is below the API, or the path is refused; the query arrives as it was sent", () => {
  const path = texts("/", "..", ".", "%2e", "%", "é", "a", "?", "#", "\\", "@", "//");
  const query = fc.array(fc.constantFrom("?", "&", "=", "a", "%41", "%", "+", "/")).map((parts) => parts.join(""));
  fc.assert(
    fc.property(path, query, (rest, rawQuery) => {
      let found: URL;
      try {
        found = new URL(upstreamUrl({ rawPath: `/api/${rest}` }, rawQuery, "https://api.example.com/v1"));
      } catch (error) {
        expect(error).toBeInstanceOf(Denied);
        return;
      }
      expect([found.origin, found.pathname.startsWith("/v1/")]).toEqual(["https://api.example.com", true]);
      expect(found.search).toBe(rawQuery && `?${rawQuery}`);
    }),
    { ...SEED, numRuns: 150 },
  );
});

test("headers both ways: fetch takes what is handed on, and nothing that must stay is among it", () => {
  const names = ["accept", "prefer", "range", "cookie", "authorization", "__proto__", "host"];
  fc.assert(
    fc.property(headers(...names), (given) => {
      const sent = new Headers(requestHeaders(given));
      for (const name of ["cookie", "authorization", "host", "__proto__"]) expect(sent.has(name)).toBe(false);
    }),
    SEED,
  );
  const answered = headers("location", "link", "set-cookie", "www-authenticate", "ratelimit-x", "etag");
  fc.assert(
    fc.property(answered, (given) => {
      let received: Headers;
      try {
        received = new Headers(given);
      } catch {
        return;
      }
      const told = answerHeaders(received, () => undefined);
      expect(told).not.toHaveProperty("set-cookie");
      expect(told).not.toHaveProperty("location");
      expect(told["www-authenticate"] ?? "Bearer").toMatch(/^(bearer|dpop)\b/i);
    }),
    SEED,
  );
});

test("a body's headers are judged without an exception, and UTF-7 is never plain", () => {
  const type = texts(";", " ", "=", '"', "charset", "utf-8", "application/json", "UTF-7");
  fc.assert(
    fc.property(type, (text) => {
      const problem = encodingProblem({ headers: { "Content-Type": text } });
      const parameter = /;\s*charset\s*=\s*"?utf-7/i.test(text);
      if (parameter) expect(problem).toBeDefined();
    }),
    { ...SEED, numRuns: 150 },
  );
});

test("cookies and log fields of any event are read without an exception", () => {
  const event = fc.oneof(fc.anything(), fc.record({ requestContext: fc.anything(), routeKey: fc.anything() }));
  fc.assert(
    fc.property(event, (given) => {
      for (const value of Object.values(callOf(given))) expect(["string", "undefined"]).toContain(typeof value);
    }),
    SEED,
  );
  fc.assert(
    fc.property(fc.array(texts(";", "=", "__Host-login-", "a".repeat(43), " ")), (cookies) => {
      const held = cookiesOf({ cookies, headers: {} });
      expect(readId(held, "__Host-session") ?? "a".repeat(43)).toHaveLength(43);
      expect(surplusLogins(held).length).toBeLessThanOrEqual(Math.max(0, cookies.join(";").split(";").length - 7));
    }),
    SEED,
  );
});

test("a sealed session opens as it was, and as nothing once a byte of it changed", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (value, at, by) => {
        const bytes = Buffer.from(seal("id", value), "base64");
        expect(JSON.stringify(unseal("id", bytes.toString("base64")))).toBe(JSON.stringify(value));
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ by;
        expect(unseal("id", bytes.toString("base64"))).toBeUndefined();
      },
    ),
    { ...SEED, numRuns: 25 },
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => expect(unseal("id", text)).toBeUndefined()),
    SEED,
  );
});

test("whatever AWS and the token endpoint answer: what they gave, or an error with a code that is a word", async () => {
  const status = fc.constantFrom(200, 204, 400, 429, 500);
  const outside = { wait: async () => undefined, random: () => 0 };
  await fc.assert(
    fc.asyncProperty(status, fc.oneof(json, fc.constant('{"__type":"a#b c"}')), async (code, text) => {
      const fetch = (async () => new Response(code === 204 ? null : text, { status: code })) as typeof globalThis.fetch;
      const credentials = () => ({ id: "i", secret: "s" });
      const post = formPoster(CONFIG, { get: async () => "s", renew: async () => "s" }, { ...outside, fetch });
      const calls = [
        awsCall({ ...outside, fetch, region: "eu-central-1", credentials })("dynamodb", "T", {}),
        post("/t", {}, { repeatable: false }),
      ];
      for (const outcome of await Promise.allSettled(calls)) {
        if (outcome.status === "fulfilled") expect(typeof outcome.value).toBe("object");
        else {
          expect([AwsError, SignInError]).toContain((outcome.reason as Error).constructor);
          expect((outcome.reason as CodedError).code).toMatch(/^\w{1,80}$/);
        }
      }
    }),
    SEED,
  );
});

test("a trace of anything thrown holds a word and frames, and nothing of the message", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.string().map((text) => new Error(`c4n4ry ${text}\n    at c4n4ry`)),
      ),
      (thrown) => {
        const { error, frames } = traceOf(thrown);
        expect(error).toMatch(/^\w{1,60}$/);
        expect(frames.join("\n")).not.toContain("c4n4ry");
      },
    ),
    SEED,
  );
});
