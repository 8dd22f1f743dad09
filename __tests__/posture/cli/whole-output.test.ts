import { posture, steady } from "./support";

/** What each command prints, to the letter: a change of a word, an order or a blank is seen in a review as what readers will get. */

const printed = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await posture(args);
  return steady(`${out}${err === "" ? "" : `\nstandard error:\n${err}`}\nexit ${code}\n`);
};

const COMMANDS: readonly (readonly string[])[] = [
  ["check", "one-by-one/plan.json"],
  ["check", "peer-mistakes/plan.json"],
  ["check", "existing-pool/plan.json", "--format", "sarif"],
  ["check", "one-by-one/plan.json", "--format", "json"],
  ["show", "one-by-one/plan.json"],
  ["show", "changes/api/plan.json"],
  ["show", "every-entry-point/plan.json"],
  ["show", "every-entry-point/plan.json", "--format", "markdown"],
  ["show", "changes/api/plan.json", "--format", "openapi"],
  ["diff", "changes/api/plan.json"],
  ["diff", "changes/api/plan.json", "--format", "markdown"],
  ["report", "one-by-one/plan.json"],
];
test.each(COMMANDS.map((args) => [args.join(" "), args] as const))("%s", async (_, args) => {
  expect(await printed(...args)).toMatchSnapshot();
});
