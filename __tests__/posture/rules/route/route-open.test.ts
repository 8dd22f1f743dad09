import { routeOpen } from "../../../../posture/rules/route/route-open";
import { holds } from "../holds";
import { api, findingsOf, goodStack, route, stackOf } from "../support";

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
    nothing: [
      goodStack(route({ authorization_type: "NONE", authorizer_id: undefined })),
      [{ at: "aws_apigatewayv2_route.get_items" }],
    ],
  },
  silent: {
    "a guarded route": goodStack(),
    "a WebSocket API's route": stackOf(
      api({ protocol_type: "WEBSOCKET" }),
      route({ route_key: "$connect", authorization_type: "NONE", authorizer_id: undefined }),
    ),
  },
});
