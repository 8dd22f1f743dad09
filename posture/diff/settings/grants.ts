import { breaking, broadened, flag, narrowed, presence, protective, ranked, unknown } from "./setting";
import type { SettingsOf, SettingsOfType } from "./settings-of";

/** Something whose being there lets somebody do more. */
function grant(there: string, gone: string, settings: SettingsOfType["settings"] = []): SettingsOfType {
  return { added: broadened(`{at} is new: ${there}`), removed: narrowed(`{at} is removed: ${gone}`), settings };
}

const POLICY_OF_A_SET = grant(
  "users of its permission set have the policy's permissions.",
  "the policy gives users of its permission set nothing any more.",
);

const acl = ranked("acl", ["public-read-write", "public-read", "authenticated-read", "private"], "private", {
  up: narrowed("The ACL of {at} is {is} (was: {was}): fewer callers may read or write its bucket."),
  down: broadened("The ACL of {at} is {is} (was: {was}): more callers may read or write its bucket."),
});

/** Rights that other resources than policies give: to machines, pods, people of a directory, other accounts. */
export const GRANTS: SettingsOf = {
  code: "grant-setting",
  title: "Who may act as a role, or use a resource, by something other than a policy",
  source: "AWS IAM: How to use IAM roles https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
  types: {
    aws_iam_instance_profile: {
      settings: [
        presence("role", {
          there: broadened("EC2 instances with the instance profile {at} get credentials of the role {is}."),
          gone: narrowed("EC2 instances with the instance profile {at} no longer get credentials of the role {was}."),
          changed: unknown(
            "EC2 instances with the instance profile {at} get credentials of the role {is} (was: {was}): what these roles may do was not compared.",
          ),
        }),
      ],
    },
    aws_eks_pod_identity_association: grant(
      "pods of its service account may assume its role.",
      "pods of its service account may no longer assume its role.",
    ),
    aws_rolesanywhere_trust_anchor: grant(
      "holders of certificates of its CA may assume roles that trust IAM Roles Anywhere.",
      "holders of certificates of its CA no longer get credentials.",
      [
        flag("enabled", true, {
          on: broadened("{at} is enabled: holders of certificates of its CA get credentials."),
          off: breaking("{at} is disabled: holders of certificates of its CA get no credentials."),
        }),
      ],
    ),
    aws_rolesanywhere_profile: grant(
      "holders of certificates that a trust anchor accepts may assume its roles.",
      "nobody gets credentials through it.",
      [
        presence("session_policy", {
          there: narrowed("{at} has a session policy: its sessions may do no more than that allows."),
          gone: broadened("{at} no longer has a session policy: its sessions may do all that their role may."),
          changed: unknown("{at} has another session policy: what it allows wasn't compared."),
        }),
      ],
    ),
    aws_ssoadmin_account_assignment: grant(
      "a user or group of IAM Identity Center gets its permission set in an account.",
      "a user or group of IAM Identity Center loses its permission set in an account.",
    ),
    aws_ssoadmin_managed_policy_attachment: POLICY_OF_A_SET,
    aws_ssoadmin_customer_managed_policy_attachment: POLICY_OF_A_SET,
    aws_ssoadmin_permissions_boundary_attachment: {
      added: narrowed("{at} is new: users of its permission set may do no more than the boundary allows."),
      removed: broadened("{at} is removed: no permissions boundary limits users of its permission set."),
      settings: [],
    },
    aws_identitystore_group_membership: grant(
      "a user of IAM Identity Center has the permissions of its group.",
      "a user of IAM Identity Center loses the permissions of its group.",
    ),
    aws_ram_principal_association: grant(
      "another account, organizational unit or organization may use the shared resources.",
      "another account, organizational unit or organization may no longer use the shared resources.",
    ),
    aws_ram_resource_association: grant("its resource is shared with others.", "its resource is no longer shared."),
    aws_organizations_policy_attachment: {
      added: protective("{at} is new: the policy applies to the accounts of its target."),
      removed: broadened("{at} is removed: the policy no longer applies to the accounts of its target."),
      settings: [],
    },
    aws_vpclattice_service: {
      settings: [
        ranked("auth_type", ["NONE", "AWS_IAM"], "NONE", {
          up: narrowed("{at} requires signed requests (AWS_IAM): its auth policy decides who gets in."),
          down: broadened(
            "{at} no longer requires signed requests: only the auth types of its service networks apply.",
          ),
        }),
      ],
    },
    aws_vpclattice_service_network: {
      settings: [
        ranked("auth_type", ["NONE", "AWS_IAM"], "NONE", {
          up: narrowed("{at} requires signed requests (AWS_IAM): its auth policy decides who gets in."),
          down: broadened("{at} no longer requires signed requests: only the auth types of its services apply."),
        }),
      ],
    },
    aws_s3_bucket_acl: { settings: [acl] },
  },
};
