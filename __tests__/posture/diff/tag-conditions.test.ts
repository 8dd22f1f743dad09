import { compare } from "../../../posture/diff/compare";
import { readsTags } from "../../../posture/diff/tag-conditions";
import { readPlan } from "../../../posture/model/read";
import { between } from "./models";

const policy = (key: string) => ({
  aws_iam_policy: { p: { policy: JSON.stringify({ Statement: [{ Condition: { StringEquals: { [key]: "x" } } }] }) } },
});
test("are found in the policies of either side", () => {
  expect(readsTags(between({}, policy("aws:PrincipalTag/team")))).toBe(true);
  expect(readsTags(between({}, policy("aws:SourceIp")))).toBe(false);
});
test("are found in a document of statements, whose text isn't known", () => {
  const document = {
    mode: "data",
    ...{ type: "aws_iam_policy_document", address: "data.aws_iam_policy_document.d", name: "d" },
    values: { statement: [{ condition: [{ test: "StringEquals", variable: "aws:ResourceTag/team", values: ["x"] }] }] },
  };
  const shown = (values: object) =>
    readPlan({
      format_version: "1.2",
      configuration: {},
      planned_values: { root_module: { resources: [{ ...document, values }] } },
    }).after;
  expect(readsTags(compare(shown(document.values), shown({})))).toBe(true);
  expect(readsTags(compare(shown({}), shown({})))).toBe(false);
});
