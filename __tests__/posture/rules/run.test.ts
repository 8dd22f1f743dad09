import { readSynth } from "../../../posture/model/read";
import { RULES, evaluateRules } from "../../../posture/rules";
import type { Rule } from "../../../posture/rules";
import { routeOpen } from "../../../posture/rules/route/authorization";
import { planned } from "../fixtures";
import { goodStack, route } from "./support";
import { baselineFrom, markKnown } from "../../../posture/rules/baseline";

const open = readSynth(goodStack(route({ authorization_type: "NONE" })));
const crashing: Rule = {
  ...routeOpen,
  code: "always-crashes",
  check() {
    throw new Error("no such thing");
  },
};

describe("the runner", () => {
  test("has each rule once, with a speaking code and a source", () => {
    expect(new Set(RULES.map((rule) => rule.code)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
      expect(rule.title.length).toBeGreaterThan(10);
      expect(rule.source).toMatch(/https:\/\/|#\d+/);
    }
  });

  test("finds nothing wrong with the stack that the rules' tests start from", () => {
    expect(evaluateRules(readSynth(goodStack()), RULES).open).toEqual([]);
  });

  test("turns a crash into a finding that nobody can acknowledge", () => {
    const acknowledgements = [{ code: "always-crashes", address: "(rule)", reason: "never mind" }];
    const { open: left } = evaluateRules(open, [crashing, routeOpen], { acknowledgements });
    expect(left).toContainEqual(
      expect.objectContaining({
        code: "always-crashes",
        kind: "crash",
        severity: "error",
        message: expect.stringContaining("no such thing"),
      }),
    );
    expect(left).toContainEqual(expect.objectContaining({ code: "route-open" }));
  });

  test("catches the planted mistakes of foreign plans", () => {
    expect(evaluateRules(planned("one-by-one"), RULES).open).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: "route-open", address: "aws_apigatewayv2_route.create" }),
        expect.objectContaining({
          code: "scope-unknown",
          address: "aws_apigatewayv2_route.remove",
          nearest: "notes/write",
        }),
        expect.objectContaining({ code: "audience-incomplete", address: "aws_apigatewayv2_authorizer.users" }),
      ]),
    );
    expect(evaluateRules(planned("module-style"), RULES).open).toContainEqual(
      expect.objectContaining({
        code: "route-open",
        address: 'module.gateway.aws_apigatewayv2_route.this["GET /ajar"]',
      }),
    );
  });
});

describe("baseline", () => {
  const one = { code: "a", address: "t.n", kind: "mistake", severity: "error", message: "m", remedy: "" } as never;
  test("knows what stood there before, as often as it stood there, but no failure of a rule", () => {
    const known = (...found: never[]) =>
      markKnown(found, baselineFrom({ findings: [one] })).map(({ baseline }) => baseline === true);
    expect(known(one, one)).toEqual([true, false]);
    expect(known({ ...(one as object), message: "another" } as never)).toEqual([false]);
    expect(
      markKnown(
        [{ ...(one as object), kind: "crash" } as never],
        baselineFrom({ findings: [{ ...(one as object), kind: "crash" }] }),
      )[0]?.baseline,
    ).toBeUndefined();
  });
  test("what isn't one is refused", () => {
    expect(() => baselineFrom({})).toThrow("no list of findings");
    expect(() => baselineFrom({ findings: [{ code: "a" }] })).toThrow("Finding 1 has no address");
  });
});
