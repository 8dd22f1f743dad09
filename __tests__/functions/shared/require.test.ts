import { caller } from "../../../functions/shared/caller";
import { requireGroup, requireScope } from "../../../functions/shared/require";
import { iamEvent, jwtEvent, lambdaEvent, SUB } from "../events";

const inGroups = (groups: string) => caller(jwtEvent({}, { sub: SUB, "cognito:groups": groups }));
const withScopes = (scope: string) => caller(jwtEvent({}, { sub: SUB, scope }));

describe("requireGroup", () => {
  it.each(["[admin user]", "[user admin]", "[admin]", "admin"])("lets %s in as admin", (groups) => {
    expect(() => requireGroup(inGroups(groups), "admin")).not.toThrow();
  });

  it.each(["[user]", "[administrators]", "[not-admin admins]", "admin user", '["admin"]', "[]", ""])(
    "refuses %s as admin",
    (groups) => {
      const refusal = { status: 403, code: "group_required", message: "Admin access required" };
      expect(() => requireGroup(inGroups(groups), "admin")).toThrow(expect.objectContaining(refusal) as Error);
    },
  );

  it("is content with one of several", () => {
    expect(() => requireGroup(inGroups("[editor]"), "admin", "editor")).not.toThrow();
    expect(() => requireGroup(inGroups("[user]"), "admin", "editor")).toThrow("Admin or editor access required");
  });

  it("knows a Lambda authorizer's roles", () => {
    expect(() => requireGroup(caller(lambdaEvent()), "admin")).not.toThrow();
  });

  it("refuses an IAM caller, and everybody when no group is named", () => {
    expect(() => requireGroup(caller(iamEvent()), "admin")).toThrow("access required");
    expect(() => requireGroup(inGroups("[admin]"))).toThrow(expect.objectContaining({ status: 403 }) as Error);
  });
});

describe("requireScope", () => {
  it("is content with one of several", () => {
    expect(() => requireScope(withScopes("a/read a/write"), "a/write", "a/admin")).not.toThrow();
  });

  it.each(["", "a/reader", "xa/read", "a/rea", "A/READ"])("refuses %j as a/read", (scope) => {
    expect(() => requireScope(withScopes(scope), "a/read")).toThrow(
      expect.objectContaining({
        status: 403,
        message: "Insufficient scope",
        headers: { "www-authenticate": 'Bearer error="insufficient_scope", scope="a/read"' },
      }) as Error,
    );
  });

  it("refuses everybody when no scope is named", () => {
    expect(() => requireScope(withScopes("a/read"))).toThrow("Insufficient scope");
  });
});
