import { type AwsCall } from "../../../functions/shared/aws/aws-call";
import { AwsError } from "../../../functions/shared/aws/aws-error";

import { tableStore } from "../../../functions/bff/table-store";

describe("a session that is written over a version", () => {
  const made = (call: AwsCall) => tableStore("t", call, () => 0);

  it("counts as written when its first answer got lost and the second try found it there", async () => {
    let item: Record<string, { S?: string }> | undefined;
    const call: AwsCall = async (service, target, body) => {
      if (target.endsWith("GetItem")) return { Item: item };
      // What awsCall makes of a lost answer: the same request again, which meets its own version.
      if (item !== undefined) throw new AwsError(service, "ConditionalCheckFailedException", 400);
      item = (body as { Item: typeof item }).Item;
      throw new AwsError(service, "ConditionalCheckFailedException", 400);
    };
    expect(await made(call).replace("a", {}, 1, "before")).toBe(true);
  });

  it("doesn't when another request was first", async () => {
    const call: AwsCall = async (service, target) => {
      if (target.endsWith("GetItem")) return { Item: { version: { S: "another" } } };
      throw new AwsError(service, "ConditionalCheckFailedException", 400);
    };
    expect(await made(call).replace("a", {}, 1, "before")).toBe(false);
  });
});
