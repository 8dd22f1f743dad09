import {
  amount,
  blocks,
  breaking,
  broadened,
  certificate,
  entries,
  flag,
  members,
  narrowed,
  neutral,
  other,
  protective,
  ranked,
  setWithStar,
  unknown,
} from "./setting";
import { actsAs } from "./custom";
import { mappingRules } from "./role-mapping";
import type { SettingsOf } from "./settings-of";

const shorter = (path: string, what: string) =>
  amount(path, 0, {
    more: protective(`{at} requires ${what} of {is} at least (was: {was}).`),
    less: broadened(`{at} requires ${what} of {is} at least (was: {was}).`),
  });
const demanded = (name: string, what: string) =>
  flag(name, false, {
    on: protective(`{at} requires ${what} in passwords.`),
    off: broadened(`{at} no longer requires ${what} in passwords.`),
  });

/** Attributes of every user, written as a schema or not. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html */
const STANDARD_ATTRIBUTES = new Set(
  `address birthdate email family_name gender given_name locale middle_name name nickname phone_number picture
  preferred_username profile updated_at website zoneinfo`.split(/\s+/),
);

/** Codes go to the email address and the phone number; who reads the other attributes isn't in a plan. */
const userAttribute = (name: string) =>
  /^(email|phone_number)$/.test(name)
    ? broadened(
        "The {item} of {at} is {is} (was: {was}): whoever reads codes there gets in as the user, where its pool lets a code do that.",
      )
    : unknown("The {item} of {at} is {is} (was: {was}): what reads it from the user's token isn't part of this input.");

/** Users, clients and pools of Cognito, as far as no other detector looks at them. */
export const COGNITO: SettingsOf = {
  code: "cognito-setting",
  title: "A setting of a user, client or pool of Cognito changes",
  source:
    "Cognito API: Actions https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_Operations.html",
  types: {
    aws_cognito_user: {
      added: broadened("{at} is new: one more user may sign in."),
      removed: breaking("{at} is removed: the user can no longer sign in."),
      settings: [
        flag("enabled", true, {
          on: broadened("{at} is enabled: the user may sign in."),
          off: narrowed("{at} is disabled: the user can no longer sign in."),
        }),
        entries("attributes", { added: userAttribute, removed: userAttribute, changed: userAttribute }),
      ],
    },
    aws_cognito_user_pool: {
      settings: [
        members("auto_verified_attributes", {
          added: protective("{at} verifies the {item} of its users."),
          removed: broadened("{at} no longer verifies the {item} of its users."),
        }),
        other("email_configuration.source_arn", neutral("{at} sends its mail as {is} (was: {was}).")),
        blocks(
          "schema",
          ["name"],
          {
            added: neutral("Users of {at} have a new {item}."),
            removed: breaking("Users of {at} no longer have the {item}."),
            always: (name) => STANDARD_ATTRIBUTES.has(name),
            called: (name) => `attribute ${name}`,
          },
          [
            flag("required", false, {
              on: narrowed("Sign-up requires {at}."),
              off: broadened("Sign-up no longer requires {at}."),
            }),
            flag("mutable", true, {
              on: broadened("The value of {at} may be changed."),
              off: narrowed("The value of {at} may no longer be changed."),
            }),
          ],
        ),
        ranked("web_authn_configuration.user_verification", ["preferred", "required"], "preferred", {
          up: protective("{at} accepts a passkey only where the device verified its user."),
          down: broadened("{at} accepts a passkey of a device that did not verify its user."),
        }),
        other(
          "web_authn_configuration.relying_party_id",
          breaking("Passkeys of {at} are for {is} (was: {was}): those that users have stop working."),
          "(the sign-in domain)",
        ),
      ],
    },
    aws_cognito_user_pool_client: {
      settings: [
        amount("auth_session_validity", 3, {
          more: broadened("A sign-in through {at} may take {is} minutes (was: {was})."),
          less: protective("A sign-in through {at} may take {is} minutes (was: {was})."),
        }),
        flag("enable_propagate_additional_user_context_data", false, {
          on: broadened("{at} tells Cognito its users' IP addresses, and threat protection trusts them."),
          off: protective("{at} no longer tells Cognito its users' IP addresses."),
        }),
        other(
          "default_redirect_uri",
          neutral("{at} sends people to {is} where a request names no address (was: {was})."),
        ),
      ],
    },
    aws_cognito_user_pool_domain: {
      settings: [
        certificate("certificate_arn"),
        other("managed_login_version", neutral("{at} uses managed login version {is} (was: {was})."), "1"),
      ],
    },
    aws_cognito_identity_pool_roles_attachment: {
      settings: [
        blocks(
          "role_mapping",
          ["identity_provider"],
          {
            added: unknown("{at} chooses the roles of users of {item} by their tokens: which ones was not analysed."),
            removed: unknown("{at} no longer chooses the roles of users of {item} by their tokens."),
          },
          [
            mappingRules("mapping_rule"),
            ranked("ambiguous_role_resolution", ["Deny", "AuthenticatedRole"], "Deny", {
              up: broadened("Users of {at} get the default role where their token gives none."),
              down: narrowed("Users of {at} no longer get the default role where their token gives none."),
            }),
          ],
        ),
        entries("roles", {
          added: broadened("{at} gives {item} callers a role: {is}."),
          removed: narrowed("{at} no longer gives {item} callers a role (was: {was})."),
          changed: unknown("{at} gives {item} callers the role {is} (was: {was}): what it may do was not compared."),
        }),
      ],
    },
    aws_cognito_identity_pool: {
      settings: [
        flag("allow_unauthenticated_identities", false, {
          on: broadened("{at} gives guests an identity: nobody has to sign in for the role that it gives them."),
          off: narrowed("{at} no longer gives guests an identity."),
        }),
        entries("supported_login_providers", {
          added: broadened("{at} gives credentials for tokens of {item}."),
          removed: narrowed("{at} no longer gives credentials for tokens of {item}."),
          changed: unknown("{at} gives credentials for tokens of another app of {item}."),
        }),
        flag("allow_classic_flow", false, {
          on: broadened("{at} allows the classic flow, in which callers choose the role themselves."),
          off: narrowed("{at} no longer allows the classic flow."),
        }),
        blocks(
          "cognito_identity_providers",
          ["client_id", "provider_name"],
          {
            added: broadened("{at} gives credentials for tokens of client {item}."),
            removed: narrowed("{at} no longer gives credentials for tokens of client {item}."),
          },
          [
            flag("server_side_token_check", false, {
              on: protective("The pool is asked whether tokens of client {at} are revoked."),
              off: broadened("The pool is no longer asked whether tokens of client {at} are revoked."),
            }),
          ],
        ),
        members("openid_connect_provider_arns", {
          added: broadened("{at} gives credentials for tokens of {item}."),
          removed: narrowed("{at} no longer gives credentials for tokens of {item}."),
        }),
        members("saml_provider_arns", {
          added: broadened("{at} gives credentials for assertions of {item}."),
          removed: narrowed("{at} no longer gives credentials for assertions of {item}."),
        }),
      ],
    },
  },
};

/** Terraform keeps no other inline policies than these. */
const INLINE = {
  added: protective("{at} is new: inline policies that it does not name are removed."),
  removed: broadened("{at} is removed: inline policies that nothing here names may stay."),
  settings: [
    members("policy_names", {
      added: broadened("{at} leaves the inline policy {item} where it is."),
      removed: narrowed("{at} removes the inline policy {item}."),
    }),
  ],
};

/** What IAM knows beside policies. */
export const IDENTITIES: SettingsOf = {
  code: "iam-setting",
  title: "A credential, a provider or a limit of IAM changes",
  source: "IAM API: Actions https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html",
  types: {
    aws_iam_role: {
      settings: [
        amount("max_session_duration", 3600, {
          more: broadened("Sessions of {at} last up to {is} s (was: {was} s)."),
          less: protective("Sessions of {at} last up to {is} s (was: {was} s)."),
        }),
      ],
    },
    aws_iam_role_policies_exclusive: INLINE,
    aws_iam_user_policies_exclusive: INLINE,
    aws_iam_group_policies_exclusive: INLINE,
    aws_iam_access_key: {
      added: broadened("{at} is new: whoever has the key may do what its user may."),
      removed: breaking("{at} is removed: what uses the key fails."),
      settings: [
        ranked("status", ["Inactive", "Active"], "Active", {
          up: broadened("{at} is active again."),
          down: narrowed("{at} is inactive: what uses the key is refused."),
        }),
      ],
    },
    aws_iam_user_login_profile: {
      added: broadened("{at} is new: its user may sign in to the AWS console."),
      removed: breaking("{at} is removed: its user can no longer sign in to the AWS console."),
      settings: [],
    },
    aws_iam_openid_connect_provider: {
      added: broadened("{at} is new: its tokens give the roles that trust it."),
      removed: breaking("{at} is removed: its tokens no longer give a role."),
      settings: [
        members("client_id_list", {
          added: broadened("{at} is trusted for the audience {item}."),
          removed: narrowed("{at} is no longer trusted for the audience {item}."),
        }),
        members("url", {
          added: broadened("{at} is {item}: its tokens give the roles that trust it."),
          removed: breaking("{at} is no longer {item}: its tokens no longer give roles."),
        }),
        members("thumbprint_list", {
          added: broadened("{at} may answer with a certificate of {item}."),
          removed: narrowed("{at} may no longer answer with a certificate of {item}."),
        }),
      ],
    },
    aws_iam_saml_provider: {
      added: broadened("{at} is new: its assertions give the roles that trust it."),
      removed: breaking("{at} is removed: its assertions no longer give a role."),
      settings: [],
    },
    aws_iam_account_password_policy: {
      settings: [
        shorter("minimum_password_length", "a length"),
        demanded("require_lowercase_characters", "lowercase letters"),
        demanded("require_uppercase_characters", "uppercase letters"),
        demanded("require_numbers", "digits"),
        demanded("require_symbols", "symbols"),
        shorter("password_reuse_prevention", "new passwords, other than the last,"),
      ],
    },
  },
};

const PUBLIC_ACCESS = [
  ["block_public_acls", "sets no ACL for everybody", "may be set an ACL for everybody"],
  ["ignore_public_acls", "heeds no ACL for everybody", "heeds ACLs for everybody"],
  ["block_public_policy", "takes no policy for everybody", "takes a policy for everybody"],
  [
    "restrict_public_buckets",
    "is closed to other accounts whatever its policy says",
    "is open to whom its policy names",
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
          unknown("{at} leads to version {is} (was: {was}): what its code does isn't in a plan."),
        ),
      ],
    },
    aws_lambda_function: {
      settings: [
        amount("reserved_concurrent_executions", Infinity, {
          more: broadened("Limit of calls of {at} at once: {is} (was: {was})."),
          less: protective("Limit of calls of {at} at once: {is} (was: {was})."),
          none: breaking("{at} no longer runs: what calls it fails."),
        }),
      ],
    },
    aws_lambda_event_source_mapping: {
      added: broadened("{at} is new: what is written to its source starts the function."),
      removed: breaking("{at} is removed: what is written to its source no longer starts the function."),
      settings: [
        flag("enabled", true, {
          on: broadened("{at} is enabled: what is written to its source starts the function."),
          off: breaking("{at} is disabled: what is written to its source no longer starts the function."),
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
      added: broadened("{at} is new: others may read and use the layer."),
      removed: breaking("{at} is removed: others can no longer use the layer."),
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
        other("grantee_principal", unknown("{at} is for {is} (was: {was}).")),
      ],
    },
    aws_cloudwatch_log_subscription_filter: {
      added: broadened("{at} is new: what its log group holds is sent on, and whoever reads it there sees who calls."),
      removed: narrowed("{at} is removed: what its log group holds is no longer sent on."),
      settings: [
        other(
          "destination_arn",
          broadened("{at} sends logs to {is} (was: {was}): whoever reads there sees who calls."),
        ),
        other("filter_pattern", unknown("{at} sends on what matches {is} (was: {was})."), "(everything)"),
        actsAs("role_arn", "{at} sends logs as {is} (was: {was})"),
      ],
    },
    aws_s3_bucket_public_access_block: {
      added: protective("{at} is new: policies and ACLs for everybody are kept from its bucket as it says."),
      removed: broadened("{at} is removed: a policy or an ACL may open its bucket to everybody."),
      settings: PUBLIC_ACCESS,
    },
    aws_secretsmanager_secret_policy: {
      settings: [
        flag("block_public_policy", false, {
          on: protective("{at} takes no policy for everybody."),
          off: broadened("{at} takes a policy for everybody."),
        }),
      ],
    },
    aws_kms_key: {
      settings: [
        flag("enable_key_rotation", false, {
          on: protective("AWS rotates the key material of {at} every year."),
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
