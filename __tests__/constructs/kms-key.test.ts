import { Token } from "cdktf";
import { checkKeyArn, kmsStatement } from "../../constructs/kms-key";
import { expectRefusal } from "../support/expect-error";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const UNKNOWN = Token.asString({ resolve: () => "arn" });

test.each([KEY, KEY.replace("aws", "aws-cn"), UNKNOWN])("%s is a key", (arn) =>
  expect(() => checkKeyArn(arn, "p")).not.toThrow(),
);

test.each(["alias/app", KEY.replace("key/", "alias/"), "1234abcd", KEY.replace("123456789012", "1"), `${KEY} `])(
  "%j is none",
  (arn) => expectRefusal(() => checkKeyArn(arn, "p"), "kms-key", arn),
);

test("a key is used through one service and for one thing only", () => {
  expect(
    kmsStatement({
      keyArn: KEY,
      actions: ["kms:Decrypt"],
      service: "dynamodb",
      context: { "aws:dynamodb:tableName": "t" },
    }),
  ).toEqual({
    actions: ["kms:Decrypt"],
    resources: [KEY],
    conditions: {
      StringEquals: {
        "kms:ViaService": ["dynamodb.eu-central-1.amazonaws.com"],
        "kms:EncryptionContext:aws:dynamodb:tableName": "t",
      },
    },
  });
});

test("in China, or where it isn't known, the host's other name counts too", () => {
  const hosts = (keyArn: string) =>
    kmsStatement({ keyArn, actions: ["kms:Decrypt"], service: "ssm", context: {} }).conditions?.["StringEquals"]?.[
      "kms:ViaService"
    ];
  expect(hosts(KEY.replace("aws:", "aws-cn:").replace("eu-central-1", "cn-north-1"))).toEqual([
    "ssm.cn-north-1.amazonaws.com",
    "ssm.cn-north-1.amazonaws.com.cn",
  ]);
  expect(hosts(UNKNOWN)).toHaveLength(2);
});
