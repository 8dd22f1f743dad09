import { implicitRouteOpen } from "../../../../posture/rules/route/implicit-route-open";
import { goat, goatAddresses } from "../authgoat";
import { findingsOf, goodStack } from "../support";
import { holds } from "../holds";
import { described } from "../other-routes";

holds(implicitRouteOpen, {
  fires: {
    "an operation without security": [described([]), [{ at: "aws_apigatewayv2_api.described", says: ["GET /x"] }]],
  },
  silent: {
    "a good stack": goodStack(),
    "an operation with an authorizer": described([{ users: [] }]),
  },
});

describe("implicit-route-open", () => {
  it("fires on every vulnerable entry point of its kind", async () => {
    expect(await goatAddresses(implicitRouteOpen, "vulnerable")).toEqual([
      "aws_apigatewayv2_api.described",
      "aws_apigatewayv2_api.quick",
    ]);
    for (const { kind, message } of await goat(implicitRouteOpen, "vulnerable")) {
      expect(kind).toBe("mistake");
      expect(message).toMatch(/\S/);
    }
    expect((await goat(implicitRouteOpen, "vulnerable")).map(({ message }) => message).join()).toContain(
      "bypassing GET /orders",
    );
  });

  it("is silent once they are fixed", async () => {
    expect(await goat(implicitRouteOpen, "fixed")).toEqual([]);
  });

  it("says so where it isn't known", () => {
    const resource = { aws_apigatewayv2_api: { a: { protocol_type: "HTTP", body: "${var.body}" } } };
    expect(findingsOf(implicitRouteOpen, { resource })).toEqual([
      expect.objectContaining({ kind: "unknown", address: "aws_apigatewayv2_api.a" }),
    ]);
  });
});
