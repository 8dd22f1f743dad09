import { blocks } from "./blocks";
import {
  amount,
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
  unknown,
} from "./setting";
import { mappingRules } from "./role-mapping";
import type { SettingsOf } from "./settings-of";

const shorter = (path: string, what: string, absent: number) =>
  amount(path, absent, {
    more: protective(`The ${what} of {at} is {is} (was: {was}).`),
    less: broadened(`The ${what} of {at} is {is} (was: {was}).`),
  });
const demanded = (name: string, what: string) =>
  flag(name, false, {
    on: protective(`{at} requires ${what} in passwords.`),
    off: broadened(`{at} no longer requires ${what} in passwords.`),
  });

const credentialsFor = (what: string) => ({
  added: broadened(`{at} gives credentials for ${what}.`),
  removed: narrowed(`{at} no longer gives credentials for ${what}.`),
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
        "The {item} of {at} is {is} (was: {was}): whoever receives codes there can sign in as the user where the pool accepts such codes.",
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
        other(
          "email_configuration.email_sending_account",
          neutral("The email sending account of {at} is {is} (was: {was})."),
          "COGNITO_DEFAULT",
        ),
        other("email_configuration.source_arn", neutral("{at} sends email as {is} (was: {was}).")),
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
          up: protective("{at} requires user verification for passkeys."),
          down: broadened("{at} accepts passkeys without user verification."),
        }),
        other(
          "web_authn_configuration.relying_party_id",
          breaking("The relying party id of {at} is {is} (was: {was}): existing passkeys stop working."),
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
          on: broadened("{at} may send users' IP addresses to Cognito, and threat protection trusts them."),
          off: protective("{at} may no longer send users' IP addresses to Cognito."),
        }),
        other(
          "default_redirect_uri",
          neutral("{at} redirects to {is} where a request has no redirect_uri (was: {was})."),
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
          added: broadened("{at} gives {item} identities a role: {is}."),
          removed: narrowed("{at} no longer gives {item} identities a role (was: {was})."),
          changed: unknown("{at} gives {item} identities the role {is} (was: {was}): what it may do was not compared."),
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
          ...credentialsFor("tokens of {item}"),
          changed: unknown("{at} gives credentials for tokens of another app of {item}."),
        }),
        flag("allow_classic_flow", false, {
          on: broadened("{at} allows the classic flow, in which callers choose the role themselves."),
          off: narrowed("{at} no longer allows the classic flow."),
        }),
        blocks(
          "cognito_identity_providers",
          ["client_id", "provider_name"],
          credentialsFor("tokens of client {item}"),
          [
            flag("server_side_token_check", false, {
              on: protective("Tokens of client {at} are checked for revocation (server_side_token_check)."),
              off: broadened("Tokens of client {at} are no longer checked for revocation (server_side_token_check)."),
            }),
          ],
        ),
        members("openid_connect_provider_arns", credentialsFor("tokens of {item}")),
        members("saml_provider_arns", credentialsFor("assertions of {item}")),
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
      added: broadened("{at} keeps the inline policy {item}."),
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
      added: broadened("{at} is new: its tokens can be exchanged for credentials of roles that trust it."),
      removed: breaking("{at} is removed: its tokens can no longer be exchanged for credentials."),
      settings: [
        members("client_id_list", {
          added: broadened("{at} is trusted for the audience {item}."),
          removed: narrowed("{at} is no longer trusted for the audience {item}."),
        }),
        members("url", {
          added: broadened(
            "{at} has the issuer {item}: its tokens can be exchanged for credentials of roles that trust it.",
          ),
          removed: breaking(
            "{at} no longer has the issuer {item}: its tokens can no longer be exchanged for credentials.",
          ),
        }),
        members("thumbprint_list", {
          added: broadened("{at} accepts the certificate thumbprint {item}."),
          removed: narrowed("{at} no longer accepts the certificate thumbprint {item}."),
        }),
      ],
    },
    aws_iam_saml_provider: {
      added: broadened("{at} is new: its assertions can be exchanged for credentials of roles that trust it."),
      removed: breaking("{at} is removed: its assertions can no longer be exchanged for credentials."),
      settings: [],
    },
    aws_iam_account_password_policy: {
      settings: [
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html
        shorter("minimum_password_length", "minimum password length", 6),
        demanded("require_lowercase_characters", "lowercase letters"),
        demanded("require_uppercase_characters", "uppercase letters"),
        demanded("require_numbers", "digits"),
        demanded("require_symbols", "symbols"),
        shorter("password_reuse_prevention", "number of passwords that can't be reused", 0),
      ],
    },
  },
};
