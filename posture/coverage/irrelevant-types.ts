/** Types that nobody gets in or is kept out by. A name that ends with `_` stands for all that begin with it. */
export interface IrrelevantTypes {
  readonly reason: string;
  readonly source: string;
  readonly names: readonly string[];
}

const words = (text: string): readonly string[] => text.split(/\s+/);
const AWS = "https://docs.aws.amazon.com";

/**
 * Only what can neither hold a policy nor a credential, nor answer or forward a call, nor run code. What isn't listed
 * here or in `services/` is unclassified: a change of it is named, and the verdict says "as far as analysed".
 */
export const IRRELEVANT_TYPES: readonly IrrelevantTypes[] = [
  {
    reason: "Watches and tells; answers no call.",
    source: `Amazon CloudWatch: What is Amazon CloudWatch? ${AWS}/AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html`,
    names: words(`aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm aws_cloudwatch_alarm_mute_rule
      aws_cloudwatch_dashboard aws_cloudwatch_contributor_insight_rule aws_cloudwatch_contributor_managed_insight_rule
      aws_cloudwatch_query_definition aws_cloudwatch_metric_stream aws_xray_group aws_xray_sampling_rule
      aws_xray_indexing_rule aws_applicationinsights_application aws_internetmonitor_monitor aws_networkmonitor_
      aws_networkflowmonitor_ aws_devopsguru_ aws_rum_app_monitor aws_route53recoveryreadiness_`),
  },
  {
    reason: "Looks for findings and reports them; changes nothing itself.",
    source: `AWS Security Hub: What is Security Hub? ${AWS}/securityhub/latest/userguide/what-is-securityhub.html`,
    names: words(`aws_accessanalyzer_ aws_detective_ aws_inspector_ aws_inspector2_ aws_macie2_ aws_securityhub_
      aws_auditmanager_ aws_config_config_rule aws_config_conformance_pack aws_config_configuration_aggregator`),
  },
  {
    reason: "Counts cost.",
    source: `AWS Billing and Cost Management: What is it? ${AWS}/awsaccountbilling/latest/aboutv2/billing-what-is.html`,
    names: words(`aws_budgets_budget aws_ce_ aws_cur_ aws_bcmdataexports_ aws_costoptimizationhub_
      aws_computeoptimizer_ aws_savingsplans_ aws_invoicing_`),
  },
  {
    reason: "Sets how much runs, not what or for whom.",
    source: `Application Auto Scaling: What is it? ${AWS}/autoscaling/application/userguide/what-is-application-auto-scaling.html`,
    names: words(`aws_appautoscaling_ aws_autoscaling_policy aws_autoscaling_schedule aws_autoscalingplans_
      aws_servicequotas_service_quota`),
  },
  {
    reason:
      "A store of data without a policy of its own: IAM and resource policies, which are compared, say who reads it.",
    source: `AWS IAM: Identity-based policies and resource-based policies ${AWS}/IAM/latest/UserGuide/access_policies_identity-vs-resource.html`,
    names: words(`aws_dynamodb_table aws_dynamodb_table_item aws_dynamodb_global_secondary_index
      aws_dynamodb_contributor_insights aws_dynamodb_kinesis_streaming_destination aws_dynamodb_tag
      aws_dynamodb_table_replica aws_s3_bucket_versioning aws_s3_bucket_lifecycle_configuration aws_s3_bucket_metric
      aws_s3_bucket_analytics_configuration aws_s3_bucket_inventory aws_s3_bucket_intelligent_tiering_configuration
      aws_s3_bucket_accelerate_configuration aws_s3_bucket_request_payment_configuration
      aws_s3_bucket_server_side_encryption_configuration`),
  },
  {
    reason: "Groups and labels resources.",
    source: `AWS Resource Groups: What are resource groups? ${AWS}/ARG/latest/userguide/resource-groups.html`,
    names: words("aws_resourcegroups_ aws_resourceexplorer2_ aws_servicecatalogappregistry_"),
  },
  {
    reason: "A value made by Terraform; where a resource uses it, that resource's attribute is compared.",
    source: "Terraform: random provider https://registry.terraform.io/providers/hashicorp/random/latest/docs",
    names: words("random_ time_"),
  },
  {
    reason: "An archive on the machine that runs Terraform; the function that uses it is compared by its hash.",
    source: "Terraform: archive provider https://registry.terraform.io/providers/hashicorp/archive/latest/docs",
    names: ["archive_file"],
  },
];
