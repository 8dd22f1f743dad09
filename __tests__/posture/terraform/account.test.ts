import { accountIn } from "../../../posture/terraform/account";

test.each<[readonly unknown[], string | undefined]>([
  [["arn:aws:iam::111122223333:role/deploy"], "111122223333"],
  [["arn:aws-cn:lambda:cn-north-1:111122223333:function:f"], "111122223333"],
  [[undefined, ["444455556666"]], "444455556666"],
  [[["444455556666", "111122223333"]], undefined],
  [["arn:aws:s3:::bucket", "111122223333x", 111122223333], undefined],
])("%j is in the account %s", (values, account) => expect(accountIn(values)).toBe(account));
