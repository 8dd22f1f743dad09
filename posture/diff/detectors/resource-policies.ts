import { comparePolicies, ownPolicy } from "../../iam/index";
import type { Policies } from "../../iam/index";
import { known, listing } from "../../model/index";
import type { Model, Resource } from "../../model/index";
import type { Detector, Reporter } from "../change";
import type { Comparison } from "../comparison";
import { namingFor } from "../policies/names";
import { permissionList } from "../policies/sentences";
import { entityOf } from "../policies/grouped-changes";
import { resourcePairs } from "../resource-pairs";
import type { ResourcePair } from "../resource-pairs";

/**
 * Types that hold the policy of a resource, by the service that its actions begin with; with what holds where there is
 * none. `nobody`: only what other policies of the same account allow. `everybody`: a REST API lets in whomever its
 * methods let in. `unread`: AWS writes one by itself.
 */
const TYPES: Readonly<Record<string, "nobody" | "everybody" | "unread">> = {
  ...of(
    `acmpca_policy backup_vault_policy cloudwatch_event_bus_policy cloudwatch_log_destination_policy
    cloudwatch_log_resource_policy codeartifact_domain_permissions_policy codeartifact_repository_permissions_policy
    codebuild_resource_policy dynamodb_resource_policy ecr_registry_policy ecr_repository_policy
    ecrpublic_repository_policy elasticsearch_domain_policy glue_resource_policy kinesis_resource_policy
    media_store_container_policy msk_cluster_policy networkfirewall_resource_policy oam_sink_policy
    opensearch_domain_policy organizations_resource_policy redshift_resource_policy
    redshiftserverless_resource_policy s3_access_point s3_bucket_policy s3control_access_point_policy
    s3control_bucket_policy s3control_object_lambda_access_point_policy s3tables_table_bucket_policy
    s3tables_table_policy schemas_registry_policy secretsmanager_secret secretsmanager_secret_policy
    ses_identity_policy sesv2_email_identity_policy sns_topic sns_topic_policy sqs_queue sqs_queue_policy
    vpclattice_auth_policy vpclattice_resource_policy xray_resource_policy`,
    "nobody",
  ),
  aws_kms_key: "unread",
  aws_kms_external_key: "unread",
  aws_kms_replica_key: "unread",
  aws_kms_key_policy: "unread",
  // The one that AWS writes lets everybody through who may do what they ask for.
  aws_vpc_endpoint: "everybody",
  aws_vpc_endpoint_policy: "everybody",
  aws_api_gateway_rest_api: "everybody",
  aws_api_gateway_rest_api_policy: "everybody",
  // Without one, whoever reaches it on the network may mount it.
  aws_efs_file_system_policy: "everybody",
};

function of<T>(names: string, value: T): Readonly<Record<string, T>> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [`aws_${name}`, value]));
}

/** The argument that holds it, where that isn't `policy`. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_destination_policy: "access_policy",
  ...of(
    `cloudwatch_log_resource_policy codeartifact_domain_permissions_policy
    codeartifact_repository_permissions_policy xray_resource_policy`,
    "policy_document",
  ),
  ...of("opensearch_domain_policy elasticsearch_domain_policy", "access_policies"),
  ...of("s3tables_table_bucket_policy s3tables_table_policy", "resource_policy"),
  aws_organizations_resource_policy: "content",
};
const argumentOf = (type: string): string => ARGUMENTS[type] ?? "policy";

/** Services that answer signed requests only. */
const SIGNED = /^aws_(kms|secretsmanager)_/;

/** What resources say themselves of who may use them. */
export const resourcePolicies: Detector = {
  source:
    "AWS IAM: Identity-based policies and resource-based policies https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
  codes: {
    "resource-policy-widened": { title: "A resource's own policy allows more, or denies less", kinds: ["broadened"] },
    "resource-policy-narrowed": { title: "A resource's own policy allows less, or denies more", kinds: ["narrowed"] },
    "resource-policy-unknown": {
      title: "What a resource's own policy allows isn't known before apply",
      kinds: ["unknown"],
    },
  },
  compares: Object.fromEntries(Object.keys(TYPES).map((type) => [type, argumentOf(type)])),
  detect(comparison, report) {
    for (const pair of resourcePairs(comparison)) {
      const resource = pair.after ?? pair.before;
      const absent = resource?.mode === "managed" ? TYPES[resource.type] : undefined;
      if (!resource || !absent) continue;
      // What comes or goes with its resource is told there.
      if (!(pair.before && pair.after) && !/_policy$/.test(resource.type)) continue;
      compare(comparison, pair, absent, report);
    }
  },
};

type Side = Policies | "unread";

function compare(
  comparison: Comparison,
  pair: ResourcePair,
  absent: "nobody" | "everybody" | "unread",
  report: Reporter,
): void {
  const { before, after } = pair;
  const resource = (after ?? before) as Resource;
  const policy = argumentOf(resource.type);
  const side = (model: Model, one: Resource | undefined): Side => {
    const text = one?.attributes.text(policy);
    const isAbsent = text?.known
      ? text.value === undefined || text.value === ""
      : one?.attributes.expression(policy).how === "left-out";
    if (one && !isAbsent) return ownPolicy(model, one, policy);
    if (absent === "unread") return "unread";
    return absent === "nobody" ? { statements: [], unread: [] } : everybody(resource);
  };
  const [was, is] = [side(comparison.before, before), side(comparison.after, after)];
  if (was === "unread" && is === "unread") return;
  const { address } = resource;
  const at = entityOf(resource);
  const attributes = [{ address, attribute: policy }, ...(before && after ? [] : [{ address }])];
  const unknown = (why: string): void =>
    report({
      at,
      attributes,
      code: "resource-policy-unknown",
      kind: "unknown",
      summary: `Whether the policy of ${address} lets in others than before can't be said: ${why}.`,
    });
  if (was === "unread" || is === "unread") {
    unknown("on one side it is the one that AWS writes by itself");
    return;
  }
  const difference = comparePolicies([was], [is], namingFor(comparison));
  const { gained, lost } = difference;
  const whom = SIGNED.test(resource.type) ? "everybody with an AWS account" : "everybody";
  if (gained.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-widened",
      kind: "broadened",
      summary: `The policy of ${address} now allows ${permissionList(gained, "gained", whom)}.`,
    });
  if (lost.length > 0)
    report({
      at,
      attributes,
      code: "resource-policy-narrowed",
      kind: "narrowed",
      summary: `The policy of ${address} ${lost.every(({ wholly }) => wholly) ? "no longer allows" : "allows less:"} ${permissionList(lost, "lost", whom)}.`,
    });
  if (difference.unknown) unknown(difference.unknown.why);
}

/** What an API without a policy of its own lets in, as the statement that says the same. */
function everybody({ address }: Resource): Policies {
  const all = { not: false, list: listing(["*"]) };
  const principals = { not: false, list: listing([{ kind: "everyone" as const, id: "*" }]) };
  const statement = { at: { address }, effect: known("Allow"), principals, actions: all, resources: all };
  return { statements: [{ ...statement, conditions: listing([]), variables: false }], unread: [] };
}
