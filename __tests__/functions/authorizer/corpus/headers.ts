import { createHmac, generateKeyPairSync, sign, constants } from "node:crypto";
import { base64url, claims, header, jwk, signText, token } from "../support/tokens";
import type { Hostile, World } from "./hostile";

const text = JSON.stringify;
const withHeader = (world: World, changes: object): string => token(world.real.privateKey, claims(), header(changes));
const forged = (world: World, changes: object): string => token(world.foreign.privateKey, claims(), header(changes));

const unsigned = (alg: string, signature = base64url("x")): string =>
  `${base64url(text(header({ alg })))}.${base64url(text(claims()))}.${signature}`;

const hmac = (secret: string | Buffer, alg = "HS256"): string => {
  const signed = `${base64url(text(header({ alg })))}.${base64url(text(claims()))}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};

const none: readonly Hostile[] = ["none", "None", "NONE", "nOnE", "none ", "", "null"].map((alg) => ({
  name: `alg "${alg}"`,
  why: "a library that honours it skips the signature",
  reason: "algorithm",
  make: () => unsigned(alg),
}));

const rsaSpki = (world: World): Buffer => world.real.publicKey.export({ type: "spki", format: "der" });
const rsaPem = (world: World): string => world.real.publicKey.export({ type: "spki", format: "pem" }).toString();

const symmetric: readonly Hostile[] = [
  { name: "HS256 with the public key as PEM", make: (world: World) => hmac(rsaPem(world)) },
  { name: "HS256 with the public key as trimmed PEM", make: (world: World) => hmac(rsaPem(world).trim()) },
  { name: "HS256 with the public key as DER", make: (world: World) => hmac(rsaSpki(world)) },
  { name: "HS256 with the JWK", make: (world: World) => hmac(text(jwk(world.real.publicKey))) },
  { name: "HS256 with an empty secret", make: () => hmac("") },
  { name: "RS256 in the header, an HMAC as signature", make: (world: World) => hmac(rsaPem(world), "RS256") },
].map((each) => ({
  ...each,
  why: "algorithm confusion: the public key is known to everybody",
  reason: each.name.startsWith("RS256") ? "signature" : "algorithm",
}));

const otherAlgorithms: readonly Hostile[] = [
  {
    name: "ES256 with a key of its own",
    why: "only RSA is accepted",
    reason: "algorithm",
    make: () =>
      signText(
        text(header({ alg: "ES256" })),
        text(claims()),
        generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
      ),
  },
  {
    name: "EdDSA with a key of its own",
    why: "only RSA is accepted",
    reason: "algorithm",
    make: () => {
      const signed = `${base64url(text(header({ alg: "EdDSA" })))}.${base64url(text(claims()))}`;
      return `${signed}.${base64url(sign(null, Buffer.from(signed), generateKeyPairSync("ed25519").privateKey))}`;
    },
  },
  {
    name: "PS256 named",
    why: "PSS is not accepted",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: "PS256" }),
  },
  {
    name: "RSA-PSS under the name RS256",
    why: "padding mismatch",
    reason: "signature",
    make: ({ real }) => {
      const signed = `${base64url(text(header()))}.${base64url(text(claims()))}`;
      const key = { key: real.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };
      return `${signed}.${base64url(sign("RSA-SHA256", Buffer.from(signed), key))}`;
    },
  },
  {
    name: "SHA-1 under the name RS256",
    why: "a weaker hash than the header names",
    reason: "signature",
    make: ({ real }) => signText(text(header()), text(claims()), real.privateKey, "RSA-SHA1"),
  },
  {
    name: "RS512 for a key bound to RS256",
    why: "the JWKS names the algorithm",
    reason: "algorithm",
    make: ({ real }) => signText(text(header({ alg: "RS512" })), text(claims()), real.privateKey, "RSA-SHA512"),
  },
  {
    name: "alg RS1",
    why: "SHA-1 by its IANA name",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: "RS1" }),
  },
  {
    name: "alg rs256",
    why: "names are case-sensitive",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: "rs256" }),
  },
  {
    name: "alg as array",
    why: "type confusion",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: ["RS256"] }),
  },
  {
    name: "alg toString",
    why: "a name every object has",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: "toString" }),
  },
  {
    name: "alg missing",
    why: "nothing says how it is signed",
    reason: "algorithm",
    make: (world) => withHeader(world, { alg: undefined }),
  },
];

const embedded: readonly Hostile[] = [
  { name: "embedded jwk", make: (world: World) => forged(world, { jwk: jwk(world.foreign.publicKey) }) },
  {
    name: "embedded jwk with private part",
    make: (world: World) => forged(world, { jwk: world.foreign.privateKey.export({ format: "jwk" }) }),
  },
  { name: "jku elsewhere", make: (world: World) => forged(world, { jku: world.trap }) },
  { name: "x5u elsewhere", make: (world: World) => forged(world, { x5u: world.trap }) },
  {
    name: "x5c of the attacker",
    make: (world: World) =>
      forged(world, { x5c: [world.foreign.publicKey.export({ type: "spki", format: "der" }).toString("base64")] }),
  },
  {
    name: "jku, x5u, jwk and x5c together",
    make: (world: World) =>
      forged(world, { jku: world.trap, x5u: world.trap, jwk: jwk(world.foreign.publicKey), x5c: ["AAAA"] }),
  },
  { name: "same kid, foreign key", make: (world: World) => forged(world, {}) },
].map((each) => ({ ...each, why: "the token would bring its own key", reason: "signature" }));

const kids: readonly Hostile[] = (
  [
    ["../../../../dev/null", "unknown_key"],
    ["file:///etc/passwd", "unknown_key"],
    ["' OR '1'='1", "unknown_key"],
    ["key-1\u0000", "unknown_key"],
    ["__proto__", "unknown_key"],
    ["constructor", "unknown_key"],
    ["KEY-1", "unknown_key"],
    ["key-１", "unknown_key"],
    ["http://127.0.0.1/key", "unknown_key"],
    ["$(touch x)", "unknown_key"],
    ["", "header"],
    [undefined, "header"],
    [null, "header"],
    [["key-1"], "header"],
    [{ toString: "key-1" }, "header"],
    [1, "header"],
    ["k".repeat(513), "header"],
  ] as const
).map(([kid, reason]) => ({
  name: `kid ${text(kid)?.slice(0, 40) ?? "missing"}`,
  why: "the kid comes from the attacker and must only ever be compared",
  reason,
  make: (world) => forged(world, { kid }),
}));

const extensions: readonly Hostile[] = [
  { name: "crit with b64", changes: { crit: ["b64"], b64: true } },
  { name: "crit empty", changes: { crit: [] } },
  { name: "crit with an unknown name", changes: { crit: ["x"], x: 1 } },
  { name: "b64 false", changes: { b64: false } },
  { name: "zip DEF", changes: { zip: "DEF" } },
  { name: "enc of a JWE", changes: { enc: "A256GCM" } },
  { name: "cty JWT (nested)", changes: { cty: "JWT" } },
  { name: "typ JWE", changes: { typ: "JWE" } },
  { name: "typ logout+jwt", changes: { typ: "logout+jwt" } },
  { name: "typ dpop+jwt", changes: { typ: "dpop+jwt" } },
  { name: "typ secevent+jwt", changes: { typ: "secevent+jwt" } },
  { name: "typ as array", changes: { typ: ["JWT"] } },
  { name: "typ empty", changes: { typ: "" } },
].map(({ name, changes }) => ({
  name,
  why: "an extension or another kind of token, well signed by the issuer",
  reason: "header",
  make: (world) => withHeader(world, changes),
}));

const keySizes: readonly Hostile[] = [
  {
    name: "signature of zeros",
    why: "a bignum check gone wrong",
    reason: "signature",
    make: () => unsigned("RS256", base64url(Buffer.alloc(256))),
  },
  {
    name: "signature one",
    why: "1 to any power is 1",
    reason: "signature",
    make: () => unsigned("RS256", base64url(Buffer.concat([Buffer.alloc(255), Buffer.from([1])]))),
  },
  {
    name: "signature longer than the modulus",
    why: "length is not looked at",
    reason: "signature",
    make: () => unsigned("RS256", base64url(Buffer.alloc(4000, 7))),
  },
];

export const HEADERS: readonly Hostile[] = [
  ...none,
  ...symmetric,
  ...otherAlgorithms,
  ...embedded,
  ...kids,
  ...extensions,
  ...keySizes,
] as readonly Hostile[];
