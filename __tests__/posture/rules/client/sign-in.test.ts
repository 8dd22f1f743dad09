import {
  clientAuthFlowsMixed,
  clientImplicitFlow,
  clientOauthOff,
  clientPasswordFlow,
  clientUserExistenceErrors,
  federationUnknown,
} from "../../../../posture/rules/client/sign-in";
import { holds } from "../holds";
import { stackOf, web, goodStack, machine } from "../support";

describe("client-auth-flows-mixed", () => {
  holds(clientAuthFlowsMixed, {
    fires: {
      "both kinds": [
        stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH", "ADMIN_NO_SRP_AUTH"] })),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "ALLOW_ADMIN_USER_PASSWORD_AUTH" }],
      ],
    },
    silent: {
      "the new kind": stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] })),
      "the old kind": stackOf(web({ explicit_auth_flows: ["ADMIN_NO_SRP_AUTH"] })),
    },
  });
});

describe("client-implicit-flow", () => {
  holds(clientImplicitFlow, {
    fires: {
      implicit: [
        stackOf(web({ allowed_oauth_flows: ["code", "implicit"] })),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "code" }],
      ],
    },
    silent: { code: goodStack() },
  });
});

describe("client-oauth-off", () => {
  holds(clientOauthOff, {
    fires: {
      "left out": [
        stackOf(web({ allowed_oauth_flows_user_pool_client: undefined })),
        [{ at: "aws_cognito_user_pool_client.web", says: ["allowed_oauth_flows_user_pool_client = true"] }],
      ],
    },
    silent: {
      on: goodStack(),
      "a client without OAuth": stackOf(
        web({
          allowed_oauth_flows: undefined,
          allowed_oauth_scopes: undefined,
          allowed_oauth_flows_user_pool_client: undefined,
        }),
      ),
    },
    unknown: { "the switch": stackOf(web({ allowed_oauth_flows_user_pool_client: "${var.oauth}" })) },
  });
});

describe("client-password-flow", () => {
  holds(clientPasswordFlow, {
    fires: {
      "the password": [
        stackOf(web({ explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"] })),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "ALLOW_USER_SRP_AUTH" }],
      ],
    },
    silent: { SRP: stackOf(web({ explicit_auth_flows: ["ALLOW_USER_SRP_AUTH"] })), "left out": goodStack() },
  });
});

describe("client-user-existence-errors", () => {
  holds(clientUserExistenceErrors, {
    fires: {
      "left out": [
        stackOf(web({ prevent_user_existence_errors: undefined })),
        [{ at: "aws_cognito_user_pool_client.web", nearest: "ENABLED", says: ["LEGACY"] }],
      ],
    },
    silent: { enabled: goodStack(), "a machine client": stackOf(machine()) },
    unknown: { "the mode": stackOf(web({ prevent_user_existence_errors: "${var.mode}" })) },
  });
});

describe("federation-unknown", () => {
  const at = "aws_cognito_user_pool_client.web";
  const google = (change: object = {}) => ({
    aws_cognito_identity_provider: {
      google: {
        user_pool_id: "${aws_cognito_user_pool.pool.id}",
        provider_name: "Google",
        provider_type: "Google",
        ...change,
      },
    },
  });

  holds(federationUnknown, {
    fires: {
      "a provider that nobody makes": [
        stackOf(web({ supported_identity_providers: ["COGNITO", "Google"] })),
        [{ at, says: ['"Google"', "aws_cognito_identity_provider"] }],
      ],
      "a misspelt one": [
        stackOf(google(), web({ supported_identity_providers: ["Gogle"] })),
        [{ at, nearest: "Google" }],
      ],
      "another pool's": [
        stackOf(
          { aws_cognito_user_pool: { other: { name: "other" } } },
          google({ user_pool_id: "${aws_cognito_user_pool.other.id}" }),
          web({ supported_identity_providers: ["Google"] }),
        ),
        [{ at, says: ["no such provider"] }],
      ],
      none: [
        stackOf(web({ supported_identity_providers: undefined })),
        [{ at, severity: "warning", nearest: "COGNITO" }],
      ],
    },
    silent: {
      "the pool's own users": goodStack(),
      "a provider of the pool": stackOf(google(), web({ supported_identity_providers: ["COGNITO", "Google"] })),
      "none, without sign-in pages": stackOf(
        web({ supported_identity_providers: undefined, allowed_oauth_flows_user_pool_client: false }),
      ),
      "a pool that is elsewhere": stackOf(
        web({ user_pool_id: "us-east-1_AbCdEfGhI", supported_identity_providers: ["Google"] }),
      ),
    },
    unknown: {
      "a provider whose name isn't known": stackOf(
        google({ provider_name: "${var.name}" }),
        web({ supported_identity_providers: ["Google"] }),
      ),
    },
  });
});
