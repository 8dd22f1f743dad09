import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput } from "cdktf";
import { ApiStack, NodeFunction, PrivateRestApi, readSettings } from "../../constructs";

const app = new App();
const { region, project, tags, packaging } = readSettings(app, process.env);
const { VPC_ENDPOINT_ID, CALLER_ROLE } = process.env;
if (!VPC_ENDPOINT_ID) {
  console.error("Set VPC_ENDPOINT_ID to the interface endpoint for execute-api: see README.md beside this file.");
  process.exit(1);
}

const stack = new ApiStack(app, "private-api");
new AwsProvider(stack, "aws", { region });
const target = new NodeFunction(stack, "report", {
  name: `${project}-report`,
  entry: "examples/private-api/report.ts",
  packaging,
  tags,
});
const api = new PrivateRestApi(stack, "api", {
  name: `${project}-private`,
  vpcEndpointIds: [VPC_ENDPOINT_ID],
  routes: {
    "GET /reports/{id}": { iam: true, target },
    "GET /health": { allowFromVpcEndpoint: "the load balancer in the VPC signs nothing", target },
  },
  tags,
});
if (CALLER_ROLE) api.grantInvoke(CALLER_ROLE, ["GET /reports/{id}"]);
new TerraformOutput(stack, "api_url", { value: api.url, description: "Resolves in the endpoint's VPC" });
app.synth();
