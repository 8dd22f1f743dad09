import fc from "fast-check";
import { verifyJwtSync } from "aws-jwt-verify/jwt-verifier";
import { parseKeys } from "../../../../functions/shared/tokens/jwks-keys";
import { checkSignature } from "../../../../functions/shared/tokens/signature";
import { decodeToken, Denial } from "../../../../posture/claims";
import { attempt } from "../../authorizer/support/attempt";
import { ISSUER, jwk, rsa, token } from "../../authorizer/support/tokens";

const key = rsa();

const entry = jwk(key.publicKey) as Parameters<typeof verifyJwtSync>[1];

/** The key as the store gives it. */
function jwkKeys(publicKey: Parameters<typeof jwk>[0]) {
  const [found] = parseKeys(Buffer.from(JSON.stringify({ keys: [jwk(publicKey)] }))).values();
  if (!found) throw new Error("no key");
  return found;
}

test("a token changed in any one character is refused, or the library accepts it too", () => {
  const good = token(key.privateKey);
  const store = parseKeys(Buffer.from(JSON.stringify({ keys: [entry] })));
  const ours = (text: string) =>
    attempt(() => {
      const jwt = decodeToken(text);
      const found = store.get(String(jwt.header.kid));
      if (!found) throw new Denial("unknown_key");
      checkSignature(jwt, found);
      return jwt.claims;
    });
  const theirs = (text: string) => verifyJwtSync(text, entry, { issuer: ISSUER, audience: null });
  expect(ours(good)).toEqual(theirs(good));
  const character = fc.oneof(fc.constantFrom(..."ABab01-_.=+/ \n"), fc.string({ minLength: 1, maxLength: 1 }));
  fc.assert(
    fc.property(fc.nat(good.length - 1), character, (at, letter) => {
      const changed = good.slice(0, at) + letter + good.slice(at + 1);
      const result = ours(changed);
      if (changed === good) expect(result).toEqual(theirs(good));
      else expect(result).toBeInstanceOf(Denial);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["HS256", undefined, { reason: "algorithm", claim: "alg", detail: undefined }],
  ["RS512", "RS256", { reason: "algorithm", claim: "alg", detail: "is not the one that the key is bound to" }],
  ["RS256", "RS256", { reason: "signature" }],
])("a token of %s, by a key bound to %s, is refused with the reason", (alg, bound, denial) => {
  // The right key for all but the last: what refuses is the algorithm alone.
  const { key: found, ...rest } = jwkKeys(bound === alg ? rsa().publicKey : key.publicKey);
  const jwt = { ...decodeToken(token(key.privateKey)), header: { alg, kid: rest.kid } };
  const refused = attempt(() =>
    checkSignature(jwt, { ...rest, key: found, alg: bound } as typeof rest & { key: typeof found }),
  );
  expect(refused).toMatchObject(denial);
});

test("a key that is bound to no algorithm takes each", () => {
  const { kid, key: found } = jwkKeys(key.publicKey);
  expect(checkSignature(decodeToken(token(key.privateKey)), { kid, key: found, alg: undefined })).toBeUndefined();
});
