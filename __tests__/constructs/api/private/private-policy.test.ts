import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { emitted } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

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

const policyOf = (json: ReturnType<typeof made>): string =>
  String(resource(json, "aws_api_gateway_rest_api_policy.inside").policy);

const json = made();

test("is reached through its VPC endpoints only", () => {
  expect(resource(json, "aws_api_gateway_rest_api.inside").endpoint_configuration).toEqual({
    types: ["PRIVATE"],
    vpc_endpoint_ids: ["vpce-0a1b2c3d"],
  });
  expect(policyOf(json)).toContain(
    '{"Sid" = "OnlyThroughTheEndpoints", "Effect" = "Deny", "Principal" = "*", "Action" = "execute-api:Invoke", "Resource" = ' +
      '"${aws_api_gateway_rest_api.inside.execution_arn}/*", "Condition" = {"StringNotEquals" = {"aws:SourceVpce" = ["vpce-0a1b2c3d"]}}}',
  );
});

test("allows by policy only what isn't signed, for an Allow would be enough for any signature", () => {
  expect(policyOf(json).match(/"Allow"/g)).toHaveLength(1);
  expect(policyOf(json)).toContain('"Resource" = ["${aws_api_gateway_rest_api.inside.execution_arn}/v1/GET/health"]');
  const signed = made({ routes: { "GET /reports": { iam: true, target: backend } } });
  expect(policyOf(signed)).not.toContain('"Allow"');
});
