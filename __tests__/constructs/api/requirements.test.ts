import { expectRefusal } from "../../support/expect-error";
import { resource } from "../../support/terraform-json";
import { api } from "./secured";

/** What a route of a Lambda authorizer requires, as its function reads it. */
function required(requires: object): unknown {
  const json = api({
    lambdaAuthorizers: { staff: {} },
    routes: { "GET /hello": { authorizer: "staff", requires, target: "hello" } },
  } as never);
  return JSON.stringify(resource(json, "aws_lambda_function.staff_authorizer")["environment"]);
}

test("a scope is required as tokens carry it: its short name is in none, and would lock everybody out", () => {
  const text = required({ scopes: ["write"] });
  expect(text).toMatch(
    /scopes\W+(\$\{aws_cognito_resource_server\.\w+\.identifier\}|https:\/\/api\.example\.com)\/write/,
  );
  expect(text).not.toMatch(/scopes\W+write/);
});

test("scopes and groups of other issuers are required to the letter", () => {
  const text = required({ issuerScopes: ["orders.read"], issuerGroups: ["Staff"] });
  expect(text).toMatch(/scopes\W+orders\.read/);
  expect(text).toMatch(/groups\W+Staff/);
});

test.each([
  [{ scopes: ["wirte"] }, "scope-unknown", 'Did you mean "write"?'],
  [{ groups: ["admni"] }, "route-requires-group", 'Did you mean "admin"?'],
  [{ groups: ["nobody"] }, "route-requires-group", "issuerGroups"],
])("%j is refused", (requires, code, text) => expectRefusal(() => required(requires), code, text));
