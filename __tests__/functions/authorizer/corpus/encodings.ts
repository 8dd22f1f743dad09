import { base64url, claims, event, header, signParts, signText, token, KID } from "../support/tokens";
import type { Hostile, World } from "./hostile";

const HEAD = JSON.stringify(header());
const good = ({ real }: World): string => token(real.privateKey);
const parts = (world: World): [string, string, string] => good(world).split(".") as [string, string, string];

type Row = readonly [name: string, why: string, make: (world: World) => string];

const SHAPE = "a parser that guesses would read something else than what was signed";

const malformed: readonly Row[] = [
  ["one part", SHAPE, (world) => parts(world)[0]],
  [
    "two parts (signature cut off)",
    "a missing signature is no signature",
    (world) => parts(world).slice(0, 2).join("."),
  ],
  ["empty signature", "a missing signature is no signature", (world) => `${parts(world)[0]}.${parts(world)[1]}.`],
  ["empty payload", SHAPE, (world) => `${parts(world)[0]}..${parts(world)[2]}`],
  ["empty header", SHAPE, (world) => `.${parts(world)[1]}.${parts(world)[2]}`],
  ["dots only", SHAPE, () => ".."],
  ["four parts", SHAPE, (world) => `${good(world)}.x`],
  ["five parts (JWE)", SHAPE, (world) => `${good(world)}.x.y`],
  ["trailing dot", SHAPE, (world) => `${good(world)}.`],
  ["leading dot", SHAPE, (world) => `.${good(world)}`],
  ["padded signature", "two spellings of one token", (world) => `${good(world)}==`],
  [
    "padded payload, signed so",
    "two spellings of one token",
    ({ real }) => signParts(base64url(HEAD), `${base64url(JSON.stringify(claims({ x: "" })))}=`, real.privateKey),
  ],
  [
    "standard base64 in the signature",
    "two spellings of one token",
    (world) => `${parts(world)[0]}.${parts(world)[1]}.+/${parts(world)[2].slice(2)}`,
  ],
  [
    "standard base64 in the payload, signed so",
    "two spellings of one token",
    ({ real }) =>
      signParts(
        base64url(HEAD),
        Buffer.from(JSON.stringify(claims({ x: "???>>>" }))).toString("base64"),
        real.privateKey,
      ),
  ],
  [
    "stray bits at the end of the signature",
    "two spellings of one token",
    (world) => `${good(world).slice(0, -1)}${good(world).endsWith("A") ? "B" : "_"}`,
  ],
  [
    "newline in the payload",
    SHAPE,
    (world) => `${parts(world)[0]}.${parts(world)[1].slice(0, 9)}\n${parts(world)[1].slice(9)}.${parts(world)[2]}`,
  ],
  [
    "look-alike letter in the signature",
    "decoders that cut characters to bytes would take it",
    (world) =>
      `${good(world).slice(0, -8)}${String.fromCharCode(good(world).charCodeAt(good(world).length - 8) + 0x100)}${good(world).slice(-7)}`,
  ],
  ["payload null", SHAPE, ({ real }) => signText(HEAD, "null", real.privateKey)],
  ["payload array", SHAPE, ({ real }) => signText(HEAD, JSON.stringify([claims()]), real.privateKey)],
  ["payload string", SHAPE, ({ real }) => signText(HEAD, JSON.stringify("claims"), real.privateKey)],
  ["payload number", SHAPE, ({ real }) => signText(HEAD, "1", real.privateKey)],
  ["payload no JSON", SHAPE, ({ real }) => signText(HEAD, "exp=1", real.privateKey)],
  ["payload cut off", SHAPE, ({ real }) => signText(HEAD, JSON.stringify(claims()).slice(0, -1), real.privateKey)],
  [
    "payload followed by another",
    SHAPE,
    ({ real }) => signText(HEAD, JSON.stringify(claims()).repeat(2), real.privateKey),
  ],
  [
    "payload with byte order mark",
    SHAPE,
    ({ real }) => signText(HEAD, `\ufeff${JSON.stringify(claims())}`, real.privateKey),
  ],
  [
    "payload in UTF-16",
    SHAPE,
    ({ real }) => signText(HEAD, Buffer.from(JSON.stringify(claims()), "utf16le"), real.privateKey),
  ],
  [
    "payload with invalid UTF-8",
    "replacement characters make different names equal",
    ({ real }) => signText(HEAD, Buffer.from(JSON.stringify(claims({ x: "\u00e9" })), "latin1"), real.privateKey),
  ],
  [
    "payload nested deeply",
    "a recursive reader overflows its stack",
    ({ real }) => signText(HEAD, `{"x":${"[".repeat(5000)}${"]".repeat(5000)}}`, real.privateKey),
  ],
  [
    "payload nested deeply, never closed",
    "a recursive reader overflows its stack",
    ({ real }) => signText(HEAD, "[".repeat(11_000), real.privateKey),
  ],
  ["header array", SHAPE, ({ real }) => signText(`["RS256","${KID}"]`, JSON.stringify(claims()), real.privateKey)],
  ["header null", SHAPE, ({ real }) => signText("null", JSON.stringify(claims()), real.privateKey)],
  ["header no JSON", SHAPE, ({ real }) => signText("RS256", JSON.stringify(claims()), real.privateKey)],
  [
    "nested token",
    "the inner token is the attacker's",
    ({ real, foreign }) => signText(HEAD, token(foreign.privateKey), real.privateKey),
  ],
  ["token encoded twice", SHAPE, (world) => base64url(good(world))],
  [
    "JSON serialization of a JWS",
    SHAPE,
    (world) => JSON.stringify({ protected: parts(world)[0], payload: parts(world)[1], signature: parts(world)[2] }),
  ],
];

const large: readonly Row[] = [
  [
    "17,000 characters, well signed",
    "parsing is work before the signature is known",
    ({ real }) => token(real.privateKey, claims({ x: "x".repeat(12_000) })),
  ],
  ["a megabyte", "parsing is work before the signature is known", () => "A".repeat(1_000_000)],
  ["a megabyte of dots", "splitting is work", () => ".".repeat(1_000_000)],
  [
    "a megabyte after a good token",
    "parsing is work before the signature is known",
    (world) => good(world) + "A".repeat(1_000_000),
  ],
];

const headers = (
  name: string,
  why: string,
  make: (token: string) => Record<string, unknown>,
  reason: Hostile["reason"] = "identity_source",
): Hostile => ({
  name,
  why,
  reason,
  make: (world) => event("", { headers: make(good(world)) }),
});

const placed: readonly Hostile[] = [
  headers("two Authorization headers, joined", "proxies differ in which one counts", (token) => ({
    authorization: `Bearer ${token},Bearer ${token}`,
  })),
  headers(
    "two bare tokens, joined",
    "proxies differ in which one counts",
    (token) => ({ authorization: `${token},${token}` }),
    "malformed",
  ),
  headers("header in two spellings", "proxies differ in which one counts", (token) => ({
    Authorization: `Bearer ${token}`,
    authorization: `Bearer ${token}`,
  })),
  headers("Basic", "another scheme", (token) => ({ authorization: `Basic ${token}` })),
  headers("DPoP", "a bound token without its proof", (token) => ({ authorization: `DPoP ${token}` })),
  headers("Bearer twice", "a parser that strips in a loop", (token) => ({ authorization: `Bearer Bearer ${token}` })),
  headers("Bearer with tab", "no space", (token) => ({ authorization: `Bearer\t${token}` }), "malformed"),
  headers("Bearer without space", "no scheme", (token) => ({ authorization: `Bearer${token}` }), "malformed"),
  headers("Bearer and nothing", "no token", () => ({ authorization: "Bearer " })),
  headers("Authorization header empty", "no token", () => ({ authorization: "" })),
  headers("trailing space", "two spellings of one token", (token) => ({ authorization: `Bearer ${token} ` })),
  headers(
    "quoted token",
    "two spellings of one token",
    (token) => ({ authorization: `Bearer "${token}"` }),
    "malformed",
  ),
  headers("token in a header that isn't configured", "the cache key would not hold it", (token) => ({
    "x-authorization": token,
  })),
  headers("header value array", "type confusion", (token) => ({ authorization: [`Bearer ${token}`] })),
  {
    name: "token in the query string",
    why: "it isn't configured there",
    reason: "identity_source",
    make: (world) => event("", { headers: {}, queryStringParameters: { authorization: good(world) } }),
  },
  {
    name: "no headers at all",
    why: "a malformed event",
    reason: "identity_source",
    make: () => event("", { headers: undefined }),
  },
  {
    name: "headers null",
    why: "a malformed event",
    reason: "identity_source",
    make: () => event("", { headers: null }),
  },
];

const row =
  (reason: Hostile["reason"]) =>
  ([name, why, make]: Row): Hostile => ({ name, why, reason, make });

export const ENCODINGS: readonly Hostile[] = [
  ...malformed.map(row("malformed")),
  ...large.map(row("too_large")),
  ...placed,
];
