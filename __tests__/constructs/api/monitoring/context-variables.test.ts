import { CONTEXT_VARIABLES, isContextVariable } from "../../../../constructs/api/monitoring/context-variables";

test("every documented variable is known, once", () => {
  expect(CONTEXT_VARIABLES.filter((name) => !isContextVariable(name))).toEqual([]);
  expect(new Set(CONTEXT_VARIABLES).size).toBe(CONTEXT_VARIABLES.length);
});

test.each([
  ["authorizer.claims.sub", true],
  ["authorizer.claims.cognito:groups", true],
  ["authorizer.tenantId", true],
  ["authorizer.claim.sub", false],
  ["authorizer.claims", false],
  ["authorizer.Error", false],
  ["authorizer.principalID", false],
  ["authorizer.tenant.id", false],
  ["authorizer.", false],
  ["authorizer.a b", false],
  ["authorizer", false],
  ["requestid", false],
  ["identity", false],
  ["identity.", false],
  ["", false],
])("%s: %s", (name, known) => expect(isContextVariable(name)).toBe(known));
