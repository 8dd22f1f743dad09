import { raiseProvider } from "../../../constructs/stack/raise-provider";
import { NODE_24, RETIREMENTS } from "../../../posture/aws/runtimes";
import { emitted } from "../../support/synth";

const needs = (...versions: readonly string[]) =>
  emitted((stack) => versions.forEach((version) => raiseProvider(stack, version, "It needs"))).terraform;

test.each([
  [["6.19.0"], ">= 6.19.0, < 7.0.0"],
  [["6.19.0", "6.25.0"], ">= 6.25.0, < 7.0.0"],
  [["6.25.0", "6.19.0"], ">= 6.25.0, < 7.0.0"],
  [["6.9.0", "6.19.0"], ">= 6.19.0, < 7.0.0"],
])("of %j, what needs most decides", (versions, range) => {
  expect(needs(...versions)).toMatchObject({ required_providers: { aws: { version: range } } });
});

test("the runtime after the default one is what the facts name", () => {
  expect(RETIREMENTS["nodejs22.x"]).toMatchObject(NODE_24);
});
