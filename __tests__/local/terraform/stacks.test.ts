import { presentStacks, STACK, STACKS } from "../../../local/terraform/stacks";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

test("main.ts's stack comes first, and every other has a program and a project name of its own", () => {
  expect(STACKS[0]).toEqual({ name: STACK, settings: {} });
  const names = STACKS.slice(1).map((stack) => stack.settings["PROJECT"]);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^local-/);
  expect(presentStacks()).toEqual({ present: STACKS, missing: [] });
});

test("where the examples were removed, main.ts's stack remains", () => {
  const empty = mkdtempSync(join(tmpdir(), "stacks-"));
  const { present, missing } = presentStacks(STACKS, empty);
  expect(present.map((stack) => stack.name)).toEqual([STACK]);
  expect(missing).toHaveLength(STACKS.length - 1);
});
