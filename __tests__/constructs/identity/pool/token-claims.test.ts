import { tokenClaimsEnvironment } from "../../../../constructs/identity/pool/token-claims";
import type { TokenClaims } from "../../../../functions/pre-token-generation/mapping";
import { expectRefusal } from "../../../support/expect-error";

const HAS = new Set(["org_id", "org_tier", "feature_flags"]);
const environment = (claims?: TokenClaims, has: ReadonlySet<string> = HAS) =>
  tokenClaimsEnvironment(claims, has, "auth-api/tokenTrigger");

test("without claims of its own the function keeps to its default mapping", () => expect(environment()).toEqual({}));

test("claims are handed over in the environment", () => {
  expect(Object.keys(environment({ claims: { tier: { attribute: "custom:org_tier" } } }))).toEqual(["TOKEN_CLAIMS"]);
});

test("attributes that Cognito itself has are fine", () => {
  expect(() => environment({ claims: { mail: { attribute: "email" } } }, new Set())).not.toThrow();
});

describe("refusals", () => {
  test("a claim from an attribute that no user can have", () => {
    expect(() => environment({ claims: { org: { attribute: "custom:org_id" } } })).not.toThrow();
    expectRefusal(
      () => environment({ claims: { org: { attribute: "custom:org_di" } } }),
      "trigger-attribute",
      "custom:org_di",
      "Did you mean custom:org_id?",
    );
  });

  test("also of the default mapping, all of them at once", () =>
    expectRefusal(
      () => environment(undefined, new Set(["org_id"])),
      "trigger-attribute",
      "custom:org_tier, custom:feature_flags",
      "Add org_tier, feature_flags",
    ));

  test("a claim that can't be changed", () =>
    expectRefusal(
      () => environment({ claims: { sub: { constant: "a" } } }),
      "trigger-claims",
      "sub",
      "auth-api/tokenTrigger",
    ));
});
