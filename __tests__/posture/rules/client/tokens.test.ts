import { clientTokenLifetime, clientTokenOrder, refreshTokenRotation } from "../../../../posture/rules/client/tokens";
import { holds } from "../holds";
import { goodStack, stackOf, web, machine } from "../support";

describe("client-token-lifetime", () => {
  const at = "aws_cognito_user_pool_client.web";

  const units = { token_validity_units: { access_token: "minutes", id_token: "minutes", refresh_token: "minutes" } };

  holds(clientTokenLifetime, {
    fires: {
      "60 without a unit": [
        stackOf(web({ access_token_validity: 60 })),
        [{ at, says: ["60 hours", "token_validity_units"] }],
      ],
      "a minute": [stackOf(web({ ...units, id_token_validity: 1 })), [{ at, says: ["ID tokens", "1 minute"] }]],
      "a refresh token of half an hour": [
        stackOf(web({ ...units, refresh_token_validity: 30 })),
        [{ at, says: ["60 minutes to 10 years"] }],
      ],
    },
    silent: {
      "AWS's defaults": goodStack(),
      "an hour in minutes": stackOf(
        web({ ...units, access_token_validity: 60, id_token_validity: 5, refresh_token_validity: 60 }),
      ),
    },
    unknown: {
      "a lifetime": stackOf(web({ access_token_validity: "${var.hours}" })),
      "its unit": stackOf(web({ access_token_validity: 60, token_validity_units: { access_token: "${var.unit}" } })),
    },
  });
});

describe("client-token-order", () => {
  const units = { token_validity_units: { access_token: "hours", id_token: "hours", refresh_token: "hours" } };

  holds(clientTokenOrder, {
    fires: {
      "an access token of a day, a refresh token of an hour": [
        stackOf(web({ ...units, access_token_validity: 24, id_token_validity: 1, refresh_token_validity: 1 })),
        [{ at: "aws_cognito_user_pool_client.web", says: ["1 day", "1 hour"] }],
      ],
    },
    silent: {
      "AWS's defaults": goodStack(),
      "as long": stackOf(web({ ...units, access_token_validity: 2, id_token_validity: 2, refresh_token_validity: 2 })),
      "a machine, which gets no refresh token": stackOf(
        machine({ ...units, access_token_validity: 24, refresh_token_validity: 1 }),
      ),
    },
    unknown: { "the refresh token's": stackOf(web({ refresh_token_validity: "${var.days}" })) },
  });
});

describe("refresh-token-rotation", () => {
  const rotating = (grace: unknown, flows: string[]) =>
    stackOf(
      web({
        explicit_auth_flows: flows,
        refresh_token_rotation: { feature: "ENABLED", retry_grace_period_seconds: grace },
      }),
    );

  const at = "aws_cognito_user_pool_client.web";

  holds(refreshTokenRotation, {
    fires: {
      "beside the refresh flow": [
        rotating(10, ["ALLOW_REFRESH_TOKEN_AUTH"]),
        [{ at, says: ["ALLOW_REFRESH_TOKEN_AUTH"] }],
      ],
      "a long grace period": [rotating(61, ["ALLOW_USER_SRP_AUTH"]), [{ at, says: ["61", "60"] }]],
    },
    silent: {
      "rotation alone": rotating(60, ["ALLOW_USER_SRP_AUTH"]),
      "no rotation": stackOf(web({ explicit_auth_flows: ["ALLOW_REFRESH_TOKEN_AUTH"] })),
    },
    unknown: { "the grace period": rotating("${var.grace}", []) },
  });
});
