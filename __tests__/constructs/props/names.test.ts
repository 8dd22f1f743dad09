import { Token } from "cdktf";
import { project, tags } from "../../../constructs/props/names";
import { checkProps } from "../../../constructs/props/shape";
import { expectRefusal } from "../../support/expect-error";

test.each(["a", "a-1", "a".repeat(32), Token.asString({ resolve: () => "a" })])("%s begins names", (name) =>
  expect(() => checkProps(project, name, "p")).not.toThrow(),
);

test.each(["", "A", "1a", "-a", "a_b", "a".repeat(33)])("%j doesn't", (name) =>
  expectRefusal(() => checkProps(project, name, "p"), "project", "1 to 32"),
);

test("what is no string is told once", () => expectRefusal(() => checkProps(project, 7, "p"), "input-type", "it is 7"));

test.each([
  { "aws:team": "a" },
  { "AWS:team": "a" },
  { "": "a" },
  { ["x".repeat(129)]: "a" },
  Object.fromEntries([...Array(51).keys()].map((at) => [`tag${String(at)}`, "a"])),
])("the tags %j are refused", (given) => expectRefusal(() => checkProps(tags, given, "p"), "tag-key"));

test("others are taken", () =>
  expect(() => checkProps(tags, { team: "a", awsteam: "b", ["x".repeat(128)]: "c" }, "p")).not.toThrow());
