import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const ID = "aws_lb_listener_rule.r";
const PUBLIC = "public: no authorization";
const balancer = (more: Resources, condition: object = { path_pattern: [{ values: ["/a"] }] }): Resources => ({
  aws_lb: { b: { name: "b", internal: false, security_groups: ["${aws_security_group.g.id}"] } },
  aws_lb_target_group: { t: { target_type: "lambda" } },
  aws_lb_target_group_attachment: { t: { target_group_arn: "${aws_lb_target_group.t.arn}", target_id: ARN } },
  aws_lb_listener: {
    l: { load_balancer_arn: "${aws_lb.b.arn}", port: 443, protocol: "HTTPS", default_action: [{ type: "redirect" }] },
  },
  aws_lb_listener_rule: {
    r: {
      listener_arn: "${aws_lb_listener.l.arn}",
      action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.t.arn}" }],
      condition: [condition],
    },
  },
  ...more,
});
const group = (ingress: object): Resources => ({ aws_security_group: { g: { ingress: [ingress] } } });
const rule = (cidr_ipv4: string): Resources => ({
  aws_security_group: { g: { name: "g" } },
  aws_vpc_security_group_ingress_rule: {
    r: { security_group_id: "${aws_security_group.g.id}", cidr_ipv4, from_port: 443, to_port: 443 },
  },
});
const WORLD = group({ from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] });
const OFFICE = "203.0.113.0/24";
const groups = (from: string) => `no authorization, for callers from ${from}, whom its security groups let in`;

describe("a load balancer without a sign-in", () => {
  test.each<[string, Resources, boolean | "unknown", string]>([
    ["a group for everybody", balancer(WORLD), true, PUBLIC],
    ["a rule for everybody beside its group", balancer(rule("0.0.0.0/0")), true, PUBLIC],
    ["a group of another state", balancer({}), true, PUBLIC],
    ["ranges that aren't known", balancer(group({ cidr_blocks: "${var.ranges}" })), true, PUBLIC],
    [
      "a group for an office",
      balancer(group({ from_port: 0, to_port: 0, cidr_blocks: [OFFICE] })),
      false,
      groups(OFFICE),
    ],
    ["a rule for an office", balancer(rule(OFFICE)), false, groups(OFFICE)],
    [
      "everybody at another port",
      balancer(group({ from_port: 22, to_port: 22, cidr_blocks: ["0.0.0.0/0"] })),
      false,
      "nobody: its security groups let no request in on port 443",
    ],
    [
      "requests of another group",
      balancer(group({ from_port: 443, to_port: 443, security_groups: ["sg-1"] })),
      false,
      groups("its own network"),
    ],
    [
      "a condition on the source",
      balancer(WORLD, { source_ip: [{ values: [OFFICE] }] }),
      false,
      `no authorization, for callers from ${OFFICE}`,
    ],
    ["a source that is everywhere", balancer(WORLD, { source_ip: [{ values: ["0.0.0.0/1"] }] }), true, PUBLIC],
    [
      "a header",
      balancer(WORLD, { http_header: [{ http_header_name: "x-verify", values: ["s"] }] }),
      "unknown",
      "no authorization, for requests with certain values of the header x-verify",
    ],
  ])("%s", (_, resources, open, who) => {
    expect(waysOf(resources)[ID]).toEqual([open, who]);
  });

  test("is public behind an accelerator, though it is internal", () => {
    const internal = balancer(WORLD);
    const own = { ...internal["aws_lb"], b: { ...internal["aws_lb"]?.["b"], internal: true } };
    expect(waysOf({ ...internal, aws_lb: own })[ID]?.[0]).toBe(false);
    const aws_globalaccelerator_endpoint_group = {
      g: { endpoint_configuration: [{ endpoint_id: "${aws_lb.b.arn}" }] },
    };
    expect(waysOf({ ...internal, aws_lb: own, aws_globalaccelerator_endpoint_group })[ID]).toEqual([true, PUBLIC]);
  });

  test("may be open through CloudFront, whose addresses its groups may let in", () => {
    const aws_cloudfront_distribution = {
      d: { origin: [{ origin_id: "o", domain_name: "${aws_lb.b.dns_name}" }], default_cache_behavior: [{}] },
    };
    const ways = waysOf({
      ...balancer(group({ from_port: 443, to_port: 443, prefix_list_ids: ["pl-1"] })),
      aws_cloudfront_distribution,
    });
    expect(ways[ID]).toEqual([false, groups("the prefix list pl-1")]);
    expect(ways["aws_cloudfront_distribution.d#origin-o"]?.[0]).toBe("unknown");
  });
});
