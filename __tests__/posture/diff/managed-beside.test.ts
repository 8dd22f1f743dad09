import { changesBetween } from "../../../posture/diff/index";
import { readPlan } from "../../../posture/model/read";

type Values = Readonly<Record<string, unknown>>;

interface Given {
  readonly address: string;
  readonly values: Values;
  /** Whether the plan deletes it. */
  readonly deleted?: true;
}

const at = ({ address, values }: Given) => {
  const [type, name] = address.split(".");
  return { address, mode: "managed", type, name, values, provider_name: "registry.terraform.io/hashicorp/aws" };
};

/** A plan of resources one of which the last state held otherwise, that changes nothing but what it deletes. */
function summaries(held: Values, found: Given, ...beside: readonly Given[]): readonly string[] {
  const given = [found, ...beside];
  const resources = given.map(at);
  const { before, after } = readPlan({
    format_version: "1.2",
    planned_values: { root_module: { resources: given.filter(({ deleted }) => !deleted).map(at) } },
    prior_state: { format_version: "1.0", values: { root_module: { resources } } },
    resource_changes: given.map((one) => ({
      ...at(one),
      change: {
        actions: [one.deleted ? "delete" : "no-op"],
        before: one.values,
        after: one.deleted ? null : one.values,
        after_unknown: {},
      },
    })),
    resource_drift: [
      { ...at(found), change: { actions: ["update"], before: { ...found.values, ...held }, after: found.values } },
    ],
    configuration: { root_module: {} },
  });
  return changesBetween(before, after)
    .filter(({ code }) => code === "changed-outside")
    .map(({ summary }) => summary);
}

const told = (address: string, ...names: readonly string[]) => [
  `${address} differs from the last saved state (${names.join(", ")}), and this plan leaves it so: what that opened or closed was not compared.`,
];

const text = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
const logs = { name: "logs", policy: text("logs:PutLogEvents") };
const admin = { name: "by-hand", policy: text("*") };
const block = (...cidr_blocks: readonly string[]) => ({
  from_port: 443,
  to_port: 443,
  protocol: "tcp",
  cidr_blocks,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  security_groups: [],
  self: false,
});

const role = (more: Values): Given => ({
  address: "aws_iam_role.r",
  values: { id: "r", name: "r", arn: "arn:aws:iam::111122223333:role/r", assume_role_policy: "{}", ...more },
});
const rolePolicy = (name: string, of = "r"): Given => ({
  address: `aws_iam_role_policy.${name}`,
  values: { id: `${of}:${name}`, name, role: of, policy: text("logs:PutLogEvents") },
});
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const attached = (policy_arn: string, of = "r"): Given => ({
  address: "aws_iam_role_policy_attachment.a",
  values: { id: "a", role: of, policy_arn },
});
const group = (more: Values): Given => ({
  address: "aws_security_group.g",
  values: { id: "sg-1", name: "g", ingress: [], egress: [], ...more },
});
const rule = (cidr_ipv4: string): Given => ({
  address: "aws_vpc_security_group_ingress_rule.one",
  values: { id: "sgr-1", security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4 },
});
const members: Given = {
  address: "aws_vpc_security_group_ingress_rule.members",
  values: {
    id: "sgr-2",
    security_group_id: "sg-1",
    ip_protocol: "-1",
    from_port: null,
    to_port: null,
    referenced_security_group_id: "sg-1",
  },
};
const queue: Given = {
  address: "aws_sqs_queue.q",
  values: { id: "https://sqs/q", url: "https://sqs/q", name: "q", policy: text("sqs:SendMessage") },
};
const INLINE = ["inline_policy.name", "inline_policy.policy"];

describe("what another resource manages in one, which the next plan finds in it", () => {
  test.each<[string, Values, Given, Given[]]>([
    ["a role's policy", { inline_policy: [] }, role({ inline_policy: [logs] }), [rolePolicy("logs")]],
    [
      "a role's policy that was changed",
      { inline_policy: [{ ...logs, policy: text("s3:*") }] },
      role({ inline_policy: [logs] }),
      [rolePolicy("logs")],
    ],
    [
      "an attached policy",
      { managed_policy_arns: [] },
      role({ managed_policy_arns: [READ_ONLY] }),
      [attached(READ_ONLY)],
    ],
    [
      "a policy attached to several",
      { managed_policy_arns: [] },
      role({ managed_policy_arns: [READ_ONLY] }),
      [{ address: "aws_iam_policy_attachment.a", values: { id: "a", roles: ["x", "r"], policy_arn: READ_ONLY } }],
    ],
    [
      "a queue's policy",
      { policy: "" },
      queue,
      [{ address: "aws_sqs_queue_policy.p", values: { id: "p", queue_url: "https://sqs/q", policy: "{}" } }],
    ],
    [
      "a security group's rules, which AWS puts together",
      { ingress: [] },
      group({ ingress: [block("10.0.0.0/8", "192.0.2.0/24")] }),
      [
        rule("10.0.0.0/8"),
        {
          address: "aws_security_group_rule.other",
          values: { ...block("192.0.2.0/24"), id: "x", security_group_id: "sg-1", type: "ingress" },
        },
      ],
    ],
    [
      "a role's policy that this plan deletes",
      { inline_policy: [] },
      role({ inline_policy: [logs] }),
      [{ ...rolePolicy("logs"), deleted: true }],
    ],
    [
      "a rule of a security group that names its own, which AWS reads back as self",
      { ingress: [] },
      group({ ingress: [{ ...block(), protocol: "-1", from_port: 0, to_port: 0, self: true }] }),
      [members],
    ],
  ])("isn't told: %s", (_, held, found, beside) => {
    expect(summaries(held, found, ...beside)).toEqual([]);
    // The same without what manages it.
    expect(summaries(held, found)).toHaveLength(1);
  });

  test.each<[string, Values, Given, Given[], readonly string[]]>([
    [
      "a role's policy made by hand beside one that is managed",
      { inline_policy: [] },
      role({ inline_policy: [logs, admin] }),
      [rolePolicy("logs")],
      told("aws_iam_role.r", ...INLINE),
    ],
    [
      "one that was taken away by hand",
      { inline_policy: [logs, admin] },
      role({ inline_policy: [logs] }),
      [rolePolicy("logs")],
      told("aws_iam_role.r", ...INLINE),
    ],
    [
      "a policy of that name of another role",
      { inline_policy: [] },
      role({ inline_policy: [logs] }),
      [rolePolicy("logs", "s")],
      told("aws_iam_role.r", ...INLINE),
    ],
    [
      "an attached policy that no resource attaches",
      { managed_policy_arns: [] },
      role({ managed_policy_arns: [ADMIN, READ_ONLY] }),
      [attached(READ_ONLY)],
      told("aws_iam_role.r", "managed_policy_arns"),
    ],
    [
      "a connection that no rule lets in",
      { ingress: [] },
      group({ ingress: [block("10.0.0.0/8", "0.0.0.0/0")] }),
      [rule("10.0.0.0/8")],
      told(
        "aws_security_group.g",
        "ingress.cidr_blocks",
        "ingress.from_port",
        "ingress.protocol",
        "ingress.self",
        "ingress.to_port",
      ),
    ],
    [
      "another argument of a role whose policy is managed",
      { inline_policy: [], assume_role_policy: "" },
      role({ inline_policy: [logs] }),
      [rolePolicy("logs")],
      told("aws_iam_role.r", "assume_role_policy"),
    ],
  ])("is told: %s", (_, held, found, beside, expected) => {
    expect(summaries(held, found, ...beside)).toEqual(expected);
  });
});
