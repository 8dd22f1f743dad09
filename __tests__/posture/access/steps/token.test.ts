import { generateKeyPairSync, sign } from "node:crypto";
import { signatureSteps } from "../../../../posture/access/steps/signature";
import { durationText, timeSteps } from "../../../../posture/access/steps/times";
import {
  claim,
  decodeToken,
  presentedToken,
  textClaim,
  trimToken,
  wordsOf,
} from "../../../../posture/access/steps/token";
import type { Token } from "../../../../posture/access/steps/token";
import type { Step } from "../../../../posture/access/steps/types";
import { NOW } from "../support";
import { holdAnswers } from "../whole";

holdAnswers();

const said = ({ check, result, status, text }: Step) =>
  `${check} ${result}${status === undefined ? "" : ` ${status}`}: ${text}`;

describe("a token", () => {
  test.each([
    ["  Bearer a.b.c ", "a.b.c"],
    ["Authorization: Bearer a.b.c", "a.b.c"],
    ["authorization:a.b.c", "a.b.c"],
    ['"Bearer  a.b.c"', "a.b.c"],
    ["'a.b.c'", "a.b.c"],
    ["a.Bearer b", "a.Bearer b"],
  ])("%j is taken for %s", (text, token) => expect(trimToken(text)).toBe(token));

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const decoded = (text: string) => {
    const found = decodeToken(text);
    return "problem" in found ? found.problem : found;
  };
  const CUT =
    "between dots; a signed JWT has three. An opaque token, or one that was cut while copying, looks like that.";
  test.each([
    [
      "a.b.c.d.e",
      "It has five parts: an encrypted token (JWE), as Cognito's refresh tokens are. No JWT authorizer reads one.",
    ],
    ["a", `It has 1 part ${CUT}`],
    ["a.b.c\na.b.c", "It has blanks or line breaks inside, which no token has."],
    ["-H 'Authorization: Bearer a.b.c'", "It has blanks or line breaks inside, which no token has."],
    ["a.b", `It has 2 parts ${CUT}`],
    ["a.b.c.d", `It has 4 parts ${CUT}`],
    [`.${part({})}.x`, "Its first part is not base64url-encoded JSON."],
    [`${part([])}.${part({})}.x`, "Its first part is not base64url-encoded JSON."],
    [`${part(null)}.${part({})}.x`, "Its first part is not base64url-encoded JSON."],
    [`${part({})}=.${part({})}.x`, "Its first part is not base64url-encoded JSON."],
    [`=${part({})}.${part({})}.x`, "Its first part is not base64url-encoded JSON."],
    [`${part({})}.${part("text")}.x`, "Its second part is not base64url-encoded JSON."],
    [`${part({})}.x.x`, "Its second part is not base64url-encoded JSON."],
  ])("%s is none", (text, problem) => expect(decoded(text)).toBe(problem));

  test("is header, claims and a signature of the first two", () => {
    const text = `${part({ alg: "RS256" })}.${part({ sub: "u" })}`;
    expect(decoded(`${text}.${Buffer.from("sign").toString("base64url")}`)).toEqual({
      header: { alg: "RS256" },
      claims: { sub: "u" },
      signed: text,
      signature: Buffer.from("sign"),
    });
    expect(presentedToken({ claims: { sub: "u" } })).toEqual({
      header: { alg: "RS256", kid: "genuine", typ: "JWT" },
      claims: { sub: "u" },
      signed: "",
      signature: Buffer.from(""),
    });
  });

  test("has the claims that are its own and not null, as texts or lists of words", () => {
    const claims = { a: "x", empty: "", no: null, n: 1 };
    expect(["a", "no", "toString", "n"].map((name) => claim(claims, name))).toEqual(["x", undefined, undefined, 1]);
    expect(["a", "empty", "n"].map((name) => textClaim(claims, name))).toEqual(["x", undefined, undefined]);
    expect([" a  b ", ["a b", 1, "c"], 7].map(wordsOf)).toEqual([["a", "b"], ["a b", "c"], []]);
  });
});

describe("times", () => {
  const at = (claims: object, tolerance = 0) => timeSteps(claims as never, NOW, tolerance).map(said);
  const CLOSE = " That is close: clocks may differ.";
  const EXP = { exp: NOW + 60 };
  const PASS = "exp pass: It expires in 1 min 0 s (2027-01-15T08:01:00Z).";
  test.each<[object, number, string[]]>([
    [EXP, 0, [PASS]],
    [{ exp: NOW + 6 }, 0, ["exp pass: It expires in 6 s (2027-01-15T08:00:06Z)."]],
    [{ exp: NOW + 5 }, 0, [`exp pass: It expires in 5 s (2027-01-15T08:00:05Z).${CLOSE}`]],
    [{ exp: NOW }, 0, [`exp fail 401: It expired 0 s ago (2027-01-15T08:00:00Z).${CLOSE}`]],
    [{ exp: NOW - 5 }, 0, [`exp fail 401: It expired 5 s ago (2027-01-15T07:59:55Z).${CLOSE}`]],
    [{ exp: NOW - 6 }, 0, ["exp fail 401: It expired 6 s ago (2027-01-15T07:59:54Z)."]],
    [{ exp: NOW - 5 }, 5, [`exp fail 401: It expired 5 s ago (2027-01-15T07:59:55Z).${CLOSE}`]],
    [{ exp: NOW - 4 }, 5, ["exp pass: It expired 4 s ago, within the 5 s that clocks may differ."]],
    [{ exp: 1e17 }, 0, ["exp pass: It expires in 1157407386574 days (not a valid date)."]],
    [{}, 0, ["exp fail 401: The token has no expiry (exp)."]],
    [{ exp: "1" }, 0, ["exp fail 401: The token's expiry (exp) is not a number."]],
    [{ ...EXP, nbf: "1" }, 0, [PASS, "nbf fail 401: The token's nbf is not a number."]],
    [{ ...EXP, nbf: NOW }, 0, [PASS, "nbf pass: It is valid since 2027-01-15T08:00:00Z."]],
    [{ ...EXP, nbf: NOW + 1 }, 0, [PASS, "nbf fail 401: It is not valid before 2027-01-15T08:00:01Z, in 1 s."]],
    [{ ...EXP, nbf: NOW + 5 }, 5, [PASS, "nbf pass: Its nbf is 5 s ahead, within the 5 s that clocks may differ."]],
    [{ ...EXP, iat: NOW - 65 }, 0, [PASS, "iat pass: It was issued 1 min 5 s ago (2027-01-15T07:58:55Z)."]],
    [
      { ...EXP, iat: NOW + 6 },
      5,
      [PASS, "iat fail 401: It claims to be issued in the future: 2027-01-15T08:00:06Z, in 6 s."],
    ],
  ])("%j with %d s between clocks", (claims, tolerance, steps) => expect(at(claims, tolerance)).toEqual(steps));

  test("say what helps", () => {
    const remedies = (claims: object) => timeSteps(claims as never, NOW).map(({ remedy }) => remedy);
    expect(remedies({})).toEqual(["Send a token that expires."]);
    expect(remedies({ exp: NOW - 9, nbf: "x", iat: NOW + 9 })).toEqual([
      "Get a new one: refresh it or sign in again.",
      "Get a new token.",
      "Check this machine's clock and the issuer's, or wait.",
    ]);
  });

  test.each([
    [59.6, "1 min 0 s"],
    [59, "59 s"],
    [3599, "59 min 59 s"],
    [3600, "1 h 0 min"],
    [172_799, "47 h 59 min"],
    [172_800, "2 days"],
  ])("%d s are %s", (seconds, text) => expect(durationText(seconds)).toBe(text));
});

describe("signature", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k" };
  const token = (header: object, hash = "RSA-SHA256"): Token => ({
    header: header as Token["header"],
    claims: {},
    signed: "a.b",
    signature: sign(hash, Buffer.from("a.b"), privateKey),
  });
  const KID = { alg: "RS256", kid: "k" };
  const FOUND = 'key pass: The issuer has the key "k".';
  test.each<[string, Token, unknown, string[]]>([
    [
      "no algorithm",
      token({ kid: "k" }),
      undefined,
      ["key fail 401: The token's algorithm is missing; only RSA signatures are accepted."],
    ],
    [
      "HS256",
      token({ ...KID, alg: "HS256" }),
      undefined,
      ['key fail 401: The token\'s algorithm is "HS256"; only RSA signatures are accepted.'],
    ],
    [
      "no kid",
      token({ alg: "RS256" }),
      undefined,
      ["key fail 401: The token's header names no key (kid), so the issuer's key can't be found."],
    ],
    [
      "no keys given",
      token(KID),
      undefined,
      [
        'key note: The key is "k" (RS256). The signature was not verified: the issuer\'s keys were not given (--jwks FILE).',
      ],
    ],
    [
      "another key",
      token(KID),
      { keys: [{ ...jwk, kid: "other" }] },
      ['key fail 401: No key of the issuer is "k"; it has "other".'],
    ],
    ["RS256", token(KID), { keys: [jwk] }, [FOUND, "signature pass: The signature is valid."]],
    [
      "RS384",
      token({ ...KID, alg: "RS384" }, "RSA-SHA384"),
      { keys: [jwk] },
      [FOUND, "signature pass: The signature is valid."],
    ],
    [
      "RS512",
      token({ ...KID, alg: "RS512" }, "RSA-SHA512"),
      { keys: [jwk] },
      [FOUND, "signature pass: The signature is valid."],
    ],
  ])("%s", (_, signed, jwks, steps) => expect(signatureSteps(signed, jwks).map(said)).toEqual(steps));

  test("of other content, by another hash or by another kind of key, is none", () => {
    const last = (signed: Token, key: object) => {
      const step = signatureSteps(signed, { keys: [key] }).at(-1);
      return step && [step.check, step.result, step.status].join(" ");
    };
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
    expect(last({ ...token(KID), signed: "a.c" }, jwk)).toBe("signature fail 401");
    expect(last(token({ ...KID, alg: "RS512" }), jwk)).toBe("signature fail 401");
    expect(last(token(KID), { ...ec, kid: "k" })).toBe("signature fail 401");
  });
});
