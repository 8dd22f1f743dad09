import { relocation } from "../../../posture/diff/relocated";
import { known, unknown } from "../../../posture/model";
import type { Resource } from "../../../posture/model";
import { synthChanges } from "./support";

const at = (region: string | undefined, account?: string, type = "aws_sns_topic", arn?: string) =>
  ({
    type,
    address: `${type}.x`,
    mode: "managed",
    region: known(region),
    account,
    attributes: { text: (name: string) => (name === "arn" && arn ? known(arn) : unknown("later")) },
  }) as unknown as Resource;
const way = (before: Resource, after: Resource) => relocation(before, after);
test("another region or account, unless its ARN says that it is the same", () => {
  expect(way(at("eu-west-1"), at("us-east-1"))).toEqual({ way: "from eu-west-1 to us-east-1", sure: true });
  expect(way(at(undefined), at("us-east-1"))?.sure).toBe(false);
  expect(way(at("eu-west-1", "1"), at("eu-west-1", "2"))?.way).toBe("from account 1 to 2");
  expect(way(at("eu-west-1"), at("eu-west-1"))).toBeUndefined();
  expect(way(at("eu-west-1", "1", "aws_iam_role"), at("us-east-1", "1", "aws_iam_role"))).toBeUndefined();
  const same = ["eu-west-1", "us-east-1"].map((region) => at(region, "1", "aws_sns_topic", "arn:aws:sns:1:2:x"));
  expect(way(same[0] as Resource, same[1] as Resource)).toBeUndefined();
});

test("a resource that moves is told once, with both places", () => {
  const topic = (region: string) => ({ aws_sns_topic: { x: { name: "orders", region } } });
  const told = synthChanges(topic("eu-west-1"), topic("us-east-1"));
  expect(told.map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`)).toEqual([
    "breaking resource-relocated: aws_sns_topic.x moves from eu-west-1 to us-east-1: it is replaced and gets another id, and calls and tokens for the old ones fail once they are gone.",
  ]);
});
