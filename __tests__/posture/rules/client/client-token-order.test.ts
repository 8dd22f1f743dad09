import { clientTokenOrder } from "../../../../posture/rules/client/client-token-order";
import { holds } from "../holds";
import { goodStack, machine, stackOf, web } from "../support";

const units = { token_validity_units: { access_token: "hours", id_token: "hours", refresh_token: "hours" } };

holds(clientTokenOrder, {
  fires: {
    "an access token of a day, a refresh token of an hour": [
      stackOf(web({ ...units, access_token_validity: 24, id_token_validity: 1, refresh_token_validity: 1 })),
      [{ at: "aws_cognito_user_pool_client.web", says: ["1440 minutes", "60"] }],
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
