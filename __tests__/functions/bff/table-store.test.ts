import { type AwsCall } from "../../../functions/shared/aws/aws-call";
import { AwsError } from "../../../functions/shared/aws/aws-error";

import { lookupKey, seal } from "../../../functions/bff/secrets";
import { tableStore } from "../../../functions/bff/table-store";

describe("a session that is written over a version", () => {
  const made = (call: AwsCall) => tableStore("t", call, () => 0);

  test("counts as written when its first answer got lost and the second try found it there", async () => {
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

  test("doesn't when another request was first", async () => {
    const call: AwsCall = async (service, target) => {
      if (target.endsWith("GetItem")) return { Item: { version: { S: "another" } } };
      throw new AwsError(service, "ConditionalCheckFailedException", 400);
    };
    expect(await made(call).replace("a", {}, 1, "before")).toBe(false);
  });

  test.each([
    ["a failure that isn't DynamoDB's", new Error("no way")],
    ["another answer of DynamoDB", new AwsError("dynamodb", "ValidationException", 400)],
    ["another failure with that code", Object.assign(new Error(), { code: "ConditionalCheckFailedException" })],
  ])("passes %s on", async (_name, error) => {
    const call: AwsCall = () => Promise.reject(error);
    await expect(made(call).replace("a", {}, 1, "before")).rejects.toBe(error);
    await expect(made(call).remove("a", "before")).rejects.toBe(error);
  });
});

describe("what the table is asked", () => {
  /** A store and the requests that it made, each answered with `answer`. */
  const asking = (answer: object = {}) => {
    const asked: [string, Record<string, unknown>][] = [];
    const call: AwsCall = async (service, target, body) => {
      asked.push([`${service} ${target}`, body as Record<string, unknown>]);
      return answer;
    };
    return { store: tableStore("t", call, () => 1000), asked };
  };
  const Key = { id: { S: lookupKey("a") } };
  const onlyBefore = {
    ConditionExpression: "#version = :version",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":version": { S: "before" } },
  };
  const target = (action: string) => `dynamodb DynamoDB_20120810.${action}`;

  test("is the newest item, and all of one that is taken", async () => {
    const { store, asked } = asking();
    expect([await store.get("a"), await store.take("a")]).toEqual([undefined, undefined]);
    expect(asked).toEqual([
      [target("GetItem"), { TableName: "t", Key, ConsistentRead: true }],
      [target("DeleteItem"), { TableName: "t", Key, ReturnValues: "ALL_OLD" }],
    ]);
  });

  test("is to write over one version only, and to remove any, or that one", async () => {
    const { store, asked } = asking();
    expect(await store.replace("a", { b: 1 }, 2000, "before")).toBe(true);
    await store.remove("a");
    await store.remove("a", "before");
    const [written, ...removed] = asked;
    expect(written).toMatchObject([
      target("PutItem"),
      { TableName: "t", Item: { ...Key, expires_at: { N: "2000" } }, ...onlyBefore },
    ]);
    expect(removed).toEqual([
      [target("DeleteItem"), { TableName: "t", Key }],
      [target("DeleteItem"), { TableName: "t", Key, ...onlyBefore }],
    ]);
  });

  test("is, where another was first, which version is there now", async () => {
    const asked: unknown[] = [];
    const call: AwsCall = async (service, action, body) => {
      if (!action.endsWith("GetItem")) throw new AwsError(service, "ConditionalCheckFailedException", 400);
      asked.push(body);
      return {};
    };
    expect(await tableStore("t", call, () => 0).replace("a", {}, 1, "before")).toBe(false);
    expect(asked).toEqual([{ TableName: "t", Key, ConsistentRead: true }]);
  });

  test.each([
    ["its end is now", { expires_at: { N: "1000" } }, undefined],
    ["its end is to come", { expires_at: { N: "1001" } }, { value: { b: 1 }, version: "v" }],
    ["it has no version", { expires_at: { N: "1001" }, version: undefined }, { value: { b: 1 }, version: "" }],
    ["it has no end", { expires_at: undefined }, undefined],
    ["its end is no number", { expires_at: { N: "soon" } }, undefined],
    ["it holds nothing", { expires_at: { N: "1001" }, sealed: undefined }, undefined],
    ["it is another's", { expires_at: { N: "1001" }, sealed: { S: seal("b", { b: 1 }) } }, undefined],
    ["it was cut", { expires_at: { N: "1001" }, sealed: { S: seal("a", { b: 1 }).slice(0, 24) } }, undefined],
  ])("answers with an item, which counts by its end and content: %s", async (_name, change, expected) => {
    const Item = { sealed: { S: seal("a", { b: 1 }) }, version: { S: "v" }, ...change };
    expect(await asking({ Item }).store.get("a")).toEqual(expected);
    expect(await asking({ Attributes: Item }).store.take("a")).toEqual(expected?.value);
  });
});
