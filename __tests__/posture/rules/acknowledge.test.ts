import { readSynth } from "../../../posture/model/read";
import { acknowledgementsFrom, evaluateRules } from "../../../posture/rules";
import { routeOpen } from "../../../posture/rules/route/authorization";
import { goodStack, route } from "./support";

const open = readSynth(goodStack(route({ authorization_type: "NONE" })));

describe("acknowledgements", () => {
  const accepted = { code: "route-open", address: "aws_apigatewayv2_route.get_items", reason: "A public catalogue" };

  test("list the finding without counting it", () => {
    const { findings, open: left } = evaluateRules(open, [routeOpen], { acknowledgements: [accepted] });
    expect(findings).toEqual([
      expect.objectContaining({ code: "route-open", acknowledged: { reason: "A public catalogue" } }),
    ]);
    expect(left).toEqual([]);
  });

  test("hold through their last day and then become findings beside the one they accepted", () => {
    const expiring = [{ ...accepted, expires: "2026-01-31" }];
    expect(evaluateRules(open, [routeOpen], { acknowledgements: expiring, today: "2026-01-31" }).open).toEqual([]);
    const codes = evaluateRules(open, [routeOpen], { acknowledgements: expiring, today: "2026-02-01" }).open.map(
      (f) => f.code,
    );
    expect(codes.sort()).toEqual(["acknowledgement-expired", "route-open"]);
  });

  test("that match nothing are findings", () => {
    const stray = { ...accepted, address: "aws_apigatewayv2_route.get_item" };
    const { open: left } = evaluateRules(open, [routeOpen], { acknowledgements: [stray] });
    expect(left).toContainEqual(
      expect.objectContaining({ code: "acknowledgement-unmatched", nearest: "aws_apigatewayv2_route.get_items" }),
    );
  });

  test.each([
    ["no list", {}, "are a list"],
    ["no reason", [{ code: "a", address: "b" }], "no reason"],
    ["an impossible day", [{ ...accepted, expires: "2026-02-30" }], "2026-02-30"],
    ["an unknown field", [{ ...accepted, until: "2026-02-03" }], '"until"'],
  ])("with %s are refused", (_, json, message) => {
    expect(() => acknowledgementsFrom(json)).toThrow(message);
  });
});
