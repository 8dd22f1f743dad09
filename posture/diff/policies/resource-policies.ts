import { ownPolicy, type Policies } from "../../iam/index";
import type { Model } from "../../model/index";

/**
 * Types that hold the policy of a resource, by the service that its actions begin with; with what holds where there is
 * none. `nobody`: only what other policies of the same account allow. `everybody`: a REST API lets in whomever its
 * methods let in. `unread`: AWS writes one by itself.
 */
export const RESOURCE_POLICIES: Readonly<Record<string, "nobody" | "everybody" | "unread">> = {
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
/** The argument that holds it. */
export const argumentOf = (type: string): string => ARGUMENTS[type] ?? "policy";

/** May a policy of a resource itself, or a permission of a function, allow somebody something that no policy of theirs does? */
export function resourcesMayAllow(model: Model): boolean {
  const allows = ({ effect }: Policies["statements"][number]) => !(effect.known && effect.value === "Deny");
  return (
    model.permissions.some(({ principal }) => !principal.known || !/\.amazonaws\.com/.test(principal.value ?? "")) ||
    Object.keys(RESOURCE_POLICIES).some((type) =>
      model.ofType(type).some((resource) => {
        const argument = argumentOf(type);
        if (resource.attributes.expression(argument).how === "left-out") return false;
        const { statements, unread } = ownPolicy(model, resource, argument);
        return unread.length > 0 || statements.some(allows);
      }),
    )
  );
}
