import { Construct } from "constructs";
import { TerraformStack } from "cdktf";
import { Section } from "../../../constructs/stack/section";
import { testApp } from "../../support/synth";

test("a section sorts the tree and is told from other constructs, also from those of another copy of the library", () => {
  const stack = new TerraformStack(testApp(), "s");
  const section = new Section(stack, "routes");
  expect(section.node.path).toBe("s/routes");
  expect([section, new Construct(stack, "other"), null, "routes", {}].map(Section.isSection)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(Section.isSection({ [Symbol.for("cognito-http-api/Section")]: true })).toBe(true);
  expect(Object.keys(section)).not.toContain("cognito-http-api/Section");
});
