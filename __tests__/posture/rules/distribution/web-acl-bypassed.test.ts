import { webAclBypassed } from "../../../../posture/rules/distribution/web-acl-bypassed";
import { holds } from "../holds";
import { goodStack, lambdaAuthorizer, over, stackOf } from "../support";
import type { Resources, Stack } from "../support";
import { restMethod } from "../other-routes";

const ACL = "${aws_wafv2_web_acl.w.arn}";
const waf: Resources = { aws_wafv2_web_acl: { w: { name: "w", scope: "CLOUDFRONT" } } };
const front = (domain_name: string, more: Record<string, unknown> = {}, origin: Record<string, unknown> = {}) => ({
  aws_cloudfront_distribution: {
    d: {
      origin: [{ origin_id: "o", domain_name, ...origin }],
      default_cache_behavior: [{ target_origin_id: "o" }],
      web_acl_id: ACL,
      ...more,
    },
  },
});
const url = (authorization_type: string): Resources => ({
  aws_lambda_function_url: { u: { function_name: "items", authorization_type } },
});
const URL = "${aws_lambda_function_url.u.function_url}";
const SIGNED = { origin_access_control_id: "${aws_cloudfront_origin_access_control.c.id}" };
const control: Resources = { aws_cloudfront_origin_access_control: { c: { signing_behavior: "always" } } };
const API = '${replace(aws_apigatewayv2_api.api.api_endpoint, "https://", "")}';
/** The API behind CloudFront, whose route a Lambda authorizer with this environment guards. */
const guarded = (variables: object): Stack =>
  stackOf(
    waf,
    front(API, {}, { custom_header: [{ name: "x-origin-verify", value: "v" }] }),
    lambdaAuthorizer(),
    over("aws_lambda_function", "authorizer", { environment: [{ variables }] }),
  );
const CONFIG = { AUTHORIZER_CONFIG: JSON.stringify({ issuers: [] }) };
/** So many routes of the API, whose tokens the rule doesn't ask about. */
const routes = (count: number): Resources => ({
  aws_apigatewayv2_route: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `r${String(i)}`,
      { ...goodStack().resource["aws_apigatewayv2_route"]?.["get_items"], route_key: `GET /r${String(i)}` },
    ]),
  ),
});
const withRest = (more: Resources): Stack => {
  const stack = restMethod({ authorization: "AWS_IAM" });
  return { ...stack, resource: { ...stack.resource, ...more } };
};
const associated: Resources = {
  ...waf,
  aws_api_gateway_stage: { s: { rest_api_id: "${aws_api_gateway_rest_api.rest.id}", stage_name: "v1" } },
  aws_wafv2_web_acl_association: { a: { resource_arn: "${aws_api_gateway_stage.s.arn}", web_acl_arn: ACL } },
};

const REST = "${aws_api_gateway_rest_api.rest.id}.execute-api.eu-west-1.amazonaws.com";
/** A REST API behind CloudFront, whose method is authorized so. */
const behindRest = (method: Record<string, unknown>): Stack => {
  const stack = restMethod(method);
  return { ...stack, resource: { ...stack.resource, ...waf, ...front(REST) } };
};
/** A balancer behind CloudFront, whose rule has this condition, and which lets requests in at this port. */
const behindBalancer = (condition: object, port: number): Stack =>
  goodStack({
    ...waf,
    ...front("${aws_lb.b.dns_name}"),
    aws_security_group: {
      g: { name: "g", ingress: [{ from_port: port, to_port: port, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }] },
    },
    aws_lb: { b: { name: "b", internal: false, security_groups: ["${aws_security_group.g.id}"] } },
    aws_lb_target_group: { t: { target_type: "lambda" } },
    aws_lb_target_group_attachment: {
      t: { target_group_arn: "${aws_lb_target_group.t.arn}", target_id: "${aws_lambda_function.items.arn}" },
    },
    aws_lb_listener: {
      l: {
        load_balancer_arn: "${aws_lb.b.arn}",
        port: 443,
        protocol: "HTTPS",
        default_action: [{ type: "fixed-response" }],
      },
    },
    aws_lb_listener_rule: {
      r: {
        listener_arn: "${aws_lb_listener.l.arn}",
        action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.t.arn}" }],
        condition: [condition],
      },
    },
  });
const PATH = { path_pattern: [{ values: ["/a"] }] };

holds(webAclBypassed, {
  fires: {
    "a REST API without authorization behind CloudFront": [
      behindRest({ authorization: "NONE" }),
      [{ at: "aws_cloudfront_distribution.d", says: ["directly to GET /x of REST API rest"] }],
    ],
    "a balancer for everybody behind CloudFront": [
      behindBalancer(PATH, 443),
      [{ at: "aws_cloudfront_distribution.d", says: ["directly to /a of load balancer b"] }],
    ],
    "an open URL behind CloudFront": [
      goodStack({ ...waf, ...url("NONE"), ...front(URL) }),
      [{ at: "aws_cloudfront_distribution.d", says: ["doesn't see what is sent directly to function URL"] }],
    ],
    "an API with tokens behind CloudFront": [
      goodStack({ ...waf, ...front(API) }),
      [{ at: "aws_cloudfront_distribution.d", says: ["directly to GET /items of HTTP API api", "which leads"] }],
    ],
    "six routes of one API, by name": [
      stackOf(waf, front(API), routes(5)),
      [
        {
          at: "aws_cloudfront_distribution.d",
          says: ["GET /items, GET /r0", "and GET /r4 of HTTP API api", "which lead to"],
        },
      ],
    ],
    "seven, by their number": [
      stackOf(waf, front(API), routes(6)),
      [{ at: "aws_cloudfront_distribution.d", says: ["to 7 routes, e.g. GET /"] }],
    ],
    "the bundled authorizer, which looks at no header": [
      guarded(CONFIG),
      [{ at: "aws_cloudfront_distribution.d", says: ["directly to GET /items"] }],
    ],
    "an open URL beside a REST API": [
      withRest({ ...associated, ...url("NONE") }),
      [{ at: "aws_api_gateway_method.x", says: ["aws_lambda_function_url.u"] }],
    ],
  },
  silent: {
    "the bundled authorizer, which asks for the header": guarded({
      ...CONFIG,
      ORIGIN_HEADER: "${jsonencode({ sha256 = [sha256(aws_secretsmanager_secret_version.o.secret_string)] })}",
    }),
    "an authorizer that may look at it": guarded({}),
    "a REST API whose authorizer may look at a header": behindRest({ authorization: "CUSTOM" }),
    "a REST API whose authorization isn't known": behindRest({ authorization: "${var.authorization}" }),
    "a balancer that asks for a header": behindBalancer(
      { http_header: [{ http_header_name: "x-origin-verify", values: ["v"] }] },
      443,
    ),
    "a balancer that nobody reaches": behindBalancer(PATH, 8443),
    "a good stack": goodStack(),
    "no web ACL": goodStack({ ...url("NONE"), ...front(URL, { web_acl_id: "" }) }),
    "a URL that only CloudFront signs for": goodStack({
      ...waf,
      ...control,
      ...url("AWS_IAM"),
      ...front(URL, {}, SIGNED),
    }),
    "a REST API alone": withRest(associated),
    "a URL with a signature beside it": withRest({ ...associated, ...url("AWS_IAM") }),
  },
});
