import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
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

const json = made();

test("deploys anew when what it is made of changes, after all of it is there", () => {
  const {
    triggers,
    lifecycle,
    depends_on: after,
  } = resource(json, "aws_api_gateway_deployment.inside") as {
    triggers: { redeployment: string };
    lifecycle: object;
    depends_on: string[];
  };
  expect(lifecycle).toEqual({ create_before_destroy: true });
  expect(triggers.redeployment).toContain("aws_api_gateway_rest_api_policy.inside.policy");
  for (const name of ["get_health", "get_reports_by_id", "post_reports"]) {
    expect(after).toContain(`aws_api_gateway_method.inside_${name}`);
    expect(after).toContain(`aws_api_gateway_integration.inside_${name}`);
    expect(triggers.redeployment).toContain(`aws_api_gateway_integration.inside_${name}.uri`);
  }
});

test("a role may call exactly the signed routes named", () => {
  const json = made({}, (api) => api.grantInvoke("reporter", ["GET /reports/{id}"]));
  expect(resource(json, "aws_iam_role_policy.inside_reporter_invoke").policy).toContain(
    '"Resource" = ["${aws_api_gateway_rest_api.inside.execution_arn}/v1/GET/reports/*"]',
  );
  expectRefusal(() => made({}, (api) => api.grantInvoke("reporter", ["GET /health"])), "grant-route-unsigned");
});
