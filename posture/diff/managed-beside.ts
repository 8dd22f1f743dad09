import { belongsTo } from "../iam/references";
import type { Model, Resource } from "../model/index";
import { jsonEqual } from "./paths";

type Values = Readonly<Record<string, unknown>>;

/** What manages a part of another resource: the type, the argument that names the other, and what it puts there. */
interface Manager {
  readonly type: string;
  readonly names: string;
  /** The keys of what it manages; without it, the whole attribute. */
  readonly keys?: (values: Values) => readonly string[];
}

interface Shared {
  readonly managers: readonly Manager[];
  /** What the attribute holds, by what identifies each entry. */
  readonly entries: (value: unknown) => ReadonlyMap<string, unknown>;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).filter((one) => typeof one === "string");

const scalars = (names: string, managers: readonly (readonly [type: string, key: string])[]): Shared => ({
  entries: (value) => new Map(texts(value).map((text) => [text, text])),
  managers: managers.map(([type, key]) => ({ type, names, keys: (values) => [values[key]].flat().map(String) })),
});

const whole = (...managers: readonly (readonly [type: string, names: string])[]): Shared => ({
  entries: (value) => new Map([["", value ?? null]]),
  managers: managers.map(([type, names]) => ({ type, names })),
});

const SOURCES = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
const SOURCE = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id", "source_security_group_id"];

/** The connections of a rule, of a block, of `aws_security_group_rule` or of the newer types, one a source. */
function connections(rule: Values): readonly string[] {
  const protocol = String(rule.protocol ?? rule.ip_protocol ?? "-1");
  const ports = /^(-1|all)$/i.test(protocol) ? "all" : `${protocol} ${rule.from_port}-${rule.to_port}`;
  const sources = [...SOURCES.flatMap((name) => texts(rule[name])), ...texts(SOURCE.map((name) => rule[name]))];
  return [...sources, ...(rule.self === true ? ["self"] : [])].map((source) => `${ports} ${source}`);
}

const rules = (direction: "ingress" | "egress"): Shared => ({
  entries: (value) => new Map(list(value).flatMap((rule) => connections(rule as Values).map((one) => [one, one]))),
  managers: [
    {
      type: "aws_security_group_rule",
      names: "security_group_id",
      keys: (values) => (values.type === direction ? connections(values) : []),
    },
    { type: `aws_vpc_security_group_${direction}_rule`, names: "security_group_id", keys: connections },
  ],
});

const bucket = (type: string): Shared => whole([`aws_s3_bucket_${type}`, "bucket"]);

/**
 * Attributes into which the provider reads what another resource manages. After an apply that made the other, the state
 * still lacks it, so the next plan names it in `resource_drift` although nobody changed anything by hand.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role (inline_policy, managed_policy_arns)
 */
const SHARED: Readonly<Record<string, Readonly<Record<string, Shared>>>> = {
  aws_api_gateway_rest_api: {
    policy: whole(["aws_api_gateway_rest_api_policy", "rest_api_id"], ["aws_api_gateway_rest_api_put", "rest_api_id"]),
  },
  aws_iam_role: {
    inline_policy: {
      entries: (value) => new Map(list(value).map((policy) => [String((policy as Values).name), policy])),
      managers: [{ type: "aws_iam_role_policy", names: "role", keys: ({ name }) => [String(name)] }],
    },
    managed_policy_arns: {
      entries: scalars("", []).entries,
      managers: [
        ...scalars("role", [["aws_iam_role_policy_attachment", "policy_arn"]]).managers,
        ...scalars("roles", [["aws_iam_policy_attachment", "policy_arn"]]).managers,
        ...scalars("role_name", [["aws_iam_role_policy_attachments_exclusive", "policy_arns"]]).managers,
      ],
    },
  },
  aws_kms_key: { policy: whole(["aws_kms_key_policy", "key_id"]) },
  aws_s3_bucket: {
    acceleration_status: bucket("accelerate_configuration"),
    acl: bucket("acl"),
    cors_rule: bucket("cors_configuration"),
    grant: bucket("acl"),
    lifecycle_rule: bucket("lifecycle_configuration"),
    logging: bucket("logging"),
    object_lock_configuration: bucket("object_lock_configuration"),
    policy: bucket("policy"),
    replication_configuration: bucket("replication_configuration"),
    request_payer: bucket("request_payment_configuration"),
    server_side_encryption_configuration: bucket("server_side_encryption_configuration"),
    versioning: bucket("versioning"),
    website: bucket("website_configuration"),
  },
  aws_secretsmanager_secret: { policy: whole(["aws_secretsmanager_secret_policy", "secret_arn"]) },
  aws_security_group: { egress: rules("egress"), ingress: rules("ingress") },
  aws_sns_topic: { policy: whole(["aws_sns_topic_policy", "arn"]) },
  aws_sqs_queue: { policy: whole(["aws_sqs_queue_policy", "queue_url"]) },
  aws_vpc_endpoint: {
    policy: whole(["aws_vpc_endpoint_policy", "vpc_endpoint_id"]),
    route_table_ids: scalars("vpc_endpoint_id", [["aws_vpc_endpoint_route_table_association", "route_table_id"]]),
    security_group_ids: scalars("vpc_endpoint_id", [
      ["aws_vpc_endpoint_security_group_association", "security_group_id"],
    ]),
    subnet_ids: scalars("vpc_endpoint_id", [["aws_vpc_endpoint_subnet_association", "subnet_id"]]),
  },
  aws_vpc_endpoint_service: {
    allowed_principals: scalars("vpc_endpoint_service_id", [
      ["aws_vpc_endpoint_service_allowed_principal", "principal_arn"],
    ]),
  },
};

/**
 * Is everything by which an attribute of a resource differs managed by resources beside it? If one of them was itself
 * changed by hand, `resource_drift` names that one too.
 *
 * @param before the resource's values as the last state holds them
 * @param after the same as they were found
 */
export function isManagedBeside(
  model: Model,
  resource: Resource,
  attribute: string,
  before: unknown,
  after: unknown,
): boolean {
  const shared = SHARED[resource.type]?.[attribute];
  if (!shared) return false;
  const [was, is] = [before, after].map((values) => shared.entries((values as Values | undefined)?.[attribute]));
  if (was === undefined || is === undefined) return false;
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    (key) => !(was.has(key) && is.has(key) && jsonEqual(was.get(key), is.get(key))),
  );
  return differing.every((key) =>
    shared.managers.some(({ type, names, keys }) =>
      model
        .ofType(type)
        .some(
          (one) =>
            isNamed(model, one, names, resource) &&
            (keys === undefined || keys(one.attributes.plain().values as Values).includes(key)),
        ),
    ),
  );
}

/** By an argument of one name or of several (`roles`). */
function isNamed(model: Model, by: Resource, names: string, resource: Resource): boolean {
  const several = by.attributes.plain().values as Values;
  const own = (resource.attributes.plain().values as Values).name;
  return list(several[names]).includes(own) || belongsTo(model, by, names, resource) === true;
}
