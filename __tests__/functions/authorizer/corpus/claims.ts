import { claims, seconds, signText, header, token, CLIENT, ISSUER, base64url } from "../support/tokens";
import type { Hostile, World } from "./hostile";

/** A second issuer of the corpus, judged by `audience` instead of client ids; it has the same key. */
export const AUDIENCE_ISSUER = "https://audience.example.com/";
export const AUDIENCE = "https://api.example.com";

const says = (name: string, changes: () => object, reason: Hostile["reason"], why: string): Hostile => ({
  name,
  why,
  reason,
  make: ({ real }) => token(real.privateKey, claims(changes())),
});

/** A payload written out by hand, for what JSON.stringify can't write. */
const written = (
  name: string,
  member: () => string,
  reason: Hostile["reason"],
  why: string,
  without: object = {},
): Hostile => ({
  name,
  why,
  reason,
  make: ({ real }: World) => {
    const text = JSON.stringify(claims(without));
    return signText(JSON.stringify(header()), `${text.slice(0, -1)},${member()}}`, real.privateKey);
  },
});

const TYPE = "type confusion in a claim, well signed by the issuer";
const EDGE = "a second too early or too late, without tolerance";

const times: readonly Hostile[] = [
  says("exp missing", () => ({ exp: undefined }), "expired", "it would never end"),
  says("exp now", () => ({ exp: seconds() }), "expired", "RFC 7519: on or after exp it must not be accepted"),
  says("exp a second ago", () => ({ exp: seconds() - 1 }), "expired", EDGE),
  says("exp zero", () => ({ exp: 0 }), "expired", EDGE),
  says("exp negative", () => ({ exp: -1 }), "claim_type", TYPE),
  says("exp as string", () => ({ exp: String(seconds() + 600) }), "claim_type", TYPE),
  says("exp as array", () => ({ exp: [seconds() + 600] }), "claim_type", TYPE),
  says("exp as object", () => ({ exp: { valueOf: seconds() + 600 } }), "claim_type", TYPE),
  says("exp null", () => ({ exp: null }), "claim_type", TYPE),
  says("exp true", () => ({ exp: true }), "claim_type", TYPE),
  says(
    "exp in milliseconds",
    () => ({ exp: (seconds() + 600) * 1000 }),
    "claim_type",
    "it would end in fifty thousand years",
  ),
  written("exp 1e999", () => `"exp":1e999`, "claim_type", "Infinity never passes", { exp: undefined }),
  written("exp -1e999", () => `"exp":-1e999`, "claim_type", TYPE, { exp: undefined }),
  written("exp NaN", () => `"exp":NaN`, "malformed", "no JSON", { exp: undefined }),
  says("nbf in two seconds", () => ({ nbf: seconds() + 2 }), "not_yet_valid", EDGE),
  says("nbf tomorrow", () => ({ nbf: seconds() + 86_400 }), "not_yet_valid", EDGE),
  says("nbf as string", () => ({ nbf: "0" }), "claim_type", TYPE),
  says("nbf as array", () => ({ nbf: [0] }), "claim_type", TYPE),
  written("nbf 1e999", () => `"nbf":1e999`, "claim_type", TYPE),
  says("iat in two seconds", () => ({ iat: seconds() + 2 }), "not_yet_valid", EDGE),
  says("iat tomorrow", () => ({ iat: seconds() + 86_400 }), "not_yet_valid", "issued in the future"),
  says("iat as string", () => ({ iat: "0" }), "claim_type", TYPE),
  says("iat null", () => ({ iat: null }), "claim_type", TYPE),
];

const issuers: readonly Hostile[] = (
  [
    ["missing", undefined, "issuer"],
    ["with slash", `${ISSUER}/`, "issuer"],
    ["in upper case", ISSUER.toUpperCase(), "issuer"],
    ["with look-alike", ISSUER.replace("o", "о"), "issuer"],
    ["with null byte", `${ISSUER}\u0000`, "issuer"],
    ["with trailing space", `${ISSUER} `, "issuer"],
    ["as prefix of another host", `${ISSUER}.attacker.example`, "issuer"],
    ["with user part", ISSUER.replace("https://", "https://x@"), "issuer"],
    ["with http", ISSUER.replace("https", "http"), "issuer"],
    ["empty", "", "issuer"],
    ["of a prototype", "__proto__", "issuer"],
    ["as array", [ISSUER], "claim_type"],
    ["as object", { iss: ISSUER }, "claim_type"],
    ["null", null, "claim_type"],
  ] as const
).map(([name, iss, reason]) =>
  says(`iss ${name}`, () => ({ iss }), reason, "another issuer's tokens, or one that only looks like ours"),
);

const audience = (name: string, aud: unknown, reason: Hostile["reason"]): Hostile =>
  says(`aud ${name}`, () => ({ iss: AUDIENCE_ISSUER, aud }), reason, "a token made for another API");

const audiences: readonly Hostile[] = [
  audience("missing", undefined, "audience"),
  audience("of another API", "https://other.example.com", "audience"),
  audience("with slash", `${AUDIENCE}/`, "audience"),
  audience("empty array", [], "audience"),
  audience("empty string", "", "audience"),
  audience("as two in one string", `${AUDIENCE} x`, "audience"),
  audience("as object", { [AUDIENCE]: true }, "claim_type"),
  audience("array of objects", [{ aud: AUDIENCE }], "claim_type"),
  audience("array in array", [[AUDIENCE]], "claim_type"),
  audience("array with a number beside ours", [AUDIENCE, 1], "claim_type"),
  audience("null", null, "claim_type"),
];

const clients: readonly Hostile[] = [
  ["missing", undefined],
  ["of another app", "client-two"],
  ["as array", [CLIENT]],
  ["as prefix", `${CLIENT}x`],
  ["in upper case", CLIENT.toUpperCase()],
  ["as object", { toString: CLIENT }],
  ["empty", ""],
  ["null", null],
].map(([name, client_id]) => says(`client_id ${String(name)}`, () => ({ client_id }), "client", "another app's token"));

const uses: readonly Hostile[] = [
  ["id", "id"],
  ["missing", undefined],
  ["refresh", "refresh"],
  ["in upper case", "ACCESS"],
  ["as array", ["access"]],
  ["null", null],
].map(([name, token_use]) =>
  says(`token_use ${String(name)}`, () => ({ token_use, aud: CLIENT }), "token_use", "an ID token is no key to an API"),
);

const scopes: readonly Hostile[] = (
  [
    ["missing", undefined, "scope"],
    ["empty", "", "scope"],
    ["longer", "items/reader", "scope"],
    ["shorter", "items/rea", "scope"],
    ["in upper case", "ITEMS/READ", "scope"],
    ["wildcard", "items/* *", "scope"],
    ["comma-separated", "items/write,items/read", "scope"],
    ["with look-alike", "items/reаd", "claim_type"],
    ["with full-width letters", "items/ｒead", "claim_type"],
    ["tab-separated", "x\titems/read", "claim_type"],
    ["newline-separated", "x\nitems/read", "claim_type"],
    ["with no-break space", "x\u00a0items/read", "claim_type"],
    ["with two spaces", "x  items/read", "claim_type"],
    ["with leading space", " items/read", "claim_type"],
    ["with zero-width space", "items/read\u200b", "claim_type"],
    ["in brackets", "[x items/read]", "claim_type"],
    ["as array", ["items/read"], "claim_type"],
    ["as number", 1, "claim_type"],
    ["as object", { "items/read": true }, "claim_type"],
    ["null", null, "claim_type"],
  ] as const
).map(([name, scope, reason]) => says(`scope ${name}`, () => ({ scope }), reason, "a scope the issuer did not grant"));

const groups: readonly Hostile[] = (
  [
    ["missing", undefined, "group"],
    ["empty", [], "group"],
    ["longer", ["users"], "group"],
    ["string with ours in it", "superuser", "group"],
    ["string with spaces", "guest user", "group"],
    ["with look-alike", ["usеr"], "group"],
    ["with comma", ["guest,user"], "group"],
    ["with blanks around", [" user"], "group"],
    ["with bracket in front", ["[guest user]"], "group"],
    ["with null byte", ["user\u0000"], "group"],
    ["array in array", [["user"]], "claim_type"],
    ["with a number beside ours", ["user", 1], "claim_type"],
    ["as object", { user: true }, "claim_type"],
    ["null", null, "claim_type"],
  ] as const
).map(([name, value, reason]) =>
  says(
    `groups ${name}`,
    () => ({ "cognito:groups": value }),
    reason,
    "a group the user is not in, or that a handler would read as one",
  ),
);

const others: readonly Hostile[] = [
  says("sub as array", () => ({ sub: ["user-1"] }), "claim_type", TYPE),
  says("sub as number", () => ({ sub: 1 }), "claim_type", TYPE),
  says("sub empty", () => ({ sub: "" }), "claim_type", "nobody"),
  says("sub with newline", () => ({ sub: "user-1\nadmin" }), "claim_type", "forged log lines"),
  says("jti as object", () => ({ jti: {} }), "claim_type", TYPE),
  says("tenant as array", () => ({ tenant_id: ["a", "b"] }), "claim_type", "two tenants"),
  says("tenant as number", () => ({ tenant_id: 7 }), "claim_type", TYPE),
  written("exp twice", () => `"exp":${seconds() + 9999}`, "malformed", "parsers differ in which one counts"),
  written("sub twice", () => `"sub":"admin"`, "malformed", "parsers differ in which one counts"),
  written(
    "scope twice, once escaped",
    () => `"sco\\u0070e":"items/admin"`,
    "malformed",
    "the same name in another spelling",
  ),
  written("groups twice", () => `"cognito:groups":["admin"]`, "malformed", "parsers differ in which one counts"),
  written("duplicate in an inner object", () => `"x":{"a":1,"a":2}`, "malformed", "parsers differ in which one counts"),
  written("__proto__ member", () => `"__proto__":{"exp":9999999999}`, "malformed", "prototype pollution"),
  written("constructor member", () => `"constructor":{"prototype":{"exp":1}}`, "malformed", "prototype pollution"),
  {
    name: "alg twice in the header",
    why: "parsers differ in which one counts",
    reason: "malformed",
    make: ({ real }) =>
      signText(`{"alg":"none","kid":"key-1","alg":"RS256"}`, JSON.stringify(claims()), real.privateKey),
  },
  {
    name: "claims of another token under a real signature",
    why: "the signature must cover what is read",
    reason: "signature",
    make: ({ real }) => {
      const [head = "", , signature = ""] = token(real.privateKey).split(".");
      return `${head}.${base64url(JSON.stringify(claims({ sub: "admin" })))}.${signature}`;
    },
  },
];

export const CLAIMS: readonly Hostile[] = [
  ...times,
  ...issuers,
  ...audiences,
  ...clients,
  ...uses,
  ...scopes,
  ...groups,
  ...others,
];
