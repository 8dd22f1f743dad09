import { preflightRequiresToken } from "../../../../posture/rules/route/preflight-requires-token";
import { holds } from "../holds";
import { api, route, stackOf } from "../support";
import type { Resources } from "../support";

const cors = api({
  cors_configuration: {
    allow_origins: ["https://app.example"],
    allow_methods: ["*"],
    allow_headers: ["authorization"],
  },
});
const at = "aws_apigatewayv2_route.get_items";
const options = (route_key: string, change: Record<string, unknown> = {}): Resources => ({
  aws_apigatewayv2_route: {
    ...route({ route_key: "ANY /items/{id}" })["aws_apigatewayv2_route"],
    options: {
      api_id: "${aws_apigatewayv2_api.api.id}",
      route_key,
      authorization_type: "NONE",
      target: "integrations/x",
      ...change,
    },
  },
});

/** A Lambda authorizer, and a distribution in front that adds a header. */
const guarded = (identity_sources: unknown, header = "X-Origin"): ReturnType<typeof stackOf> =>
  stackOf(
    cors,
    route({
      route_key: "ANY /items",
      authorization_type: "CUSTOM",
      authorizer_id: "${aws_apigatewayv2_authorizer.guard.id}",
    }),
    {
      aws_apigatewayv2_authorizer: {
        guard: { api_id: "${aws_apigatewayv2_api.api.id}", authorizer_type: "REQUEST", identity_sources },
      },
      aws_cloudfront_distribution: {
        d: {
          origin: [
            {
              origin_id: "o",
              domain_name: "${aws_apigatewayv2_api.api.id}.execute-api.eu-west-1.amazonaws.com",
              custom_header: [{ name: header, value: "secret" }],
            },
          ],
        },
      },
    },
  );

holds(preflightRequiresToken, {
  fires: {
    "a token that a Lambda authorizer asks for": [guarded(["$request.header.Authorization"]), [{ at }]],
    "a header that the distribution doesn't add": [
      guarded(["$request.header.x-origin", "$request.querystring.v"], "X-Other"),
      [{ at }],
    ],
    ANY: [stackOf(cors, route({ route_key: "ANY /items" })), [{ at, says: ["preflights get 401", "OPTIONS /items"] }]],
    $default: [stackOf(cors, route({ route_key: "$default" })), [{ at, says: ["OPTIONS /{proxy+}"] }]],
    "an OPTIONS route of another path": [stackOf(cors, options("OPTIONS /notes")), [{ at }]],
    "an OPTIONS route that asks for a token too": [
      stackOf(cors, options("OPTIONS /items/{id}", { authorization_type: "AWS_IAM" })),
      [{ at }],
    ],
    "an OPTIONS route for all, beside one of the path that asks for a token": [
      stackOf(cors, options("OPTIONS /{proxy+}"), {
        aws_apigatewayv2_route: {
          ...options("OPTIONS /{proxy+}")["aws_apigatewayv2_route"],
          guarded: {
            api_id: "${aws_apigatewayv2_api.api.id}",
            route_key: "OPTIONS /items/{name}",
            authorization_type: "AWS_IAM",
          },
        },
      }),
      [{ at }],
    ],
  },
  silent: {
    "a header that a distribution adds": guarded(["$request.header.x-origin"]),
    "named methods": stackOf(cors),
    "no CORS": stackOf(route({ route_key: "ANY /items" })),
    "an open ANY route": stackOf(cors, route({ route_key: "ANY /items", authorization_type: "NONE" })),
    "an OPTIONS route of the path": stackOf(cors, options("OPTIONS /items/{name}")),
    "an OPTIONS route for all": stackOf(cors, options("OPTIONS /{proxy+}")),
    "an OPTIONS route for all below": stackOf(cors, options("OPTIONS /items/{proxy+}")),
  },
  unknown: {
    "an authorizer that is asked about every request": guarded([]),
    "one that looks at what preflights carry": guarded(["$request.header.Origin", "$request.querystring.v"]),
    "the authorization type": stackOf(cors, route({ route_key: "ANY /items", authorization_type: "${var.type}" })),
  },
});
