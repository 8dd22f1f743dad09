import { explainError, explainStatus } from "../../../examples/sign-in-page/explain";

describe("what the page says", () => {
  it.each([
    [200, ["api/read"], "Let in."],
    [401, ["api/read"], "did not take the token"],
    [403, ["openid"], "has no scope api/read. It has openid."],
    [403, [], "has no scope api/read. It has none."],
    [403, ["api/read"], "a group or another claim is missing"],
    [404, [], "no such route"],
    [429, [], "throttled"],
    [400, [], "did not like"],
    [502, [], "failed"],
  ])("of a %i with %j", (status, scopes, meaning) => {
    expect(explainStatus(status, "api/read", scopes)).toContain(meaning);
  });

  it("of a browser that hides the answer", () => {
    expect(explainError(new TypeError("Failed to fetch"))).toContain("CORS");
  });
});
