import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
import { emitted } from "../../../support/synth";

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

test.each<[string, object, string]>([
  ["no endpoint", { vpcEndpointIds: [] }, "vpc-endpoint"],
  ["something else than an endpoint", { vpcEndpointIds: ["vpc-0a1b2c3d"] }, "vpc-endpoint"],
  ["no routes", { routes: {} }, "rest-routes"],
  ["a stage with a space", { stageName: "v 1" }, "stage-name"],
  ["nothing said", { routes: { "GET /a": { target: backend } } }, "route-open"],
  ["an empty reason", { routes: { "GET /a": { allowFromVpcEndpoint: " ", target: backend } } }, "route-open"],
  [
    "an opening that covers what is to be signed",
    {
      routes: {
        "GET /a/{id}": { allowFromVpcEndpoint: "a catalogue", target: backend },
        "GET /a/{id}/secret": { iam: true, target: backend },
      },
    },
    "route-open-too-wide",
  ],
])("%s is refused", (_, more, code) => expectRefusal(() => made(more), code));
