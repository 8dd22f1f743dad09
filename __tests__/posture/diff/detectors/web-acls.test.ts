import { type Body, type Side, eachPair } from "./each-pair";

const acl = (name: string) => `arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/${name}/1`;
const lb = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/${name}/1`;
const stack = (
  body?: Body,
  balancers: Body = { web: { name: "web", arn: lb("web") }, api: { name: "api" } },
): Side => ({
  resource: {
    ...(Object.keys(balancers).length > 0 && { aws_lb: balancers }),
    aws_wafv2_web_acl: { own: { name: "own" }, other: { name: "other" } },
    ...(body && { aws_wafv2_web_acl_association: { edge: body } }),
  },
});
const association = (resource_arn: unknown, web_acl_arn: unknown) => stack({ resource_arn, web_acl_arn });

test("a web ACL comes before a load balancer, goes, becomes another, and moves to another balancer", () => {
  const sides = {
    none: stack(),
    "for web": association("${aws_lb.web.arn}", "${aws_wafv2_web_acl.own.arn}"),
    "for web by its ARN": association(lb("web"), acl("own")),
    "another, for web": association("${aws_lb.web.arn}", "${aws_wafv2_web_acl.other.arn}"),
    "for api": association("${aws_lb.api.arn}", "${aws_wafv2_web_acl.own.arn}"),
    "for one that isn't here": association(lb("far"), acl("own")),
    "for one that isn't known": association("${var.unset}", acl("own")),
    "one that isn't known, for web": association("${aws_lb.web.arn}", "${var.unset}"),
  };
  expect(eachPair(sides, /^web-acl-/)).toMatchSnapshot();
});

test("a web ACL goes with the balancer that it stood before", () => {
  const by = (resource_arn: string) => stack({ resource_arn, web_acl_arn: acl("own") });
  const sides = {
    neither: stack(undefined, {}),
    "by its address": by("${aws_lb.web.arn}"),
    "by its ARN": by(lb("web")),
    "of one elsewhere": by(lb("far")),
  };
  expect(eachPair(sides, /^web-acl-/)).toMatchSnapshot();
});
