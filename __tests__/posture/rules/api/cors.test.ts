import {
  corsCredentialsWildcard,
  corsHeaderMissing,
  corsMaxAge,
  corsMethodMissing,
  corsWildcardConfidential,
} from "../../../../posture/rules/api/cors";
import { holds } from "../holds";
import { api, goodStack, jwt, machine, route, stackOf, web } from "../support";

describe("cors-credentials-wildcard", () => {
  const cors = (change: Record<string, unknown>) =>
    goodStack(api({ cors_configuration: { allow_methods: ["GET"], ...change } }));

  holds(corsCredentialsWildcard, {
    fires: {
      "credentials for every origin of a scheme": [
        cors({ allow_origins: ["https://app.example", "https://*"], allow_credentials: true }),
        [{ at: "aws_apigatewayv2_api.api", says: ['the origin "https://*": every such page'] }],
      ],
      both: [
        cors({ allow_origins: ["*"], allow_credentials: true }),
        [{ at: "aws_apigatewayv2_api.api", says: ["AWS refuses", "Name the origins"] }],
      ],
    },
    silent: {
      "no CORS": goodStack(),
      "credentials for one origin": cors({ allow_origins: ["https://app.example"], allow_credentials: true }),
      "every origin of a scheme without credentials": cors({ allow_origins: ["https://*"] }),
      "every origin without credentials": cors({ allow_origins: ["*"] }),
    },
    unknown: {
      "the origins": cors({ allow_origins: ["${var.origin}"], allow_credentials: true }),
      credentials: cors({ allow_origins: ["*"], allow_credentials: "${var.credentials}" }),
    },
  });
});

describe("cors-header-missing", () => {
  const cors = (allow_headers: string[]) =>
    api({ cors_configuration: { allow_origins: ["https://app.example"], allow_methods: ["GET"], allow_headers } });

  const at = "aws_apigatewayv2_api.api";

  holds(corsHeaderMissing, {
    fires: {
      authorization: [stackOf(cors(["content-type"])), [{ at, says: ["authorization", "allow_headers"] }]],
      "the authorizer's own header": [
        stackOf(cors(["authorization"]), jwt({ identity_sources: ["$request.header.X-Token"] })),
        [{ at, says: ["x-token"] }],
      ],
      "* alone, which doesn't stand for it": [stackOf(cors(["*"])), [{ at, severity: "note" }]],
      "for an IAM route": [
        stackOf(cors([]), route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
        [{ at }],
      ],
    },
    silent: {
      "a header that a distribution adds": (() => {
        const stack = stackOf(cors(["authorization"]), jwt({ identity_sources: ["$request.header.x-origin"] }));
        const origin = [
          {
            origin_id: "o",
            domain_name: "${aws_apigatewayv2_api.api.api_endpoint}",
            custom_header: [{ name: "X-Origin", value: "v" }],
          },
        ];
        return { ...stack, resource: { ...stack.resource, aws_cloudfront_distribution: { d: { origin } } } };
      })(),
      "it is there": stackOf(cors(["Authorization"])),
      "no route asks for it": stackOf(cors([]), route({ authorization_type: "NONE", authorizer_id: undefined })),
    },
    unknown: { "a header": stackOf(cors(["${var.header}"])) },
  });
});

describe("cors-max-age", () => {
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
});

describe("cors-method-missing", () => {
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
});

describe("cors-wildcard-confidential", () => {
  const open = api({ cors_configuration: { allow_origins: ["*"], allow_methods: ["GET"] } });

  const jwtOf = (...names: readonly string[]) =>
    jwt({
      jwt_configuration: {
        issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
        audience: names.map((name) => `\${aws_cognito_user_pool_client.${name}.id}`),
      },
    });
  const page = { aws_cognito_user_pool_client: { page: web({})["aws_cognito_user_pool_client"]?.["web"] ?? {} } };

  holds(corsWildcardConfidential, {
    fires: {
      "a client with a secret": [
        stackOf(open, web({ generate_secret: true })),
        [{ at: "aws_apigatewayv2_api.api", says: ["aws_cognito_user_pool_client.web", "name the origins"] }],
      ],
      "machines alone": [
        stackOf(open, jwtOf("machine"), machine()),
        [{ at: "aws_apigatewayv2_api.api", says: ["but aws_cognito_user_pool_client.machine keeps"] }],
      ],
      "a machine, a client with a secret and one without": [
        stackOf(open, jwtOf("machine", "web", "page"), machine(), web({ generate_secret: true }), page),
        [{ at: "aws_apigatewayv2_api.api", says: ["but aws_cognito_user_pool_client.web keeps"] }],
      ],
    },
    silent: {
      "a public client": stackOf(open),
      "a machine beside a public client": stackOf(open, jwtOf("machine", "web"), machine()),
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
});
