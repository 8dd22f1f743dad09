import fc from "fast-check";
import { decomposeUnverifiedJwt } from "aws-jwt-verify/jwt";
import { checkGroups, checkScopes, contextOf, decodeToken, Denial, groupsOf, scopesOf } from "../../../posture/claims";
import { hasUniqueMembers } from "../../../posture/claims/unique-members";
import { parseRoles, parseScopes } from "../../../functions/shared/lists";
import { attempt } from "./support/attempt";
import { base64url, claims, rsa, token } from "./support/tokens";

const key = rsa();

const anything = fc.oneof(fc.jsonValue(), fc.string(), fc.array(fc.string()));

describe("decoding", () => {
  test("what is accepted is what the library reads, and has one spelling", () => {
    const payload = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(payload, (object) => {
        const text = token(key.privateKey, { ...object, ...claims({ aud: undefined }), jti: "a" });
        const ours = attempt(() => decodeToken(text));
        if (ours instanceof Denial) return;
        const theirs = decomposeUnverifiedJwt(text);
        expect(ours.claims).toEqual(theirs.payload);
        expect(ours.header).toEqual(theirs.header);
        expect(ours.signed).toBe(`${theirs.headerB64}.${theirs.payloadB64}`);
        expect(base64url(ours.signature)).toBe(theirs.signatureB64);
      }),
    );
  });

  test("any text is decoded or refused, never an error", () => {
    const dotted = fc.array(fc.oneof(fc.string(), fc.base64String(), fc.json().map(base64url)), { maxLength: 5 });
    fc.assert(fc.property(dotted, (parts) => void attempt(() => decodeToken(parts.join(".")))));
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

describe("requirements", () => {
  const scope = fc.stringMatching(/^[!#-Z^-~][!#-[^-~\]]{0,11}$/);
  const group = fc.stringMatching(/^[A-Za-z0-9_./:-]([A-Za-z0-9_./: \]-]{0,10}[A-Za-z0-9\]])?$/);

  test("a scope is met by the same whole name and nothing else", () => {
    fc.assert(
      fc.property(fc.uniqueArray(scope, { maxLength: 6 }), scope, (granted, wanted) => {
        const token = { scope: granted.join(" ") };
        expect(scopesOf(token, undefined)).toEqual(granted);
        const result = attempt(() => checkScopes({ scopes: new Set([wanted]) }, token, { groups: "g" }));
        expect(result instanceof Denial).toBe(!granted.includes(wanted));
      }),
    );
  });

  test("a longer or shorter name never meets a requirement", () => {
    fc.assert(
      fc.property(group, group, (name, more) => {
        for (const value of [name + more, more + name, `${name} ${more}`, name.slice(1)]) {
          if (value === name) continue;
          const refused = attempt(() => checkGroups({ groups: new Set([name]) }, { g: value }, { groups: "g" }));
          expect(refused).toBeInstanceOf(Denial);
        }
      }),
    );
  });

  test("whatever the claims hold: names of which every one is in the claim, or a denial", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const scopes = attempt(() => scopesOf({ scope: value }, undefined));
        const groups = attempt(() => groupsOf({ g: value }, "g"));
        if (!(scopes instanceof Denial))
          expect(Array.isArray(value) ? value : scopes.join(" ")).toEqual(value === undefined ? "" : value);
        if (!(groups instanceof Denial)) expect(groups).toEqual(Array.isArray(value) ? value : [value]);
      }),
    );
  });

  test("handlers read from the context only names that the token has, and every one that can't be misread", () => {
    const names = { user: "sub", tenant: "tenant_id", groups: "g", scopes: "s" };
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
          const roles = parseRoles(contextOf({ g: inGroups }, names).roles ?? "");
          const plain = inGroups.filter((name) => /^[\w./:-]+$/.test(name));
          expect(inGroups).toEqual(expect.arrayContaining([...roles]));
          expect([...roles]).toEqual(expect.arrayContaining(plain));
          const scoped = attempt(() => contextOf({ s: inScopes }, names));
          if (!(scoped instanceof Denial)) expect(parseScopes(scoped.scopes ?? "")).toEqual(new Set(inScopes));
        },
      ),
      { numRuns: 500 },
    );
  });
});
