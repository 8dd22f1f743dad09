import { overrideArguments } from "../../../constructs";
import { override, problem } from "../../support/sabotage";

const ROUTE = "aws_apigatewayv2_route.get_items";
const API = "aws_apigatewayv2_api.api";
const JWT = "aws_apigatewayv2_authorizer.jwt";

/** cdktf adds the items of an override's list to those that are there, so none of these removes what it seems to. */
test("overrides of lists that change nothing are named, each with what is emitted", () => {
  const message = problem((stack) => {
    override(ROUTE, "authorization_scopes", [])(stack);
    override(JWT, "jwt_configuration.audience", ["${aws_cognito_user_pool_client.web.id}"])(stack);
    override(API, "cors_configuration", { allow_methods: ["GET"] })(stack);
    stack.addOverride("resource.aws_cognito_user_pool_client.web.supported_identity_providers", []);
  });
  for (const [address, argument] of [
    [ROUTE, "authorization_scopes = []"],
    [JWT, 'jwt_configuration.audience = ["${aws_cognito_user_pool_client.web.id}"]'],
    [API, 'cors_configuration.allow_methods = ["GET"]'],
    ["aws_cognito_user_pool_client.web", "supported_identity_providers = []"],
  ] as const) {
    const line = message
      .split("\n")
      .find((one) => one.includes("[override-without-effect]") && new RegExp(`${address}(,| \\()`).test(one));
    expect(line ?? message).toContain(`The override ${argument} changes nothing`);
    expect(line).toContain(`overrideArguments(stack, { "${address}"`);
  }
});

test("lists that replace, that add something, or that are written where none is, aren't named", () => {
  const message = problem((stack) => {
    overrideArguments(stack, { [ROUTE]: { authorization_scopes: [] } });
    override(ROUTE, "request_parameter", [])(stack);
    override("aws_cognito_user_pool_client.web", "callback_urls", ["https://other.example/"])(stack);
  });
  expect(message).toContain("[access-scopes]");
  expect(message).not.toContain("override-without-effect");
});
