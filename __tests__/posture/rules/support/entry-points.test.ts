import type { EntryPointKind, Model } from "../../../../posture/model";
import { readSynth } from "../../../../posture/model/read";
import type { Reporter } from "../../../../posture/rules";
import {
  bypassText,
  eachOpen,
  guestAccesses,
  requiresApiKey,
  requiresSignature,
  secondPermissionText,
} from "../../../../posture/rules/support/entry-points";
import { planned } from "../../fixtures";
import { CONFIGURATIONS } from "../../model/configurations";

const f = { aws_lambda_function: { f: { function_name: "f" } } };
const ARN = "${aws_lambda_function.f.arn}";
const forward = (group: string) => [{ type: "forward", target_group_arn: `\${aws_lb_target_group.${group}.arn}` }];

/** An HTTP API and a distribution before an internal balancer, a public balancer before it, and one function behind all. */
const CHAIN = {
  ...f,
  aws_lb: { inner: { name: "inner", internal: true }, outer: { name: "outer", internal: false } },
  aws_lb_target_group: { f: { target_type: "lambda" }, alb: { target_type: "alb" } },
  aws_lb_target_group_attachment: {
    f: { target_group_arn: "${aws_lb_target_group.f.arn}", target_id: ARN },
    alb: { target_group_arn: "${aws_lb_target_group.alb.arn}", target_id: "${aws_lb.inner.arn}" },
  },
  aws_lb_listener: {
    inner: { load_balancer_arn: "${aws_lb.inner.arn}", port: 80, protocol: "HTTP", default_action: forward("f") },
    outer: { load_balancer_arn: "${aws_lb.outer.arn}", port: 443, protocol: "TCP", default_action: forward("alb") },
  },
  aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
  aws_apigatewayv2_vpc_link: { v: { name: "v", subnet_ids: [], security_group_ids: [] } },
  aws_apigatewayv2_integration: {
    i: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      integration_type: "HTTP_PROXY",
      connection_type: "VPC_LINK",
      connection_id: "${aws_apigatewayv2_vpc_link.v.id}",
      integration_uri: "${aws_lb_listener.inner.arn}",
    },
  },
  aws_apigatewayv2_route: {
    r: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      route_key: "GET /x",
      target: "integrations/${aws_apigatewayv2_integration.i.id}",
    },
    s: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      route_key: "GET /s",
      authorization_type: "AWS_IAM",
      target: "integrations/${aws_apigatewayv2_integration.i.id}",
    },
  },
  aws_cloudfront_distribution: { d: { origin: [{ domain_name: "${aws_lb.outer.dns_name}", origin_id: "o" }] } },
};

/** One function behind a URL for everybody and a route that asks for a signature. */
const BESIDE = {
  ...f,
  aws_lambda_function_url: { u: { function_name: ARN, authorization_type: "NONE" } },
  aws_lambda_permission: {
    p: { function_name: ARN, action: "lambda:InvokeFunctionUrl", principal: "*", function_url_auth_type: "NONE" },
  },
  aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } },
  aws_apigatewayv2_integration: {
    i: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      integration_type: "AWS_PROXY",
      integration_uri: "${aws_lambda_function.f.invoke_arn}",
    },
  },
  aws_apigatewayv2_route: {
    r: {
      api_id: "${aws_apigatewayv2_api.a.id}",
      route_key: "GET /x",
      authorization_type: "AWS_IAM",
      target: "integrations/${aws_apigatewayv2_integration.i.id}",
    },
  },
};

/** What is open by which way, what isn't known, and what the findings add to it. */
function told(model: Model): readonly string[] {
  const lines: string[] = [];
  const kinds: readonly EntryPointKind[] = [...new Set(model.entryPoints.map(({ kind }) => kind))];
  const report: Reporter = Object.assign(() => undefined, {
    unknown: (at: { readonly address: string }, why: string) => void lines.push(`? ${at.address}: ${why}`),
  });
  for (const signed of [false, true])
    eachOpen(
      model,
      report,
      kinds,
      (one, { who }) =>
        void lines.push(
          `${signed ? "signed " : ""}${one.id}: ${who}${bypassText(model, one)}${secondPermissionText(model, one)}`,
        ),
      { signed },
    );
  for (const one of model.entryPoints) {
    const asks = [...(requiresSignature(one) ? ["a signature"] : []), ...(requiresApiKey(one) ? ["an API key"] : [])];
    if (asks.length > 0) lines.push(`${one.id} asks for ${asks.join(" and ")}`);
  }
  return [...lines, ...guestAccesses(model).map(({ entryPoint, who }) => `guests: ${entryPoint.id}: ${who}`)];
}

test.each<[string, () => Model]>([
  ["a chain of balancers", () => readSynth({ resource: CHAIN })],
  ["two ways to a function", () => readSynth({ resource: BESIDE })],
  ["every kind of entry point", () => planned("every-entry-point")],
  ...Object.entries(CONFIGURATIONS).map(([name, resource]): [string, () => Model] => [
    name,
    () => readSynth({ resource }),
  ]),
])("%s: what is open, and what isn't known", (_, model) => expect(told(model())).toMatchSnapshot());

test("only the kinds that are asked for are looked at, and of them what `only` says", () => {
  const model = readSynth({ resource: BESIDE });
  const found: string[] = [];
  const report = Object.assign(() => undefined, { unknown: () => undefined });
  eachOpen(model, report, ["load-balancer"], ({ id }) => void found.push(id));
  eachOpen(model, report, ["function-url"], ({ id }) => void found.push(id), { only: () => false });
  expect(found).toEqual([]);
  eachOpen(model, report, ["function-url"], ({ id }) => void found.push(id));
  expect(found).toEqual(["aws_lambda_function_url.u"]);
});
