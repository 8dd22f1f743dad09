import { MANAGED_POLICIES } from "../../../posture/aws/managed-policies";

const listed = Object.entries(MANAGED_POLICIES);

const actionsOf = (statement: object): readonly string[] =>
  ["Action", "NotAction"].flatMap((key) => (statement as Readonly<Record<string, string | string[]>>)[key] ?? []);

describe("what is known of AWS managed policies", () => {
  test.each(listed)("%s names its version, the page and the copy", (name, { source, asOf, value }) => {
    expect(value.version).toMatch(/^v[1-9]\d*$/);
    expect(source).toContain(`${name} ${value.version}, `);
    expect(source).toMatch(new RegExp(`/aws-managed-policy/latest/reference/${name}\\.html$`));
    expect(asOf).toBe("2026-03-07");
  });

  test.each(listed)("%s holds only actions that IAM accepts, and says something", (_, { value }) => {
    const { statements = [], rest } = value;
    const others = rest === "nothing" ? [] : "within" in rest ? rest.within : rest.not;
    const all = [...statements.flatMap(actionsOf), ...others];
    expect(all.length).toBeGreaterThan(0);
    for (const action of all) expect(action).toMatch(/^(\*|[a-z0-9-]+:(\*|[A-Za-z][A-Za-z0-9]*\*?|\*[A-Za-z]+\*?))$/);
    for (const statement of statements)
      expect(Object.keys(statement)).toEqual(expect.arrayContaining(["Effect", "Resource"]));
  });

  const partly = listed.flatMap(([name, { value }]) =>
    value.rest === "nothing" || "within" in value.rest ? [] : [[name, value, value.rest.not] as const],
  );
  test.each(partly)("%s doesn't hold what it is said not to hold", (_, value, not) => {
    const never = not.map((one) => one.toLowerCase().replace("*", ""));
    const held = (value.statements ?? []).flatMap(actionsOf).map((one) => one.toLowerCase().replace("*", ""));
    const both = held.filter((one) => never.some((other) => one.startsWith(other) || other.startsWith(one)));
    expect(both).toEqual([]);
  });
});
