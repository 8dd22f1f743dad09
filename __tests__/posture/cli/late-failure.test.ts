import { COMMANDS } from "../../../posture/cli/commands";
import { posture } from "./support";

const misfitOf = { format_version: "1.2", planned_values: { root_module: { resources: 7 } } };

/** A command that reads its input as one that fails late would. */
function failing(file: string): void {
  const [check] = COMMANDS;
  if (!check) throw new Error("no command");
  jest.spyOn(check, "run").mockImplementation(async (_, around) => {
    await around.read(file);
    throw new TypeError("x is not a function");
  });
}
afterEach(() => void jest.restoreAllMocks());

test("names the part of the input that made it fail", async () => {
  failing("plan");
  const { code, err } = await posture(["check", "plan"], { plan: misfitOf });
  expect(code).toBe(1);
  expect(err).toContain("planned_values.root_module.resources is a number; expected a list of resources");
  expect(err).not.toContain("not a function");
});

test.each([
  ["a sound input", "one-by-one/plan.json", {}],
  ["standard input, which is gone", "-", { "-": misfitOf }],
  ["no JSON", "keys", { keys: "{" }],
])("asks for a report where the input isn't at fault: %s", async (_, file, files) => {
  failing(file);
  const { code, err } = await posture(["check", file], files);
  expect(code).toBe(1);
  expect(err).toContain("failed on this input (x is not a function). Please report this.");
});
