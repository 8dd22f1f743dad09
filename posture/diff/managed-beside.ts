import { policyOwner } from "../iam/index";
import { belongsTo } from "../iam/references";
import type { Model, Resource } from "../model/index";
import { jsonEqual } from "./paths";

type Values = Readonly<Record<string, unknown>>;

/** What manages a part of another resource: the type, the argument that names the other, and what it puts there. */
interface Manager {
  readonly type: string;
  readonly names: string;
  /** The keys of what it manages, in the resource of that id; without it, the whole attribute. */
  readonly keys?: (values: Values, id: unknown) => readonly string[];
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

const SOURCES = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
const SOURCE = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id", "source_security_group_id"];

/**
 * The connections of a rule, of a block, of `aws_security_group_rule` or of the newer types, one a source.
 * @param id of the security group: a rule that names its own group is read back as `self`
 */
function connections(rule: Values, id?: unknown): readonly string[] {
  const protocol = String(rule.protocol ?? rule.ip_protocol ?? "-1");
  const ports = /^(-1|all)$/i.test(protocol) ? "all" : `${protocol} ${rule.from_port}-${rule.to_port}`;
  const sources = [...SOURCES.flatMap((name) => texts(rule[name])), ...texts(SOURCE.map((name) => rule[name]))];
  const all = [...sources.map((source) => (source === id ? "self" : source)), ...(rule.self === true ? ["self"] : [])];
  return all.map((source) => `${ports} ${source}`);
}

const rules = (direction: "ingress" | "egress"): Shared => ({
  entries: (value) => new Map(list(value).flatMap((rule) => connections(rule as Values).map((one) => [one, one]))),
  managers: [
    {
      type: "aws_security_group_rule",
      names: "security_group_id",
      keys: (values, id) => (values.type === direction ? connections(values, id) : []),
    },
    { type: `aws_vpc_security_group_${direction}_rule`, names: "security_group_id", keys: connections },
  ],
});

const bucket = (type: string): Shared => ({
  entries: (value) => new Map([["", value ?? null]]),
  managers: [{ type: `aws_s3_bucket_${type}`, names: "bucket" }],
});

/**
 * Attributes into which the provider reads what another resource manages. After an apply that made the other, the state
 * still lacks it, so the next plan names it in `resource_drift` although nobody changed anything by hand. Policies of
 * resources are looked up by `policyOwner`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role (inline_policy, managed_policy_arns)
 */
const SHARED: Readonly<Record<string, Readonly<Record<string, Shared>>>> = {
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
  aws_s3_bucket: {
    acceleration_status: bucket("accelerate_configuration"),
    acl: bucket("acl"),
    cors_rule: bucket("cors_configuration"),
    grant: bucket("acl"),
    lifecycle_rule: bucket("lifecycle_configuration"),
    logging: bucket("logging"),
    object_lock_configuration: bucket("object_lock_configuration"),
    replication_configuration: bucket("replication_configuration"),
    request_payer: bucket("request_payment_configuration"),
    server_side_encryption_configuration: bucket("server_side_encryption_configuration"),
    versioning: bucket("versioning"),
    website: bucket("website_configuration"),
  },
  aws_security_group: { egress: rules("egress"), ingress: rules("ingress") },
  aws_vpc_endpoint: {
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
 * @param model of what was found before the plan, with what the plan is going to remove
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
  if (attribute === "policy")
    return model.resources.some((one) => policyOwner(model, one)?.address === resource.address);
  const shared = SHARED[resource.type]?.[attribute];
  return shared !== undefined && differing(shared, attribute, before, after).every(isManaged(model, resource, shared));
}

function differing({ entries }: Shared, attribute: string, before: unknown, after: unknown): readonly string[] {
  const of = (values: unknown) => entries((values as Values | undefined)?.[attribute]);
  const [was, is] = [of(before), of(after)];
  const same = (key: string) => was.has(key) && is.has(key) && jsonEqual(was.get(key), is.get(key));
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => !same(key));
}

const isManaged = (model: Model, resource: Resource, { managers }: Shared) => {
  const { id } = valuesOf(resource);
  return (key: string): boolean =>
    managers.some(({ type, names, keys }) =>
      model
        .ofType(type)
        .some(
          (one) =>
            isNamed(model, one, names, resource) && (keys === undefined || keys(valuesOf(one), id).includes(key)),
        ),
    );
};

const valuesOf = (resource: Resource): Values => resource.attributes.plain().values as Values;

/** By an argument of one name or of several (`roles`). */
const isNamed = (model: Model, by: Resource, names: string, resource: Resource): boolean =>
  list(valuesOf(by)[names]).includes(valuesOf(resource).name) || belongsTo(model, by, names, resource) === true;
