import { corsMaxAge } from "../../../../posture/rules/api/cors-max-age";
import { holds } from "../holds";
import { api, goodStack } from "../support";

const cors = (max_age: unknown) =>
  goodStack(api({ cors_configuration: { allow_origins: ["https://app.example"], max_age } }));

holds(corsMaxAge, {
  fires: {
    "over a day": [cors(86401), [{ at: "aws_apigatewayv2_api.api", says: ["86401", "86400"] }]],
    "below -1": [cors(-2), [{ at: "aws_apigatewayv2_api.api" }]],
  },
  silent: { "a day": cors(86400), off: cors(-1), "left out": cors(undefined) },
  unknown: { "the age": cors("${var.age}") },
});
