import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { emitted } from "../../../support/synth";
import { resource, resources } from "../../../support/terraform-json";

const backend = { name: "reports", functionArn: "arn:aws:lambda:eu-central-1:123456789012:function:reports" };

function made(more: Partial<PrivateRestApiProps> = {}, after?: (api: PrivateRestApi) => void) {
  return emitted((stack) => {
    const api = new PrivateRestApi(stack, "inside", {
      name: "reports",
      vpcEndpointIds: ["vpce-0a1b2c3d"],
      routes: {
        "GET /reports/{id}": { iam: true, target: backend },
        "POST /reports": { iam: true, target: backend },
        "GET /health": { allowFromVpcEndpoint: "the load balancer signs nothing", target: backend },
      },
      ...more,
    });
    after?.(api);
  });
}

const json = made();

test("has a resource for each part of a path, shared by its methods", () => {
  expect([...resources(json, "aws_api_gateway_resource").keys()].sort()).toEqual([
    "aws_api_gateway_resource.inside_health",
    "aws_api_gateway_resource.inside_reports",
    "aws_api_gateway_resource.inside_reports_by_id",
  ]);
  expect(resource(json, "aws_api_gateway_resource.inside_reports_by_id")).toMatchObject({
    parent_id: "${aws_api_gateway_resource.inside_reports.id}",
    path_part: "{id}",
  });
});
