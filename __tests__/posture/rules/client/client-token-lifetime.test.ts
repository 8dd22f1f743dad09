import { clientTokenLifetime } from "../../../../posture/rules/client/client-token-lifetime";
import { holds } from "../holds";
import { goodStack, stackOf, web } from "../support";

const at = "aws_cognito_user_pool_client.web";
const units = { token_validity_units: { access_token: "minutes", id_token: "minutes", refresh_token: "minutes" } };

holds(clientTokenLifetime, {
  fires: {
    "60 without a unit": [
      stackOf(web({ access_token_validity: 60 })),
      [{ at, says: ["60 hours", "token_validity_units"] }],
    ],
    "a minute": [stackOf(web({ ...units, id_token_validity: 1 })), [{ at, says: ["id tokens", "1 minutes"] }]],
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
  unknown: { "a lifetime": stackOf(web({ access_token_validity: "${var.hours}" })) },
});
