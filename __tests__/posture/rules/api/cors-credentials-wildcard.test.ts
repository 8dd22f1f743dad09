import { corsCredentialsWildcard } from "../../../../posture/rules/api/cors-credentials-wildcard";
import { holds } from "../holds";
import { api, goodStack } from "../support";

const cors = (change: Record<string, unknown>) =>
  goodStack(api({ cors_configuration: { allow_methods: ["GET"], ...change } }));

holds(corsCredentialsWildcard, {
  fires: {
    both: [
      cors({ allow_origins: ["*"], allow_credentials: true }),
      [{ at: "aws_apigatewayv2_api.api", says: ["AWS refuses", "Name the origins"] }],
    ],
  },
  silent: {
    "no CORS": goodStack(),
    "credentials for one origin": cors({ allow_origins: ["https://app.example"], allow_credentials: true }),
    "every origin without credentials": cors({ allow_origins: ["*"] }),
  },
  unknown: {
    "the origins": cors({ allow_origins: ["${var.origin}"], allow_credentials: true }),
    credentials: cors({ allow_origins: ["*"], allow_credentials: "${var.credentials}" }),
  },
});
