import fc from "fast-check";
import { decomposeUnverifiedJwt } from "aws-jwt-verify/jwt";
import { verifyJwtSync } from "aws-jwt-verify/jwt-verifier";
import { contextOf } from "../../../functions/authorizer/context";
import { decode } from "../../../functions/authorizer/decode";
import { readToken } from "../../../functions/authorizer/identity-source";
import { parseKeys } from "../../../functions/authorizer/jwks-keys";
import { Refusal, refusalOf } from "../../../functions/authorizer/refusal";
import { checkRequired, groupsOf, scopesOf } from "../../../functions/authorizer/requirements";
import { checkSignature } from "../../../functions/authorizer/signature";
import { hasUniqueMembers } from "../../../functions/authorizer/unique-members";
import { parseRoles, parseScopes } from "../../../functions/shared/lists";
import { base64url, claims, ISSUER, jwk, rsa, token } from "./support/tokens";

/** Runs something that may refuse; anything else it throws fails the test. */
function attempt<T>(run: () => T): T | Refusal {
  try {
    return run();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.reason === "internal") throw error;
    return refusal;
  }
}

const key = rsa();
const entry = jwk(key.publicKey) as Parameters<typeof verifyJwtSync>[1];
const tokenText = fc.stringMatching(/^[A-Za-z0-9_.-]{1,60}$/);
const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.array(fc.string()));

describe("where the token is", () => {
  test("a bearer of any case and a bare token give the token", () => {
    const scheme = fc.constantFrom("", "Bearer ", "bearer ", "BEARER ", "bEaReR   ");
    const name = fc.constantFrom("authorization", "Authorization", "AUTHORIZATION");
    fc.assert(
      fc.property(tokenText, scheme, name, (text, prefix, spelling) => {
        expect(readToken({ headers: { [spelling]: prefix + text } }, { header: "authorization" })).toBe(text);
      }),
    );
  });

  test("whatever the header holds: a part of it without spaces, or a refusal", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anything,
          fc.string().map((text) => `Bearer ${text}`),
        ),
        (value) => {
          const event = { headers: { authorization: value } } as unknown as Parameters<typeof readToken>[0];
          const found = attempt(() => readToken(event, { header: "authorization" }));
          if (found instanceof Refusal) return;
          expect(found).toMatch(/^[^ ]+$/);
          expect(String(value).endsWith(found)).toBe(true);
        },
      ),
    );
  });
});

describe("decoding", () => {
  test("what is accepted is what the library reads, and has one spelling", () => {
    const payload = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(payload, (object) => {
        const text = token(key.privateKey, { ...object, ...claims({ aud: undefined }), jti: "a" });
        const ours = attempt(() => decode(text, () => undefined));
        if (ours instanceof Refusal) return;
        const theirs = decomposeUnverifiedJwt(text);
        expect(ours.payload).toEqual(theirs.payload);
        expect(ours.header).toEqual(theirs.header);
        expect(ours.signed).toBe(`${theirs.headerB64}.${theirs.payloadB64}`);
        expect(base64url(ours.signature)).toBe(theirs.signatureB64);
      }),
    );
  });

  test("any text is decoded or refused, never an error", () => {
    const dotted = fc.array(fc.oneof(fc.string(), fc.base64String(), fc.json().map(base64url)), { maxLength: 5 });
    fc.assert(fc.property(dotted, (parts) => void attempt(() => decode(parts.join("."), () => undefined))));
  });

  test("JSON without duplicates is recognised as such, with one it isn't", () => {
    const fit = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1, maxKeys: 6 });
    fc.assert(
      fc.property(fit, fc.nat(3), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        const value = JSON.parse(text) as object;
        fc.pre(!/"(__proto__|constructor|prototype)"/.test(text));
        expect(hasUniqueMembers(text, value)).toBe(true);
        const [name = ""] = Object.keys(value);
        const twice = `${text.slice(0, -1)},${JSON.stringify(name)}:0}`;
        expect(hasUniqueMembers(twice, JSON.parse(twice) as object)).toBe(false);
      }),
    );
  });
});

test("a token changed in any one character is refused, or the library accepts it too", () => {
  const good = token(key.privateKey);
  const store = parseKeys(Buffer.from(JSON.stringify({ keys: [entry] })));
  const ours = (text: string) =>
    attempt(() => {
      const jwt = decode(text, () => undefined);
      const found = store.get(jwt.header.kid ?? "");
      if (!found) throw new Refusal("unknown_key");
      checkSignature(jwt, found);
      return jwt.payload;
    });
  const theirs = (text: string) => verifyJwtSync(text, entry, { issuer: ISSUER, audience: null });
  expect(ours(good)).toEqual(theirs(good));
  const character = fc.oneof(fc.constantFrom(..."ABab01-_.=+/ \n"), fc.string({ minLength: 1, maxLength: 1 }));
  fc.assert(
    fc.property(fc.nat(good.length - 1), character, (at, letter) => {
      const changed = good.slice(0, at) + letter + good.slice(at + 1);
      const result = ours(changed);
      if (changed === good) expect(result).toEqual(theirs(good));
      else expect(result).toBeInstanceOf(Refusal);
    }),
    { numRuns: 500 },
  );
});

describe("requirements", () => {
  const scope = fc.stringMatching(/^[!#-Z^-~][!#-[^-~\]]{0,11}$/);
  const group = fc.stringMatching(/^[A-Za-z0-9_./:-]([A-Za-z0-9_./: \]-]{0,10}[A-Za-z0-9\]])?$/);

  test("a scope is met by the same whole name and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(scope, { maxLength: 6 }), scope, (granted, wanted) => {
        const read = scopesOf({ scope: granted.join(" ") }, undefined);
        expect(read).toEqual(granted);
        const result = attempt(() => checkRequired({ scopes: new Set([wanted]) }, read, []));
        expect(result instanceof Refusal).toBe(!granted.includes(wanted));
      }),
    );
  });

  test("a longer or shorter name never meets a requirement", () => {
    fc.assert(
      fc.property(group, group, (name, more) => {
        for (const value of [name + more, more + name, `${name} ${more}`, name.slice(1)]) {
          if (value === name) continue;
          const refused = attempt(() => checkRequired({ groups: new Set([name]) }, [], groupsOf({ g: value }, "g")));
          expect(refused).toBeInstanceOf(Refusal);
        }
      }),
    );
  });

  test("whatever the claims hold: names of which every one is in the claim, or a refusal", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const scopes = attempt(() => scopesOf({ scope: value }, undefined));
        const groups = attempt(() => groupsOf({ g: value }, "g"));
        if (!(scopes instanceof Refusal))
          expect(Array.isArray(value) ? value : scopes.join(" ")).toEqual(value === undefined ? "" : value);
        if (!(groups instanceof Refusal)) expect(groups).toEqual(Array.isArray(value) ? value : [value]);
      }),
    );
  });

  test("handlers read the context's strings back as the very same names", () => {
    const names = { user: "sub", tenant: "tenant_id" };
    const tricky = fc.oneof(
      group,
      fc.string(),
      fc.constantFrom("[a b]", "[", "a]", " admin", "a,admin", '["admin"]', "admin\t"),
    );
    fc.assert(
      fc.property(
        fc.array(tricky, { maxLength: 4 }),
        fc.array(fc.oneof(scope, tricky), { maxLength: 4 }),
        (inGroups, inScopes) => {
          const groups = attempt(() => groupsOf({ g: inGroups }, "g"));
          const scopes = attempt(() => scopesOf({ s: inScopes }, "s"));
          if (!(groups instanceof Refusal)) {
            expect(parseRoles(contextOf({}, names, [], groups).roles ?? "")).toEqual(new Set(inGroups));
          }
          if (!(scopes instanceof Refusal)) {
            expect(parseScopes(contextOf({}, names, scopes, []).scopes ?? "")).toEqual(new Set(inScopes));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
