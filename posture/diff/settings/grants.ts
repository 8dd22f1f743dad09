import { breaking, broadened, flag, narrowed, presence, protective, ranked, unknown } from "./setting";
import type { SettingsOf, SettingsOfType } from "./settings-of";

/** Something whose being there lets somebody do more. */
function grant(there: string, gone: string, settings: SettingsOfType["settings"] = []): SettingsOfType {
  return { added: broadened(`{at} is new: ${there}`), removed: narrowed(`{at} is removed: ${gone}`), settings };
}

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
          there: broadened("Machines with the instance profile {at} may act as the role {is}."),
          gone: narrowed("Machines with the instance profile {at} no longer act as the role {was}."),
          changed: unknown("Machines with the instance profile {at} act as the role {is} (was: {was})."),
        }),
      ],
    },
    aws_eks_pod_identity_association: grant(
      "pods of its service account may act as its role.",
      "pods of its service account may no longer act as its role.",
    ),
    aws_rolesanywhere_trust_anchor: grant(
      "holders of certificates of its authority may act as roles that trust Roles Anywhere.",
      "holders of certificates of its authority no longer get credentials.",
      [
        flag("enabled", true, {
          on: broadened("{at} is enabled: holders of certificates of its authority get credentials."),
          off: breaking("{at} is disabled: holders of certificates of its authority get no credentials."),
        }),
      ],
    ),
    aws_rolesanywhere_profile: grant(
      "holders of certificates that its trust anchors accept may act as its roles.",
      "nobody gets credentials by it any more.",
      [
        presence("session_policy", {
          there: narrowed("{at} has a session policy: sessions by it may do no more than it allows."),
          gone: broadened("{at} has no session policy any more: sessions by it may do all that their role may."),
          changed: unknown("{at} has another session policy: what it allows wasn't compared."),
        }),
      ],
    ),
    aws_ssoadmin_account_assignment: grant(
      "a user or group of IAM Identity Center may act by its permission set in an account.",
      "a user or group of IAM Identity Center loses its permission set in an account.",
    ),
    aws_ssoadmin_managed_policy_attachment: grant(
      "whoever has its permission set may do what the policy allows.",
      "whoever has its permission set is no longer allowed by the policy.",
    ),
    aws_ssoadmin_customer_managed_policy_attachment: grant(
      "whoever has its permission set may do what the policy allows.",
      "whoever has its permission set is no longer allowed by the policy.",
    ),
    aws_ssoadmin_permissions_boundary_attachment: {
      added: narrowed("{at} is new: whoever has its permission set may do no more than the boundary allows."),
      removed: broadened("{at} is removed: no boundary limits whoever has its permission set."),
      settings: [],
    },
    aws_identitystore_group_membership: grant(
      "a user of IAM Identity Center has the permissions of its group.",
      "a user of IAM Identity Center loses the permissions of its group.",
    ),
    aws_ram_principal_association: grant(
      "another account, unit or organization may use what is shared.",
      "another account, unit or organization may no longer use what is shared.",
    ),
    aws_ram_resource_association: grant("its resource is shared with others.", "its resource is no longer shared."),
    aws_organizations_policy_attachment: {
      added: protective("{at} is new: accounts below it may do no more than the policy lets them."),
      removed: broadened("{at} is removed: the policy no longer limits the accounts below it."),
      settings: [],
    },
    aws_vpclattice_service: {
      settings: [
        ranked("auth_type", ["NONE", "AWS_IAM"], "NONE", {
          up: narrowed("{at} demands a signature that its policy lets in."),
          down: broadened("{at} no longer demands a signature: whoever reaches it on the network gets in."),
        }),
      ],
    },
    aws_vpclattice_service_network: {
      settings: [
        ranked("auth_type", ["NONE", "AWS_IAM"], "NONE", {
          up: narrowed("{at} demands a signature that its policy lets in."),
          down: broadened("{at} no longer demands a signature: its services alone say who gets in."),
        }),
      ],
    },
    aws_s3_bucket_acl: { settings: [acl] },
  },
};
