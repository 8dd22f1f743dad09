import fc from "fast-check";
import { apiKeys } from "../../constructs/api/authorizers/api-keys";
import { readIdentitySource } from "../../constructs/api/authorizers/identity-source";
import { checkIssuer, checkResourceIdentifiers } from "../../constructs/api/authorizers/issuers";
import { checkHeaderName } from "../../constructs/api/authorizers/origin-header";
import { RouteKey } from "../../constructs/api/route-key";
import { ConfigurationError } from "../../constructs/errors/configuration-error";
import { scopeIdentifier } from "../../constructs/props/names";
import { checkProps } from "../../constructs/props/shape";

/** What reads the texts of props: each is taken as it is, or refused by a ConfigurationError. The seed is fixed. */
const SEED = { seed: 20261122, numRuns: 100 };
const texts = (...pieces: readonly string[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...pieces) },
        { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));
const taken = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return undefined;
  }
};

test("a route key is one that AWS takes, with a name that Terraform takes", () => {
  const key = texts("GET ", "ANY ", "/", "items", "{id}", "{proxy+}", "$default", " ", "{", "}", "-", "%", "é", "get");
  fc.assert(
    fc.property(key, (text) => {
      const read = taken(() => new RouteKey(text));
      if (read === undefined) return;
      expect([`${read.method} ${read.path}`, "$default"]).toContain(text);
      expect(read.addressName).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(read.path.split("/").slice(1, -1).join("")).not.toContain("+}");
    }),
    { ...SEED, numRuns: 300 },
  );
});

test("a place in a request, an issuer, a resource and a header: what passes is written as AWS asks", () => {
  const word = texts(
    "$request.",
    "header.",
    "querystring.",
    "https://",
    "a.example",
    "/",
    "?",
    "#",
    "@",
    " ",
    "x-api",
    "urn:",
    "\n",
  );
  const accepted = (read: (text: string) => unknown, form: RegExp) =>
    fc.assert(
      fc.property(word, (text) => {
        if (taken(() => [read(text)]) !== undefined) expect(text).toMatch(form);
      }),
      SEED,
    );
  accepted((text) => readIdentitySource(text, "p"), /^\$request\.(header|querystring)\.[\w.-]+$/);
  accepted((text) => checkIssuer(text, "p"), /^https:\/*[^\s?#]+$/i);
  accepted((text) => checkResourceIdentifiers([text], "p"), /^[a-z][a-z0-9+.-]*:[^\s#]+$/i);
  accepted((text) => checkHeaderName(text, { path: "p" } as never), /^[\w!#$%&'*+.^`|~-]+$/);
  accepted((text) => checkProps(scopeIdentifier, text, "p"), /^[\x21\x23-\x5b\x5d-\x7e]+$/);
});

test("consumers of API keys: hashes only, each once", () => {
  const hash = fc.constantFrom("a".repeat(64), "b".repeat(64), "A".repeat(64), "key", "");
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.string({ maxLength: 3 }), fc.constant("__proto__")), fc.array(hash, { maxLength: 2 })),
      (consumers) => {
        if (taken(() => apiKeys(consumers)) === undefined) return;
        const hashes = Object.values(consumers).flat();
        expect(new Set(hashes).size).toBe(hashes.length);
        for (const one of hashes) expect(one).toMatch(/^[0-9a-f]{64}$/);
      },
    ),
    SEED,
  );
});
