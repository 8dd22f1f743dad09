import { routeOpen } from "../../../../posture/rules/route/route-open";
import { holds } from "../holds";
import { api, findingsOf, goodStack, route, stackOf } from "../support";

/** An open route whose API has a custom domain with mutual TLS. */
const behindMutualTls = (disabled: boolean) =>
  goodStack({
    ...route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined }),
    ...api({ disable_execute_api_endpoint: disabled }),
    aws_apigatewayv2_domain_name: {
      own: {
        domain_name: "api.example.com",
        domain_name_configuration: { certificate_arn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" },
        mutual_tls_authentication: { truststore_uri: "s3://trust/store.pem" },
      },
    },
    aws_apigatewayv2_api_mapping: {
      own: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        domain_name: "${aws_apigatewayv2_domain_name.own.id}",
        stage: "$default",
      },
    },
  });

describe("route-open", () => {
  it("fires on a route that leaves its authorization out", () => {
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

  it("says that an authorizer without authorization_type guards nothing", () => {
    const [finding] = findingsOf(routeOpen, goodStack(route({ authorization_type: undefined })));
    expect(finding?.message).toContain("names an authorizer");
    expect(finding?.remedy).toContain("authorization_type");
  });

  it("reports an authorization type that isn't known", () => {
    const [finding] = findingsOf(routeOpen, goodStack(route({ authorization_type: "${var.type}" })));
    expect(finding).toMatchObject({ kind: "unknown" });
  });

  it("is silent on guarded routes and on preflights", () => {
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
});
