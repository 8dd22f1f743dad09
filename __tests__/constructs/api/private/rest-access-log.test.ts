import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { emitted } from "../../../support/synth";
import { addresses, resource } from "../../../support/terraform-json";

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

test("throttles, logs who came through which endpoint, and keeps requests out of the log", () => {
  expect(resource(json, "aws_api_gateway_method_settings.inside")).toMatchObject({
    method_path: "*/*",
    settings: {
      throttling_burst_limit: 200,
      throttling_rate_limit: 100,
      logging_level: "OFF",
      data_trace_enabled: false,
    },
  });
  const { format } = resource(json, "aws_api_gateway_stage.inside_stage").access_log_settings as { format: string };
  expect(JSON.parse(format)).toMatchObject({
    vpceId: "$context.identity.vpceId",
    caller: "$context.identity.userArn",
  });
  const silent = made({ accessLog: false });
  expect(addresses(silent).filter((address) => address.includes("log_group"))).toEqual([]);
});
