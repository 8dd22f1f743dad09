import { entryAccesses } from "../../../../posture/access/index";
import { readSynth } from "../../../../posture/model/read";
import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const ID = "aws_cloudfront_distribution.d#origin-one";
const distribution = (origin: object, behavior: object = {}, more: object = {}): Resources => ({
  aws_cloudfront_distribution: {
    d: {
      origin: [{ origin_id: "one", ...origin }],
      default_cache_behavior: [{ target_origin_id: "one", ...behavior }],
      ...more,
    },
  },
});
const url = (authorization_type: string): Resources => ({
  aws_lambda_function_url: { u: { function_name: "f", authorization_type } },
});
const keyed: Resources = {
  aws_api_gateway_rest_api: { r: { name: "r" } },
  aws_api_gateway_stage: { s: { rest_api_id: "${aws_api_gateway_rest_api.r.id}", stage_name: "v1" } },
  aws_api_gateway_method: {
    m: {
      rest_api_id: "${aws_api_gateway_rest_api.r.id}",
      resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
      http_method: "GET",
      authorization: "NONE",
      api_key_required: true,
    },
  },
  aws_api_gateway_integration: {
    m: {
      rest_api_id: "${aws_api_gateway_rest_api.r.id}",
      resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}",
      http_method: "GET",
      type: "AWS_PROXY",
      uri: "${aws_lambda_function.f.invoke_arn}",
    },
  },
};
const balancer: Resources = {
  aws_lb: { b: { name: "b", internal: true } },
  aws_lb_target_group: { t: { target_type: "lambda" } },
  aws_lb_target_group_attachment: { t: { target_group_arn: "${aws_lb_target_group.t.arn}", target_id: ARN } },
  aws_lb_listener: {
    l: {
      load_balancer_arn: "${aws_lb.b.arn}",
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.t.arn}" }],
    },
  },
};
const URL = '${replace(aws_lambda_function_url.u.function_url, "https://", "")}';
const STAGE = '${replace(aws_api_gateway_stage.s.invoke_url, "https://", "")}';
const control = (signing_behavior: string): Resources => ({
  aws_cloudfront_origin_access_control: { c: { signing_behavior } },
});
const CONTROL = { domain_name: URL, origin_access_control_id: "${aws_cloudfront_origin_access_control.c.id}" };

/** Permissions of CloudFront for these actions; `elsewhere`: as another distribution. */
const lets = (...actions: readonly string[]): Resources => ({
  aws_lambda_permission: Object.fromEntries(
    actions.map((action, i) => [
      `p${i}`,
      {
        function_name: "f",
        action: `lambda:${action.replace("elsewhere", "*")}`,
        principal: "cloudfront.amazonaws.com",
        source_arn: actions.includes("elsewhere")
          ? "arn:aws:cloudfront::111122223333:distribution/E2"
          : "${aws_cloudfront_distribution.d.arn}",
      },
    ]),
  ),
});

describe("a distribution's origins", () => {
  test.each<[string, Resources, boolean | "unknown", string]>([
    [
      "signs for every caller",
      { ...url("AWS_IAM"), ...control("always"), ...distribution(CONTROL), ...lets("InvokeFunctionUrl", "Invoke*") },
      true,
      "public: CloudFront signs for every caller",
    ],
    [
      "signs, and lacks the second permission",
      { ...url("AWS_IAM"), ...control("always"), ...distribution(CONTROL), ...lets("InvokeFunctionUrl") },
      "unknown",
      "public: CloudFront signs for every caller, as far as the function's policy lets CloudFront lambda:InvokeFunctionUrl and lambda:InvokeFunction",
    ],
    [
      "signs, where another distribution's permissions are",
      { ...url("AWS_IAM"), ...control("always"), ...distribution(CONTROL), ...lets("*", "elsewhere") },
      "unknown",
      "public: CloudFront signs for every caller, as far as the function's policy lets CloudFront lambda:InvokeFunctionUrl and lambda:InvokeFunction",
    ],
    [
      "signs never",
      { ...url("AWS_IAM"), ...control("never"), ...distribution(CONTROL) },
      false,
      "IAM principals: none in this input is allowed it",
    ],
    [
      "sends the API key",
      {
        ...keyed,
        ...distribution({ domain_name: STAGE, custom_header: [{ name: "X-API-Key", value: "k" }] }),
      },
      true,
      "public: CloudFront sends the API key for every caller",
    ],
    ["sends no key", { ...keyed, ...distribution({ domain_name: STAGE }) }, false, expect.stringContaining("API key")],
    [
      "asks for signed URLs for this origin alone",
      {
        ...url("NONE"),
        ...distribution(
          { domain_name: URL },
          { target_origin_id: "two" },
          {
            ordered_cache_behavior: [{ path_pattern: "/a", target_origin_id: "one", trusted_key_groups: ["k"] }],
          },
        ),
      },
      false,
      "whoever has a signed URL or cookie",
    ],
    [
      "leads into a network",
      { ...balancer, ...distribution({ domain_name: "${aws_lb.b.dns_name}" }) },
      true,
      "public: CloudFront reaches it where its callers can't",
    ],
  ])("%s", (_, resources, open, who) => {
    expect(waysOf(resources)[ID]).toEqual([open, who]);
  });

  const named: Resources = {
    aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
    aws_apigatewayv2_integration: {
      i: { api_id: "${aws_apigatewayv2_api.a.id}", integration_type: "AWS_PROXY", integration_uri: ARN },
    },
    aws_apigatewayv2_route: {
      r: {
        api_id: "${aws_apigatewayv2_api.a.id}",
        route_key: "GET /",
        target: "integrations/${aws_apigatewayv2_integration.i.id}",
      },
    },
    aws_apigatewayv2_domain_name: { own: { domain_name: "api.${var.zone}" } },
    aws_apigatewayv2_api_mapping: {
      m: {
        api_id: "${aws_apigatewayv2_api.a.id}",
        domain_name: "${aws_apigatewayv2_domain_name.own.id}",
        stage: "$default",
      },
    },
    aws_route53_record: {
      own: {
        name: "api.${var.zone}",
        alias: [
          {
            name: "${aws_apigatewayv2_domain_name.own.domain_name_configuration[0].target_domain_name}",
          },
        ],
      },
      other: { name: "shop.${var.zone}", records: ["${aws_lb.shop.dns_name}"] },
    },
    aws_lb: { shop: { name: "shop" } },
  };
  const rest: Resources = {
    ...keyed,
    aws_api_gateway_domain_name: { own: { domain_name: "api.${var.zone}" } },
    aws_api_gateway_base_path_mapping: {
      m: { api_id: "${aws_api_gateway_rest_api.r.id}", domain_name: "${aws_api_gateway_domain_name.own.domain_name}" },
    },
  };

  test.each<[string, Resources, string, string | undefined]>([
    ["a custom domain", named, "${aws_apigatewayv2_domain_name.own.domain_name}", "origin HTTP API a"],
    ["a REST API's domain", rest, "${aws_api_gateway_domain_name.own.domain_name}", "origin REST API r"],
    ["a DNS record of a domain", named, "${aws_route53_record.own.fqdn}", "origin HTTP API a"],
    ["a DNS record of a balancer that leads to no function", named, "${aws_route53_record.other.fqdn}", undefined],
    ["the name of a certificate", named, "${aws_acm_certificate.c.domain_name}", "origin one"],
    [
      "a stage of an API",
      { ...keyed, aws_api_gateway_stage: { s: { rest_api_id: "${var.api}", stage_name: "v1" } } },
      STAGE,
      "origin one",
    ],
    ["another domain", named, "${aws_apigatewayv2_domain_name.else.domain_name}", "origin one"],
  ])("follow %s whose name isn't known", (_, resources, domain_name, name) => {
    const model = readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f" } },
        ...resources,
        aws_acm_certificate: { c: { domain_name: "${var.zone}" } },
        ...distribution({ domain_name }),
        aws_apigatewayv2_domain_name: {
          ...resources["aws_apigatewayv2_domain_name"],
          else: { domain_name: "else.${var.zone}" },
        },
      },
    });
    expect(model.entryPoints.find(({ id }) => id === ID)?.name).toBe(name);
  });

  test("are told of each function behind them", () => {
    const api = {
      aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
      aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" } },
      aws_apigatewayv2_integration: Object.fromEntries(
        ["f", "g"].map((fn) => [
          fn,
          { api_id: "${aws_apigatewayv2_api.a.id}", integration_uri: `\${aws_lambda_function.${fn}.invoke_arn}` },
        ]),
      ),
      aws_apigatewayv2_route: Object.fromEntries(
        ["g", "f"].map((fn) => [
          fn,
          {
            api_id: "${aws_apigatewayv2_api.a.id}",
            route_key: `GET /${fn}`,
            target: `integrations/\${aws_apigatewayv2_integration.${fn}.id}`,
          },
        ]),
      ),
    };
    const domain_name = '${replace(aws_apigatewayv2_api.a.api_endpoint, "https://", "")}';
    expect(waysOf({ ...api, ...distribution({ domain_name }) })).toEqual({
      "aws_apigatewayv2_route.f": [true, "public: no authorization"],
      [`${ID}-aws_lambda_function.f`]: [true, "public: no authorization"],
    });
  });
});

/** What nothing is known of may lead to a function; what is all here, and isn't one, doesn't. */
describe("an origin whose domain isn't known", () => {
  const origins = (domain_name: string, more: Resources = {}) =>
    readSynth({ resource: { ...url("NONE"), ...more, ...distribution({ domain_name }) } }).entryPoints.filter(
      ({ kind }) => kind === "distribution",
    );

  test.each([
    ["a variable", "${var.backend}"],
    ["another state", "${data.terraform_remote_state.api.outputs.domain}"],
    ["an API of another state", "${data.aws_apigatewayv2_api.a.api_endpoint}"],
  ])("is named: %s", (_, domain) => {
    expect(origins(domain)).toEqual([
      expect.objectContaining({
        id: ID,
        name: "origin one",
        authorization: expect.objectContaining({ kind: "unknown" }),
        target: expect.objectContaining({ kind: "unknown" }),
      }),
    ]);
  });

  test.each([
    ["a bucket", "${aws_s3_bucket.b.bucket_regional_domain_name}", { aws_s3_bucket: { b: {} } }],
    ["an address", "example.com", {}],
  ])("isn't where it is %s", (_, domain, more) => expect(origins(domain, more)).toEqual([]));
});

describe("Lambda@Edge", () => {
  test("runs for whoever asks the distribution", () => {
    const lambda_function_association = [
      { event_type: "viewer-request", lambda_arn: "${aws_lambda_function.f.qualified_arn}" },
    ];
    expect(waysOf(distribution({ domain_name: "b.s3.amazonaws.com" }, { lambda_function_association }))).toEqual({
      "aws_cloudfront_distribution.d#edge-default-viewer-request": [true, "public: no authorization"],
    });
  });
});

test("lists the backends behind one origin one by one, each with its own authorization", () => {
  const api_id = "${aws_apigatewayv2_api.a.id}";
  const routes = { "POST /queue": "NONE", "POST /events": "AWS_IAM" };
  const names = Object.keys(routes).map((key) => key.replace(/\W+/g, "_"));
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: { a: { name: "jobs", protocol_type: "HTTP" } },
      aws_apigatewayv2_stage: { s: { api_id, name: "$default", auto_deploy: true } },
      aws_apigatewayv2_integration: Object.fromEntries(
        names.map((name) => [
          name,
          { api_id, integration_type: "AWS_PROXY", integration_subtype: "SQS-SendMessage", credentials_arn: "r" },
        ]),
      ),
      aws_apigatewayv2_route: Object.fromEntries(
        Object.entries(routes).map(([route_key, authorization_type], i) => [
          names[i],
          {
            api_id,
            route_key,
            authorization_type,
            target: `integrations/\${aws_apigatewayv2_integration.${names[i]}.id}`,
          },
        ]),
      ),
      ...distribution({ domain_name: '${trimprefix(aws_apigatewayv2_api.a.api_endpoint, "https://")}' }),
    },
  });
  const ways = entryAccesses(model).flatMap(({ entryPoint: { kind, target }, open, who }) =>
    kind === "distribution" && target.kind === "backend" ? [[target.name, open, who.split(":")[0]]] : [],
  );
  expect(ways).toEqual([
    ["aws_apigatewayv2_integration.POST_queue", true, "public"],
    ["aws_apigatewayv2_integration.POST_events", false, "IAM principals"],
  ]);
});
