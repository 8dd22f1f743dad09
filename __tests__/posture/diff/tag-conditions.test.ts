import { readsTags } from "../../../posture/diff/tag-conditions";
import { between } from "./models";

const policy = (key: string) => ({
  aws_iam_policy: { p: { policy: JSON.stringify({ Statement: [{ Condition: { StringEquals: { [key]: "x" } } }] }) } },
});
test("are found in the policies of either side", () => {
  expect(readsTags(between({}, policy("aws:PrincipalTag/team")))).toBe(true);
  expect(readsTags(between({}, policy("aws:SourceIp")))).toBe(false);
});
