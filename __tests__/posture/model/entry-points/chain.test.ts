import { lookupOf } from "../../../../posture/model/entry-points/endpoint";
import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const inside = (more: object = {}): Resources => ({
  aws_lb: { inner: { name: "inner", internal: true }, outer: { name: "outer", internal: false } },
  aws_lb_target_group: { f: { target_type: "lambda" }, alb: { target_type: "alb" } },
  aws_lb_target_group_attachment: { f: { target_group_arn: "${aws_lb_target_group.f.arn}", target_id: ARN } },
  aws_lb_listener: {
    inner: {
      load_balancer_arn: "${aws_lb.inner.arn}",
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.f.arn}" }],
      ...more,
    },
  },
});
const SIGN_IN = {
  default_action: [
    {
      type: "authenticate-oidc",
      authenticate_oidc: [{ issuer: "https://id.example.com", on_unauthenticated_request: "deny" }],
    },
    { type: "forward", target_group_arn: "${aws_lb_target_group.f.arn}" },
  ],
};
const merged = (...all: readonly Resources[]): Resources => {
  const whole: Resources = {};
  for (const one of all) for (const [type, named] of Object.entries(one)) whole[type] = { ...whole[type], ...named };
  return whole;
};
const route = (integration: object, more: object = {}): Resources => ({
  aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
  aws_apigatewayv2_vpc_link: { v: { name: "v", subnet_ids: [], security_group_ids: [] } },
  aws_apigatewayv2_integration: {
    i: { api_id: "${aws_apigatewayv2_api.a.id}", integration_type: "HTTP_PROXY", ...integration },
  },
  aws_apigatewayv2_route: {
    r: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      route_key: "GET /x",
      target: "integrations/${aws_apigatewayv2_integration.i.id}",
      ...more,
    },
  },
});
const LINK = {
  connection_type: "VPC_LINK",
  connection_id: "${aws_apigatewayv2_vpc_link.v.id}",
  integration_uri: "${aws_lb_listener.inner.arn}",
};
const outer: Resources = {
  aws_lb_listener: {
    outer: {
      load_balancer_arn: "${aws_lb.outer.arn}",
      port: 443,
      protocol: "TCP",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.alb.arn}" }],
    },
  },
  aws_lb_target_group_attachment: {
    alb: { target_group_arn: "${aws_lb_target_group.alb.arn}", target_id: "${aws_lb.inner.arn}" },
  },
};
const rest: Resources = {
  aws_api_gateway_rest_api: { r: { name: "r" } },
  aws_api_gateway_vpc_link: { v: { name: "v", target_arns: ["${aws_lb.outer.arn}"] } },
  aws_api_gateway_method: {
    m: {
      rest_api_id: "${aws_api_gateway_rest_api.r.id}",
      resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
      http_method: "GET",
      authorization: "NONE",
    },
  },
  aws_api_gateway_integration: {
    m: {
      rest_api_id: "${aws_api_gateway_rest_api.r.id}",
      resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
      http_method: "GET",
      type: "HTTP_PROXY",
      uri: "http://outer.example.com/",
      connection_type: "VPC_LINK",
      connection_id: "${aws_api_gateway_vpc_link.v.id}",
    },
  },
};

/** The ways that lead through another entry point. */
const chains = (resources: Resources) =>
  Object.fromEntries(
    Object.entries(waysOf(resources))
      .filter(([id]) => id.includes("through"))
      .map(([id, [open, who]]) => [id.replace(" aws_lambda_function.f", ""), [open, who]]),
  );

test.each<[string, Resources, Record<string, readonly [boolean | "unknown", unknown]>]>([
  [
    "a VPC link of an open route",
    merged(inside(), route(LINK)),
    { "aws_apigatewayv2_route.r#through aws_lb.inner": [true, "public: no authorization"] },
  ],
  [
    "a VPC link of a guarded route",
    merged(inside(), route(LINK, { authorization_type: "AWS_IAM" })),
    { "aws_apigatewayv2_route.r#through aws_lb.inner": [false, expect.stringContaining("IAM principals")] },
  ],
  [
    "a VPC link to a balancer that asks for a sign-in",
    merged(inside(SIGN_IN), route(LINK)),
    { "aws_apigatewayv2_route.r#through aws_lb.inner": [false, expect.stringContaining("then whoever signs in")] },
  ],
  [
    "a balancer before a balancer",
    merged(inside(), outer),
    { "aws_lb_listener.outer#aws_lb_target_group.alb,through aws_lb.inner": [true, "public: no authorization"] },
  ],
  [
    "a REST API before both",
    merged(inside(), outer, rest),
    {
      "aws_api_gateway_method.m#through aws_lb.outer": [true, "public: no authorization"],
      "aws_lb_listener.outer#aws_lb_target_group.alb,through aws_lb.inner": [true, "public: no authorization"],
    },
  ],
  [
    "a function URL behind a route",
    merged(
      { aws_lambda_function_url: { u: { function_name: "f", authorization_type: "NONE" } } },
      route({ integration_uri: "${aws_lambda_function_url.u.function_url}" }, { authorization_type: "AWS_IAM" }),
    ),
    { "aws_apigatewayv2_route.r#through function f": [false, expect.stringContaining("IAM principals")] },
  ],
  ["another backend", merged(inside(), route({ integration_uri: "https://example.com" })), {}],
])("%s", (_, resources, expected) => expect(chains(resources)).toEqual(expected));

test("a public balancer that forwards to the addresses of a VPC endpoint leads to private APIs", () => {
  const found = chains({
    ...rest,
    aws_api_gateway_rest_api: { r: { name: "r", endpoint_configuration: [{ types: ["PRIVATE"] }] } },
    aws_api_gateway_integration: {
      m: {
        rest_api_id: "${aws_api_gateway_rest_api.r.id}",
        resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
        http_method: "GET",
        type: "AWS_PROXY",
        uri: "${aws_lambda_function.f.invoke_arn}",
      },
    },
    aws_vpc_endpoint: { e: { service_name: "com.amazonaws.eu-west-1.execute-api" } },
    aws_network_interface: { n: { id: "${tolist(aws_vpc_endpoint.e.network_interface_ids)[0]}" } },
    aws_lb: { b: { name: "b", internal: false } },
    aws_lb_target_group: { ip: { target_type: "ip" } },
    aws_lb_target_group_attachment: {
      ip: {
        target_group_arn: "${aws_lb_target_group.ip.arn}",
        target_id: "${aws_network_interface.n.private_ip}",
      },
    },
    aws_lb_listener: {
      l: {
        load_balancer_arn: "${aws_lb.b.arn}",
        port: 443,
        protocol: "HTTPS",
        default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.ip.arn}" }],
      },
    },
  });
  expect(found).toEqual({
    "aws_lb_listener.l#aws_lb_target_group.ip,through aws_api_gateway_rest_api.r": ["unknown", expect.any(String)],
  });
});

test("what is behind many routes is looked up without reading every entry point for each of them", () => {
  let reads = 0;
  const candidate = (i: number) => ({
    address: `aws_lb.b[${String(i)}]`,
    groupAddress: undefined,
    get hosts() {
      reads++;
      return [{ name: `host-${String(i)}.example.com` }];
    },
  });
  const index = { at: () => undefined, targets: () => [] };
  const lookup = lookupOf({ index } as never, Array.from({ length: 50 }, (_, i) => candidate(i)) as never);
  for (let i = 0; i < 50; i++)
    expect(lookup({ text: `https://host-${String(i)}.example.com/x`, references: [] })).toMatchObject([
      { address: `aws_lb.b[${String(i)}]` },
    ]);
  expect(lookup({ references: [{ address: "aws_lb.b" }] } as never)).toHaveLength(50);
  expect(reads).toBeLessThanOrEqual(150);
});
