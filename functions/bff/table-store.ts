import type { AwsCall } from "../shared/aws/aws-call";
import { AwsError } from "../shared/aws/aws-error";
import { lookupKey, randomId, seal, unseal } from "./secrets";
import type { Store } from "./store";

interface Attribute {
  readonly S?: string;
  readonly N?: string;
}
type Item = Readonly<Record<string, Attribute | undefined>>;

/**
 * Sessions in DynamoDB: key `id` (a hash of the browser's id), `sealed` (encrypted under that id), `version`, and `expires_at` for the
 * table's time to live.
 * @param now seconds since 1970
 */
export function tableStore(table: string, call: AwsCall, now: () => number): Store {
  const dynamodb = (action: string, body: object) =>
    call("dynamodb", `DynamoDB_20120810.${action}`, { TableName: table, ...body }) as Promise<{
      readonly Item?: Item;
      readonly Attributes?: Item;
    }>;
  const key = (id: string) => ({ Key: { id: { S: lookupKey(id) } } });
  const item = (id: string, value: object, expiresAt: number) => ({
    Item: {
      id: { S: lookupKey(id) },
      sealed: { S: seal(id, value) },
      version: { S: randomId() },
      expires_at: { N: String(expiresAt) },
    },
  });
  const open = (id: string, found: Item | undefined): unknown => {
    const sealed = found?.["sealed"]?.S;
    if (sealed === undefined || !(Number(found?.["expires_at"]?.N) > now())) return undefined;
    return unseal(id, sealed);
  };
  return {
    async get(id) {
      const { Item } = await dynamodb("GetItem", { ...key(id), ConsistentRead: true });
      const value = open(id, Item);
      return value === undefined ? undefined : { value, version: Item?.["version"]?.S ?? "" };
    },
    async put(id, value, expiresAt) {
      await dynamodb("PutItem", item(id, value, expiresAt));
    },
    async replace(id, value, expiresAt, version) {
      const made = item(id, value, expiresAt);
      if (await unlessChanged(() => dynamodb("PutItem", { ...made, ...onlyVersion(version) }))) return true;
      // A call that was repeated because its first answer got lost finds its own version there.
      const { Item } = await dynamodb("GetItem", { ...key(id), ConsistentRead: true });
      return Item?.["version"]?.S === made.Item.version.S;
    },
    async take(id) {
      const { Attributes } = await dynamodb("DeleteItem", { ...key(id), ReturnValues: "ALL_OLD" });
      return open(id, Attributes);
    },
    async remove(id, version) {
      const condition = version === undefined ? {} : onlyVersion(version);
      await unlessChanged(() => dynamodb("DeleteItem", { ...key(id), ...condition }));
    },
  };
}

const onlyVersion = (version: string) => ({
  ConditionExpression: "#version = :version",
  ExpressionAttributeNames: { "#version": "version" },
  ExpressionAttributeValues: { ":version": { S: version } },
});

/** False when the item is another version, or gone. */
async function unlessChanged(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === "ConditionalCheckFailedException") return false;
    throw error;
  }
}
