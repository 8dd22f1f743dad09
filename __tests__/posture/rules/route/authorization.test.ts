import {
  routeOpen,
  routeAuthorizerMissing,
  routeAuthorizerType,
  routeScopesIgnored,
  routeWithoutScopes,
} from "../../../../posture/rules/route/authorization";
import { holds } from "../holds";
import { api, findingsOf, goodStack, mutualTlsDomain, route, stackOf, jwt, lambdaAuthorizer, pool } from "../support";

describe("route-open", () => {
  /** An open route whose API has a custom domain with mutual TLS. */
  const behindMutualTls = (disabled: boolean | string) =>
    goodStack({
      ...route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined }),
      ...api({ disable_execute_api_endpoint: disabled }),
      ...mutualTlsDomain,
    });

  describe("route-open", () => {
    test("fires on a route that leaves its authorization out", () => {
      const findings = findingsOf(
        routeOpen,
        goodStack(route({ authorization_type: undefined, authorizer_id: undefined, authorization_scopes: undefined })),
      );
      expect(findings).toEqual([
        expect.objectContaining({
          code: "route-open",
          kind: "mistake",
          severity: "error",
          address: "aws_apigatewayv2_route.get_items",
        }),
      ]);
      expect(findings[0]?.message).toContain("GET /items");
    });

    test("says that an authorizer without authorization_type guards nothing", () => {
      const [finding] = findingsOf(routeOpen, goodStack(route({ authorization_type: undefined })));
      expect(finding?.message).toContain("names an authorizer");
      expect(finding?.remedy).toContain("authorization_type");
    });

    test("reports an authorization type that isn't known", () => {
      const [finding] = findingsOf(routeOpen, goodStack(route({ authorization_type: "${var.type}" })));
      expect(finding).toMatchObject({ kind: "unknown" });
    });

    test("is silent on guarded routes and on preflights", () => {
      expect(findingsOf(routeOpen, goodStack())).toEqual([]);
      expect(
        findingsOf(
          routeOpen,
          goodStack(route({ route_key: "OPTIONS /items", authorization_type: "NONE", authorizer_id: undefined })),
        ),
      ).toEqual([]);
    });
  });

  holds(routeOpen, {
    fires: {
      "an authorizer without a type": [
        goodStack(route({ authorization_type: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["names an authorizer"] }],
      ],
      "one behind mutual TLS, with the API's own address beside it": [
        behindMutualTls(false),
        [{ at: "aws_apigatewayv2_route.get_items" }],
      ],
      nothing: [
        goodStack(route({ authorization_type: "NONE", authorizer_id: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items" }],
      ],
    },
    silent: {
      "a guarded route": goodStack(),
      "an API that answers behind mutual TLS only": behindMutualTls(true),
      "a WebSocket API's route": stackOf(
        api({ protocol_type: "WEBSOCKET" }),
        route({ route_key: "$connect", authorization_type: "NONE", authorizer_id: undefined }),
      ),
    },
    unknown: {
      "whether the API's own address answers beside mutual TLS": behindMutualTls("${var.off}"),
      "whether it is a message of a WebSocket API": stackOf(
        api({ protocol_type: "${var.protocol}" }),
        route({ route_key: "send", authorization_type: "NONE", authorizer_id: undefined }),
      ),
    },
  });
});

describe("route-authorizer-missing", () => {
  holds(routeAuthorizerMissing, {
    fires: {
      "a JWT route without one": [
        goodStack(route({ authorizer_id: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["names no authorizer", "authorizer_id"] }],
      ],
      "an IAM route with one": [
        goodStack(route({ authorization_type: "AWS_IAM" })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["Remove authorizer_id"] }],
      ],
    },
    silent: {
      "a JWT route with one": goodStack(),
      "an IAM route without": goodStack(route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
    },
    unknown: { "an authorization type": goodStack(route({ authorization_type: "${var.type}" })) },
  });
});

describe("route-authorizer-type", () => {
  holds(routeAuthorizerType, {
    fires: {
      "a CUSTOM route with a JWT authorizer": [
        goodStack(route({ authorization_type: "CUSTOM" })),
        [{ at: "aws_apigatewayv2_route.get_items", nearest: "JWT", says: ["aws_apigatewayv2_authorizer.jwt"] }],
      ],
      "a JWT route with a Lambda authorizer": [
        stackOf(lambdaAuthorizer(), route({ authorizer_id: "${aws_apigatewayv2_authorizer.lambda.id}" })),
        [{ at: "aws_apigatewayv2_route.get_items", nearest: "CUSTOM" }],
      ],
    },
    silent: {
      "a JWT authorizer on a JWT route": goodStack(),
      "a Lambda authorizer on a CUSTOM route": stackOf(lambdaAuthorizer()),
    },
    unknown: { "the authorizer's type": goodStack(jwt({ authorizer_type: "${var.type}" })) },
  });
});

describe("route-scopes-ignored", () => {
  holds(routeScopesIgnored, {
    fires: {
      "on a public route": [
        goodStack(route({ authorization_type: "NONE", authorizer_id: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["anyone can call it", "JWT"] }],
      ],
      "on an IAM route": [
        goodStack(route({ authorization_type: "AWS_IAM", authorizer_id: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["AWS_IAM", "AWS refuses"] }],
      ],
      "on a Lambda route": [
        goodStack(route({ authorization_type: "CUSTOM" })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["CUSTOM"] }],
      ],
    },
    silent: {
      "on a JWT route": goodStack(),
      "on an IAM route without scopes": goodStack(
        route({ authorization_type: "AWS_IAM", authorizer_id: undefined, authorization_scopes: [] }),
      ),
    },
    unknown: { "an authorization type": goodStack(route({ authorization_type: "${var.type}" })) },
  });
});

describe("route-without-scopes", () => {
  const closed = pool({ admin_create_user_config: { allow_admin_create_user_only: true } });

  const at = "aws_apigatewayv2_route.get_items";

  holds(routeWithoutScopes, {
    fires: {
      "anyone can sign up": [
        goodStack(route({ authorization_scopes: undefined })),
        [{ at, severity: "warning", says: ["anyone can sign up", "authorization_scopes"] }],
      ],
      "administrators create users": [
        stackOf(closed, route({ authorization_scopes: [] })),
        [{ at, severity: "note", says: ["ID tokens too"] }],
      ],
      "another issuer": [
        stackOf(
          jwt({ jwt_configuration: { issuer: "https://acme.eu.auth0.com/", audience: ["api"] } }),
          route({ authorization_scopes: undefined }),
        ),
        [{ at, severity: "note", says: ["every token of the issuer"] }],
      ],
      "an authorizer from elsewhere": [
        goodStack(route({ authorizer_id: "abc123", authorization_scopes: undefined })),
        [{ at, severity: "note" }],
      ],
    },
    silent: {
      "with a scope": goodStack(),
      "an open route": goodStack(route({ authorization_type: "NONE", authorization_scopes: undefined })),
    },
    unknown: { "the scopes": goodStack(route({ authorization_scopes: ["${var.scope}"] })) },
  });
});
