import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack } from "../../constructs";
import { reportsApi } from "./reports";

// Step 1: beside the hand-written files, in one folder and one state. Their resources are named as Terraform names them.
const app = new App();
const stack = new ApiStack(app, "beside-hand-written");
new AwsProvider(stack, "aws", { region: "us-east-1" });
reportsApi(stack, {
  pool: {
    poolId: "${aws_cognito_user_pool.api.id}",
    arn: "${aws_cognito_user_pool.api.arn}",
    endpoint: "${aws_cognito_user_pool.api.endpoint}",
  },
  clientIds: ["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.m2m.id}"],
  functionArn: "${aws_lambda_function.items.arn}",
});
app.synth();
