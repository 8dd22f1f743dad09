import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { acknowledge, adopt, ApiStack } from "../../constructs";
import { notesApi } from "./notes";

// The other way, for what is in no state, or in one that can't be used: the ids of what exists, by the addresses it is to have.
// The function stays with those who deploy it: AWS doesn't tell what a function's zip was called, so importing it always changes something.
const app = new App();
const stack = new ApiStack(app, "beside-hand-written");
const { ADOPT = "{}", FUNCTION_ARN = "" } = process.env;
new AwsProvider(stack, "aws", { region: "us-east-1" });
notesApi(stack, { functionArn: FUNCTION_ARN, name: "items" });
// As they are in AWS: either would be made anew, or changed, for a name that means the same.
for (const construct of stack.node.findAll()) {
  if (construct instanceof LambdaPermission) {
    construct.statementId = "AllowApiitems";
    construct.functionName = "notes-items";
    acknowledge(construct, {
      code: "access-override",
      reason: "The name is that of the function whose ARN is given: this account's.",
    });
  } else if (construct instanceof Apigatewayv2Integration)
    construct.integrationUri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
}
adopt(stack, JSON.parse(ADOPT) as Record<string, string>);
app.synth();
