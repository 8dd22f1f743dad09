import { signInDomainMissing } from "../../../../posture/rules/client/sign-in-domain-missing";
import { holds } from "../holds";
import { goodStack, machine, stackOf, web, without } from "../support";

const DOMAIN = "aws_cognito_user_pool_domain.sign_in";

holds(signInDomainMissing, {
  fires: {
    "a client for people": [
      without(goodStack(), DOMAIN),
      [{ at: "aws_cognito_user_pool_client.web", says: ["code", "aws_cognito_user_pool.pool has no domain"] }],
    ],
    "a machine client": [
      without(stackOf(machine({}), web({ allowed_oauth_flows: undefined })), DOMAIN),
      [{ at: "aws_cognito_user_pool_client.machine", says: ["client_credentials"] }],
    ],
    "a domain of another pool": [
      stackOf({
        aws_cognito_user_pool: { other: { name: "other", deletion_protection: "ACTIVE" } },
        aws_cognito_user_pool_domain: {
          sign_in: { domain: "other", user_pool_id: "${aws_cognito_user_pool.other.id}" },
        },
      }),
      [{ at: "aws_cognito_user_pool_client.web", says: ["aws_cognito_user_pool.pool has no domain"] }],
    ],
  },
  silent: {
    "a domain": goodStack(),
    "no OAuth flow": without(goodStack(web({ allowed_oauth_flows: undefined })), DOMAIN),
    "OAuth switched off": without(goodStack(web({ allowed_oauth_flows_user_pool_client: false })), DOMAIN),
  },
  unknown: {
    "a domain of a pool that isn't known": stackOf({
      aws_cognito_user_pool_domain: { sign_in: { domain: "api-auth", user_pool_id: "${var.pool}" } },
    }),
  },
});
