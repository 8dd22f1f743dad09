import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
import { emitted } from "../../../support/synth";
import { everyResource, resources } from "../../../support/terraform-json";

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

test("two targets of one name are refused: the second would lack its permission", () => {
  const other = { ...backend, functionArn: `${backend.functionArn}-old` };
  expectRefusal(
    () => made({ routes: { "GET /new": { iam: true, target: backend }, "GET /old": { iam: true, target: other } } }),
    "target-name",
    "reports",
  );
});

const json = made();

test("asks for a signature wherever it isn't said otherwise", () =>
  everyResource(json, "aws_api_gateway_method", ({ authorization }, address) =>
    expect(authorization).toBe(address === "aws_api_gateway_method.inside_get_health" ? "NONE" : "AWS_IAM"),
  ));

test("calls the function by POST, with one permission for its stage", () => {
  everyResource(json, "aws_api_gateway_integration", (integration) =>
    expect(integration).toMatchObject({
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${backend.functionArn}/invocations`,
    }),
  );
  expect([...resources(json, "aws_lambda_permission").values()]).toMatchObject([
    { principal: "apigateway.amazonaws.com", source_arn: "${aws_api_gateway_rest_api.inside.execution_arn}/v1/*" },
  ]);
});
