import type { Resources } from "../../rules/support";
import { toEachOther } from "../to-each-other";

const group = (...ingress: object[]): Resources => ({ aws_security_group: { g: { name: "g", ingress } } });
const from = (port: unknown, more: object = { cidr_blocks: ["10.0.0.0/8"] }, protocol: unknown = "tcp") => ({
  ...{ from_port: port, to_port: port, protocol, cidr_blocks: [], ipv6_cidr_blocks: [], security_groups: [] },
  ...more,
});
const one = (own: object): Resources => ({
  ...{ aws_security_group: { g: { name: "g" } } },
  aws_vpc_security_group_ingress_rule: { r: { security_group_id: "${aws_security_group.g.id}", ...own } },
});
const GROUPS: Record<string, Resources> = {
  nobody: group(),
  "a network at a port": group(from(443)),
  "a network at another port": group(from(22)),
  "a network at two ports": group(from(22), from(443)),
  "a network at every port": group(from(0, undefined, "-1")),
  everybody: group(from(443, { cidr_blocks: ["0.0.0.0/0"] })),
  "everybody by IPv6": group(from(443, { ipv6_cidr_blocks: ["::/0"] })),
  "another group": group(from(443, { security_groups: ["sg-1"] })),
  itself: group(from(443, { self: true })),
  "a port that isn't known": group(from("${var.unset}")),
  "a protocol that isn't known": group(from(443, undefined, "${var.unset}")),
  "a network that isn't known": group(from(443, { cidr_blocks: ["${var.unset}"] })),
  "a network by a rule of its own": one({ cidr_ipv4: "10.0.0.0/8", ip_protocol: "tcp", from_port: 443, to_port: 443 }),
};

test.each(Object.keys(GROUPS))("a security group that lets in %s becomes each other", (name) => {
  expect(toEachOther(GROUPS, name)).toMatchSnapshot();
});
