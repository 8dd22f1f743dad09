import { corsWildcardConfidential } from "../../../../posture/rules/api/cors-wildcard-confidential";
import { holds } from "../holds";
import { api, stackOf, web } from "../support";

const open = api({ cors_configuration: { allow_origins: ["*"], allow_methods: ["GET"] } });

holds(corsWildcardConfidential, {
  fires: {
    "a client with a secret": [
      stackOf(open, web({ generate_secret: true })),
      [{ at: "aws_apigatewayv2_api.api", says: ["aws_cognito_user_pool_client.web", "name the origins"] }],
    ],
  },
  silent: {
    "a public client": stackOf(open),
    "a named origin": stackOf(
      api({ cors_configuration: { allow_origins: ["https://app.example"] } }),
      web({ generate_secret: true }),
    ),
  },
  unknown: {
    "the origins": stackOf(
      api({ cors_configuration: { allow_origins: ["${var.origin}"] } }),
      web({ generate_secret: true }),
    ),
  },
});
