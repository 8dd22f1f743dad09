import { RULES, evaluateRules } from "../../../posture/rules";
import { planned } from "../fixtures";

/** What users of other projects report (main.tf names each report), by the rule that catches it in Terraform's own plan. */
const REPORTED: readonly (readonly [report: string, code: string, address: string])[] = [
  ["terraform-aws-modules/apigateway-v2 #82", "route-open", "aws_apigatewayv2_route.open"],
  ["terraform-aws-modules/apigateway-v2 #45, #59", "throttling-incomplete", "aws_apigatewayv2_stage.this"],
  ["terraform-aws-modules/apigateway-v2 #57, #90", "integration-duplicate", 'aws_apigatewayv2_integration.this["two"]'],
  ["the provider's default payload format", "payload-format", 'aws_apigatewayv2_integration.this["one"]'],
  ["aws-cdk: scopes on an IAM route", "route-scopes-ignored", "aws_apigatewayv2_route.iam"],
  ["aws-cdk: an authorizer on a second API", "authorizer-of-another-api", "aws_apigatewayv2_route.second"],
  ["aws-cdk: a machine client with openid", "machine-client-scopes", "aws_cognito_user_pool_client.machine"],
  ["aws-cdk: a machine client without a secret", "machine-client-secret", "aws_cognito_user_pool_client.machine"],
  ["aws-cdk: the implicit flow", "client-implicit-flow", "aws_cognito_user_pool_client.web"],
  ["aws-cdk: a V2 trigger on Lite", "trigger-tier", "aws_cognito_user_pool.this"],
  ["aws-cdk: a permission a route", "permission-duplicate", 'aws_lambda_permission.items["*/items"]'],
  ["aws-cdk #29220", "access-log-off", "aws_apigatewayv2_stage.this"],
  ["sst: credentials with every origin", "cors-credentials-wildcard", "aws_apigatewayv2_api.this"],
  ["sst #5493", "preflight-requires-token", "aws_apigatewayv2_route.any"],
  ["sst: cognito-idp:* links", "iam-cognito-wildcard", "aws_iam_role_policy.link"],
  ["lgallard #161, #220", "identity-under-count", "aws_cognito_user_group.this[0]"],
  ["lgallard #194", "schema-unconstrained", "aws_cognito_user_pool.this"],
  ["lgallard: the trigger's permission", "trigger-permission", "aws_cognito_user_pool.this"],
];

const { open } = evaluateRules(planned("peer-mistakes"), RULES);

test.each(REPORTED)("%s is caught by %s", (_, code, address) => {
  expect(open).toContainEqual(expect.objectContaining({ code, address, kind: "mistake" }));
});

test("each has a remedy, and no rule crashes", () => {
  for (const finding of open) {
    expect(finding.kind).toBe("mistake");
    expect(finding.remedy).not.toBe("");
  }
});
