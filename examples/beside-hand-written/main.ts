import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, moveFrom } from "../../constructs";
import { notesApi } from "./notes";
import { reportsApi } from "./reports";

// Step 2: the hand-written files are gone, and what they described is carried over to the constructs' addresses.
const app = new App();
const stack = new ApiStack(app, "beside-hand-written");
new AwsProvider(stack, "aws", { region: "us-east-1" });
const { identity, functions } = notesApi(stack, { entry: "examples/beside-hand-written/hand-written/index.js" });
reportsApi(stack, {
  pool: {
    poolId: identity.pool.poolId,
    arn: identity.pool.arn,
    endpoint: identity.pool.issuer.replace("https://", ""),
  },
  clientIds: identity.clientIds,
  functionArn: functions["items"]?.resource.arn ?? "",
});
moveFrom(stack, {
  "aws_cognito_user_pool.api": "aws_cognito_user_pool.pool",
  "aws_cognito_resource_server.api": "aws_cognito_resource_server.scopes",
  "aws_cognito_user_pool_client.m2m": "aws_cognito_user_pool_client.machine",
  "aws_cognito_user_pool_domain.api": "aws_cognito_user_pool_domain.sign_in",
  "aws_apigatewayv2_authorizer.cognito": "aws_apigatewayv2_authorizer.jwt",
  "aws_apigatewayv2_stage.default": "aws_apigatewayv2_stage.stage",
  "aws_apigatewayv2_integration.lambda": "aws_apigatewayv2_integration.items",
  "aws_apigatewayv2_route.list": "aws_apigatewayv2_route.get_items",
  "aws_apigatewayv2_route.add": "aws_apigatewayv2_route.post_items",
  "aws_cloudwatch_log_group.api_access": "aws_cloudwatch_log_group.access_log",
  "aws_lambda_permission.api": "aws_lambda_permission.items",
});
app.synth();
