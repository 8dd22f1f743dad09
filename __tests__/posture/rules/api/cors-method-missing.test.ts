import { corsMethodMissing } from "../../../../posture/rules/api/cors-method-missing";
import { holds } from "../holds";
import { api, goodStack, route, stackOf } from "../support";

const cors = (allow_methods: string[]) =>
  api({ cors_configuration: { allow_origins: ["https://app.example"], allow_methods } });

holds(corsMethodMissing, {
  fires: {
    "a route's method": [
      stackOf(cors(["GET"]), route({ route_key: "DELETE /items" })),
      [{ at: "aws_apigatewayv2_api.api", says: ["DELETE", "allow_methods"] }],
    ],
  },
  silent: {
    "every method": stackOf(cors(["GET"])),
    "all by *": stackOf(cors(["*"]), route({ route_key: "DELETE /items" })),
    "no CORS": goodStack(),
  },
  unknown: { "a method": stackOf(cors(["${var.method}"])) },
});
