import { PrivateRestApi, type PrivateRestApiProps } from "../../../../constructs";
import type { AccessList } from "../../../../posture/access-list";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { resource, addresses, everyResource, resources } from "../../../support/terraform-json";

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

test("declares who is let in and what guards its stage", () => {
  expect(json.output?.["access_list"]?.value).toMatchSnapshot();
  const silent = made({ accessLog: false }).output?.["access_list"]?.value as AccessList;
  expect(silent.stages).toEqual([expect.objectContaining({ accessLog: false })]);
});

describe("private-checks", () => {
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
      "route-open-overlap",
    ],
  ])("%s is refused", (_, more, code) => expectRefusal(() => made(more), code));
});

describe("private-policy", () => {
  const policyOf = (json: ReturnType<typeof made>): string =>
    String(resource(json, "aws_api_gateway_rest_api_policy.inside").policy);

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
});

describe("rest-access-log", () => {
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
});

describe("rest-methods", () => {
  test("two targets of one name are refused: the second would lack its permission", () => {
    const other = { ...backend, functionArn: `${backend.functionArn}-old` };
    expectRefusal(
      () => made({ routes: { "GET /new": { iam: true, target: backend }, "GET /old": { iam: true, target: other } } }),
      "target-name",
      "reports",
    );
  });

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
});

describe("rest-resources", () => {
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
});
