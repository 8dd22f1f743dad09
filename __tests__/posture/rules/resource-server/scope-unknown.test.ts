import { scopeUnknown } from "../../../../posture/rules/resource-server/scope-unknown";
import { holds } from "../holds";
import { findingsOf, goodStack, route } from "../support";

describe("scope-unknown", () => {
  it("fires on a misspelt scope and names the right one", () => {
    const findings = findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["https://api.example/raed"] })));
    expect(findings).toEqual([
      expect.objectContaining({
        kind: "mistake",
        nearest: "https://api.example/read",
        address: "aws_apigatewayv2_route.get_items",
      }),
    ]);
  });

  it("names the full scope when only its last part is written", () => {
    const [finding] = findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["read"] })));
    expect(finding?.nearest).toBe("https://api.example/read");
  });

  it("reports what it can't judge: a scope that isn't known", () => {
    const [finding] = findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["${var.scope}"] })));
    expect(finding).toMatchObject({ kind: "unknown" });
  });

  it("is silent on declared and on built-in scopes", () => {
    expect(findingsOf(scopeUnknown, goodStack())).toEqual([]);
    expect(findingsOf(scopeUnknown, goodStack(route({ authorization_scopes: ["openid"] })))).toEqual([]);
  });
});

holds(scopeUnknown, {
  fires: {
    "a misspelt scope": [
      goodStack(route({ authorization_scopes: ["https://api.example/raed"] })),
      [{ at: "aws_apigatewayv2_route.get_items", nearest: "https://api.example/read" }],
    ],
  },
  silent: { "a declared scope": goodStack() },
});
