import { furtherProgram, MAIN } from "../../../local/terraform/stacks";

test("main.ts runs with the person's own settings", () => expect(MAIN).toEqual({ settings: {} }));

test.each([
  ["examples/every-way-in/main.ts", "local-every-way-in"],
  ["other.ts", "local-other-ts"],
  ["work/Odd__name-/main.ts", "local-odd-name"],
  ["main.ts", "local-other"],
  [`${"a".repeat(25)}-b/main.ts`, `local-${"a".repeat(25)}`],
  [`${"a".repeat(30)}/main.ts`, `local-${"a".repeat(26)}`],
])("a program beside it, %s, gets a project of its own", (entry, project) => {
  const { settings } = furtherProgram(entry);
  expect(settings["PROJECT"]).toBe(project);
  expect(settings["DOMAIN"]).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.example$/);
  expect(settings["PROJECT"]).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
});
