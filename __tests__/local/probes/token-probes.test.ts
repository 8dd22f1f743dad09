import { addedClaims, tokenProbes } from "../../../local/probes/token-probes";
import type { TokenSource } from "../../../local/identities/tokens";
import type { Applied } from "../../../local/terraform/applied";

test("only claims that Cognito doesn't make itself count as the trigger's", () => {
  expect(
    addedClaims({ sub: "a", scope: "x", "cognito:groups": ["admin"], version: 2, org_tier: "pro", org_id: "1" }),
  ).toEqual(["org_id", "org_tier"]);
  expect(addedClaims({ sub: "a", exp: 1 })).toEqual([]);
});

test.each([
  [["admin"], "pro", [true, true]],
  [[], "pro", [false, true]],
  [["user"], "pro", [false, true]],
  [["admin", "user"], "pro", [false, true]],
  [["admin"], undefined, [true, false]],
])("of somebody in admin whose token has the groups %j and the added claim %s: %j", async (groups, tier, passed) => {
  const claims = { sub: "a", "cognito:groups": groups, org_tier: tier };
  const token = ["{}", JSON.stringify(claims), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
  const source = { web: { scopes: [] }, people: [{ group: "admin" }], user: async () => ({ access: token }) };
  const probes = await tokenProbes({ trigger: "V2_0" } as Applied, source as unknown as TokenSource);
  expect(probes.map((probe) => probe.passed)).toEqual(passed);
});

const tokenOf = (claims: object) =>
  ["{}", JSON.stringify(claims), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");
const observedFor = async (claims: object, applied: object, group?: string) => {
  const user = async () => ({ access: tokenOf(claims) });
  const source = { web: { scopes: [] }, people: [{ group }], user } as unknown as TokenSource;
  return (await tokenProbes(applied as Applied, source)).map(({ caller, expected, observed }) => [
    caller,
    expected,
    observed,
  ]);
};

test("what is seen of groups and added claims is told by name", async () => {
  const trigger = ["pre-token trigger V2_0", "claims of its own in the access token"];
  const nobody = ["somebody", "cognito:groups []", "cognito:groups []"];
  expect(await observedFor({ org_tier: "pro", org_id: "1" }, { trigger: "V2_0" })).toEqual([
    nobody,
    [...trigger, "org_id, org_tier"],
  ]);
  expect(await observedFor({}, { trigger: "V2_0" })).toEqual([nobody, [...trigger, "none"]]);
  expect(await observedFor({ org_id: "1" }, {}, "a")).toEqual([
    ["somebody in a", 'cognito:groups ["a"]', "cognito:groups []"],
  ]);
});

test("without a client for people there is nothing to see", async () => {
  expect(await tokenProbes({ trigger: "V2_0" } as Applied, { people: [{}] } as unknown as TokenSource)).toEqual([]);
});
