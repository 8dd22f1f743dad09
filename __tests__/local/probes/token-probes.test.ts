import { addedClaims } from "../../../local/probes/token-probes";

test("only claims that Cognito doesn't make itself count as the trigger's", () => {
  expect(
    addedClaims({ sub: "a", scope: "x", "cognito:groups": ["admin"], version: 2, org_tier: "pro", org_id: "1" }),
  ).toEqual(["org_id", "org_tier"]);
  expect(addedClaims({ sub: "a", exp: 1 })).toEqual([]);
});
