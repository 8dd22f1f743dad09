import { conditional, permissionList, principalText } from "../../../../posture/diff/policies/sentences";

type Permission = Parameters<typeof conditional>[0];
type Condition = Permission["conditions"][number];

const condition = (values: readonly string[], missing: readonly string[] = []): Condition =>
  ({ operator: "StringEquals", key: "aws:PrincipalOrgID", values: { items: values, missing } }) as unknown as Condition;
const permission = (own: Partial<Permission> = {}): Permission =>
  ({
    ...{
      action: "s3:GetObject",
      resource: "*",
      wholly: true,
      conditions: [],
      otherwise: [],
      except: [],
      by: { at: {} },
    },
    ...own,
  }) as Permission;
const ORG = [condition(["o-1"])];
const OTHER = [condition(["o-2", "o-3"])];

describe("conditional", () => {
  test.each([
    ["gained", {}, ""],
    ["gained", { conditions: ORG }, ", where StringEquals aws:PrincipalOrgID o-1"],
    ["gained", { conditions: [...ORG, ...ORG] }, ", where StringEquals aws:PrincipalOrgID o-1"],
    [
      "gained",
      { conditions: [...ORG, ...OTHER] },
      ", where StringEquals aws:PrincipalOrgID o-1 and StringEquals aws:PrincipalOrgID o-2 or o-3",
    ],
    ["gained", { conditions: [condition([])] }, ", where StringEquals aws:PrincipalOrgID (nothing)"],
    [
      "gained",
      { conditions: [condition(["o-1"], ["later"])] },
      ", where StringEquals aws:PrincipalOrgID o-1 or (not known yet)",
    ],
    [
      "gained",
      { except: [ORG, OTHER, ORG, []].map((items) => ({ conditions: { items } })) as unknown as Permission["except"] },
      ", except where StringEquals aws:PrincipalOrgID o-1, or where StringEquals aws:PrincipalOrgID o-2 or o-3",
    ],
    ["lost", { except: [{ conditions: { items: ORG } }] as unknown as Permission["except"] }, ""],
    ["gained", { wholly: false }, ""],
    ["gained", { wholly: false, otherwise: ORG }, ", no longer only where StringEquals aws:PrincipalOrgID o-1"],
    [
      "gained",
      { wholly: false, conditions: OTHER, otherwise: ORG },
      ", where StringEquals aws:PrincipalOrgID o-2 or o-3 (was: where StringEquals aws:PrincipalOrgID o-1)",
    ],
    ["gained", { wholly: false, conditions: ORG }, ", where StringEquals aws:PrincipalOrgID o-1"],
    ["lost", { wholly: false }, ", in fewer requests"],
    ["lost", { wholly: false, conditions: ORG }, ", in fewer requests than where StringEquals aws:PrincipalOrgID o-1"],
    ["lost", { wholly: false, otherwise: ORG }, ", only where StringEquals aws:PrincipalOrgID o-1"],
    [
      "lost",
      { wholly: false, conditions: ORG, otherwise: OTHER },
      ", only where StringEquals aws:PrincipalOrgID o-2 or o-3 (was: where StringEquals aws:PrincipalOrgID o-1)",
    ],
    [
      "gained",
      { wholly: false, denied: { conditions: { items: ORG, missing: [] } } },
      ", also where StringEquals aws:PrincipalOrgID o-1",
    ],
    [
      "lost",
      { wholly: false, denied: { conditions: { items: ORG, missing: [] } } },
      ", not where StringEquals aws:PrincipalOrgID o-1",
    ],
  ] as const)("%s %j", (way, own, text) => {
    expect(conditional(permission(own as unknown as Partial<Permission>), way)).toBe(text);
  });
});

describe("permissionList", () => {
  test("names whom and what, once, and counts what is more than six", () => {
    expect(permissionList([], "gained")).toBe("");
    expect(permissionList([permission(), permission()], "gained")).toBe("s3:GetObject on *");
    const many = Array.from({ length: 8 }, (_, i) => permission({ action: `s3:Get${String(i)}`, resource: "b" }));
    expect(permissionList(many.slice(0, 6), "gained")).toBe(
      "s3:Get0 on b; s3:Get1 on b; s3:Get2 on b; s3:Get3 on b; s3:Get4 on b; s3:Get5 on b",
    );
    expect(permissionList(many, "gained")).toMatch(/s3:Get5 on b; and 2 more$/);
    expect(permissionList([permission({ principal: "111122223333" })], "gained")).toBe("s3:GetObject for 111122223333");
    expect(permissionList([permission({ principal: "111122223333", resource: "b" })], "gained")).toBe(
      "s3:GetObject on b for 111122223333",
    );
    expect(permissionList([permission({ inPart: true })], "lost")).toBe(
      "s3:GetObject on *, except what other statements allow",
    );
    expect(permissionList([permission({ inPart: true })], "gained")).toBe("s3:GetObject on *");
  });

  test("leaves out what every action of the same caller and resource holds already", () => {
    const all = permission({ action: "*" });
    const one = permission({ resource: "b" });
    expect(permissionList([all, one], "gained")).toBe("* on *");
    expect(permissionList([permission({ action: "*", resource: "b" }), one], "gained")).toBe("* on b");
    for (const other of [
      permission({ action: "*", resource: "c" }),
      permission({ action: "*", wholly: false, otherwise: ORG }),
      permission({ action: "*", principal: "111122223333" }),
      permission({ action: "s3:*" }),
    ])
      expect(permissionList([other, one], "gained")).toContain("s3:GetObject on b");
  });
});

describe("principalText", () => {
  test("says everybody in the words of the policy", () => {
    expect(principalText("*", "lost")).toBe("everybody with an AWS account");
    expect(principalText("*", "gained", "everybody")).toBe("everybody");
    expect(principalText("everybody else", "gained")).toBe("everybody with an AWS account");
    expect(principalText("everybody else", "lost")).toBe("everybody else");
    expect(principalText("111122223333", "gained")).toBe("111122223333");
  });
});
