import { comparePolicies } from "../../../posture/iam";
import { NO_POLICIES } from "../../../posture/iam/statement";
import type { Policies } from "../../../posture/iam/statement";
import { listing, unknown as notKnown } from "../../../posture/model";
import { allow, deny, policies, statements, when } from "./support";

describe("decider", () => {
  test("what isn't known on one side makes the difference unknown, on both sides alike none", () => {
    const open = statements(allow("a:b")).map((one) => ({
      ...one,
      conditions: { items: [], missing: ["known after apply"] },
    }));
    const at = { statements: open, unread: [] };
    expect(comparePolicies([policies(allow("a:b"))], [at])).toMatchObject({
      gained: [],
      lost: [],
      unknown: expect.anything(),
    });
    expect(comparePolicies([policies(deny("a:b"))], [policies(deny("c:d"))])).toEqual(
      expect.objectContaining({ gained: [], lost: [] }),
    );
  });

  const sure = policies(allow("a:b"));
  const encrypted = policies(allow("a:b", "*", when("Bool", "aws:SecureTransport", "true")));
  const unsure = ({ statements: all }: Policies): Policies => ({
    statements: all.map((one) => ({ ...one, conditions: listing(one.conditions.items, ["known after apply"]) })),
    unread: [],
  });
  const later = unsure(sure);
  test.each([
    ["limited by what isn't known", sure, later, "lost", true],
    ["freed of what isn't known", later, sure, "gained", true],
    ["limited where it was given", encrypted, unsure(encrypted), "lost", true],
    ["freed where it was given", unsure(encrypted), encrypted, "gained", true],
    ["taken away, where nobody knows who had it", later, NO_POLICIES, "lost", false],
    ["given to nobody knows whom", NO_POLICIES, later, "gained", false],
  ] as const)("%s", (_, before, after, way, certain) => {
    const { unknown } = comparePolicies([before], [after]);
    expect(unknown).toMatchObject({ gained: way === "gained", lost: way === "lost" });
    expect(unknown?.certain[way]).toBe(certain);
  });

  test("a statement whose effect isn't known may allow or deny", () => {
    const later = (Action: string) => ({
      statements: statements(allow(Action)).map((one) => ({ ...one, effect: notKnown("later") })),
      unread: [],
    });
    const all = policies(allow("a:b"), allow("c:d"));
    const both = (more: Policies): Policies => ({ ...all, statements: [...all.statements, ...more.statements] });
    const between = (before: Policies, after: Policies) => {
      const { gained, lost, unknown } = comparePolicies([before], [after]);
      return [gained.length, lost.length, unknown?.why, unknown?.gained, unknown?.lost];
    };
    expect(between(all, both(later("a:b")))).toEqual([0, 0, "later", false, true]);
    expect(between(both(later("a:b")), all)).toEqual([0, 0, "later", true, false]);
    expect(between(all, both(later("e:f")))).toEqual([0, 0, "later", true, false]);
    expect(between(both(later("a:b")), both(later("a:b")))).toEqual([0, 0, undefined, undefined, undefined]);
  });

  test("of several unknown parts the one that only one side has makes the difference", () => {
    const unread = (...texts: string[]) => ({ statements: [], unread: texts.map((text) => ({ text })) });
    expect(comparePolicies([unread("p")], [unread("p", "q")]).unknown?.why).toBe("q");
    expect(comparePolicies([unread("p", "q")], [unread("p")]).unknown?.why).toBe("q");
  });
});
