import { actsAs } from "./custom";
import {
  amount,
  breaking,
  broadened,
  flag,
  members,
  narrowed,
  other,
  protective,
  ranked,
  setWithStar,
  unknown,
} from "./setting";
import type { SettingsOf } from "./settings-of";

const PUBLIC_ACCESS = [
  ["block_public_acls", "refuses new public ACLs", "accepts new public ACLs"],
  ["ignore_public_acls", "ignores public ACLs", "no longer ignores public ACLs"],
  ["block_public_policy", "refuses new public policies", "accepts new public policies"],
  [
    "restrict_public_buckets",
    "limits access by a public policy to its own account and AWS services",
    "no longer limits access by a public policy",
  ],
].map(([name = "", on, off]) =>
  flag(name, false, {
    on: protective(`The bucket of {at} ${on ?? ""}.`),
    off: broadened(`The bucket of {at} ${off ?? ""}.`),
  }),
);

/** Functions, keys, and what keeps them from everybody. */
export const FUNCTIONS_AND_KEYS: SettingsOf = {
  code: "function-or-key-setting",
  title: "A setting of a function or of a key changes who reaches it",
  source: "AWS KMS: Grants https://docs.aws.amazon.com/kms/latest/developerguide/grants.html",
  types: {
    aws_lambda_function_url: {
      settings: [
        setWithStar("cors.allow_origins", {
          added: broadened("Web pages of {item} may read answers of {at}."),
          removed: narrowed("Web pages of {item} may no longer read answers of {at}."),
        }),
        members("cors.allow_methods", {
          added: broadened("Web pages may send {item} requests to {at}."),
          removed: narrowed("Web pages may no longer send {item} requests to {at}."),
        }),
        flag("cors.allow_credentials", false, {
          on: broadened("Web pages may send {at} the caller's credentials."),
          off: narrowed("Web pages may no longer send {at} the caller's credentials."),
        }),
      ],
    },
    aws_lambda_alias: {
      settings: [
        other(
          "function_version",
          unknown("{at} points to version {is} (was: {was}): what its code does isn't in a plan."),
        ),
      ],
    },
    aws_lambda_function: {
      settings: [
        amount("reserved_concurrent_executions", Infinity, {
          more: broadened("The reserved concurrency of {at} is {is} (was: {was})."),
          less: protective("The reserved concurrency of {at} is {is} (was: {was})."),
          none: breaking("The reserved concurrency of {at} is 0: every invocation is throttled."),
        }),
      ],
    },
    aws_lambda_event_source_mapping: {
      added: broadened("{at} is new: records of its event source invoke the function."),
      removed: breaking("{at} is removed: records of its event source no longer invoke the function."),
      settings: [
        flag("enabled", true, {
          on: broadened("{at} is enabled: records of its event source invoke the function."),
          off: breaking("{at} is disabled: records of its event source no longer invoke the function."),
        }),
      ],
    },
    aws_lambda_code_signing_config: {
      settings: [
        ranked("policies.untrusted_artifact_on_deployment", ["Warn", "Enforce"], "Warn", {
          up: protective("Functions of {at} accept signed code only."),
          down: broadened("Functions of {at} accept unsigned code."),
        }),
      ],
    },
    aws_lambda_layer_version_permission: {
      added: broadened("{at} is new: other accounts may use the layer."),
      removed: breaking("{at} is removed: other accounts can no longer use the layer."),
      settings: [],
    },
    aws_kms_grant: {
      added: broadened("{at} is new: a principal may use the key."),
      removed: breaking("{at} is removed: a principal may no longer use the key."),
      settings: [
        members("operations", {
          added: broadened("{at} allows {item}."),
          removed: narrowed("{at} no longer allows {item}."),
        }),
        other("grantee_principal", unknown("The grantee of {at} is {is} (was: {was}).")),
      ],
    },
    aws_cloudwatch_log_subscription_filter: {
      added: broadened(
        "{at} is new: its log group's events are forwarded, and readers of the destination see who calls.",
      ),
      removed: narrowed("{at} is removed: its log group's events are no longer forwarded."),
      settings: [
        other(
          "destination_arn",
          broadened("{at} sends logs to {is} (was: {was}): readers of the destination see who calls."),
        ),
        other("filter_pattern", unknown("The filter pattern of {at} is {is} (was: {was})."), "(every event)"),
        actsAs("role_arn", "{at} sends logs as {is} (was: {was})"),
      ],
    },
    aws_s3_bucket_public_access_block: {
      added: protective("{at} is new: its settings limit public policies and ACLs of its bucket."),
      removed: broadened("{at} is removed: a policy or an ACL may make its bucket public."),
      settings: PUBLIC_ACCESS,
    },
    aws_secretsmanager_secret_policy: {
      settings: [
        flag("block_public_policy", false, {
          on: protective("{at} refuses a public policy."),
          off: broadened("{at} accepts a public policy."),
        }),
      ],
    },
    aws_kms_key: {
      settings: [
        flag("enable_key_rotation", false, {
          on: protective("AWS rotates the key material of {at}."),
          off: broadened("AWS no longer rotates the key material of {at}."),
        }),
        flag("is_enabled", true, {
          on: broadened("{at} is enabled: what it encrypts can be read."),
          off: breaking("{at} is disabled: what it encrypts can't be read."),
        }),
      ],
    },
  },
};
