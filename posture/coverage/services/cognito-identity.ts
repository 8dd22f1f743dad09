import { because } from "../classification";
import type { ServiceCoverage } from "../classification";

/** Identity pools give AWS credentials, to guests too. */
export const cognitoIdentity: ServiceCoverage = {
  title: "Amazon Cognito identity pools",
  types: {
    aws_cognito_identity_pool: {
      whole: `allow_classic_flow allow_unauthenticated_identities developer_provider_name openid_connect_provider_arns
        saml_provider_arns supported_login_providers cognito_identity_providers.client_id
        cognito_identity_providers.provider_name cognito_identity_providers.server_side_token_check`,
      irrelevant: [because("A name for people; roles and callers use the pool's id.", "identity_pool_name")],
    },
    aws_cognito_identity_pool_roles_attachment: {
      whole: `identity_pool_id roles role_mapping.ambiguous_role_resolution role_mapping.identity_provider
        role_mapping.type role_mapping.mapping_rule.claim role_mapping.mapping_rule.match_type
        role_mapping.mapping_rule.role_arn role_mapping.mapping_rule.value`,
      // The first rule that matches gives the role.
      ordered: "role_mapping.mapping_rule",
    },
    aws_cognito_identity_pool_provider_principal_tag: {
      whole: "identity_pool_id identity_provider_name principal_tags use_defaults",
    },
  },
};
