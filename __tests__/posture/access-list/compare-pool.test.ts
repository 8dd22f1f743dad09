import { accessListOf } from "../../../posture/access-list";
import { readSynth } from "../../../posture/model/read";
import { over, stackOf, type Resources } from "../rules/support";
import { compared } from "./whole";

const SHAPED: Resources = {
  ...over("aws_cognito_user_pool", "pool", {
    lambda_config: {
      pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V2_0" },
    },
    admin_create_user_config: { allow_admin_create_user_only: true },
  }),
  aws_cognito_user_group: { admin: { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}" } },
};
const LIST = accessListOf(readSynth(stackOf(SHAPED)));
const differences = (change: Resources): string[] =>
  compared(readSynth(stackOf(SHAPED, change)), LIST).map(
    ({ code, certain, found }) => `${code}${certain ? "" : "?"}: ${found}`,
  );

test("what is written from a stack holds of it", () => {
  expect(LIST.pools).toEqual([
    expect.objectContaining({ tokenTriggerVersion: "V2_0", groups: ["admin"], selfSignUp: false }),
  ]);
  expect(differences({})).toEqual([]);
});

test.each<[string, Resources, string[]]>([
  [
    "a trigger that reaches no access token",
    over("aws_cognito_user_pool", "pool", {
      ...SHAPED["aws_cognito_user_pool"]?.["pool"],
      lambda_config: {
        pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V1_0" },
      },
    }),
    ["access-trigger: version V1_0"],
  ],
  [
    "self sign-up",
    over("aws_cognito_user_pool", "pool", {
      ...SHAPED["aws_cognito_user_pool"]?.["pool"],
      admin_create_user_config: { allow_admin_create_user_only: false },
    }),
    ["access-accounts: self sign-up"],
  ],
  [
    "a group under another name",
    { aws_cognito_user_group: { admin: { name: "root", user_pool_id: "${aws_cognito_user_pool.pool.id}" } } },
    ["access-accounts: the groups root"],
  ],
  [
    "a group whose name isn't known",
    { aws_cognito_user_group: { admin: { name: "${var.name}", user_pool_id: "${aws_cognito_user_pool.pool.id}" } } },
    [expect.stringMatching(/^access-accounts\?/)],
  ],
])("%s is a difference", (_name, change, expected) => {
  expect(differences(change)).toEqual(expected);
});

test("a group beside the declared ones lets nobody in, and is no difference", () => {
  const more = { aws_cognito_user_group: { more: { name: "more", user_pool_id: "${aws_cognito_user_pool.pool.id}" } } };
  expect(differences(more)).toEqual([]);
});

test("a group of another pool isn't declared of this one", () => {
  const other = {
    aws_cognito_user_pool: { other: { name: "other" } },
    aws_cognito_user_group: {
      admin: { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}" },
      root: { name: "root", user_pool_id: "${aws_cognito_user_pool.other.id}" },
    },
  };
  const { pools } = accessListOf(readSynth(stackOf(SHAPED, other)));
  expect(Object.fromEntries(pools.map(({ pool, groups }) => [pool, groups]))).toEqual({
    "aws_cognito_user_pool.other": ["root"],
    "aws_cognito_user_pool.pool": ["admin"],
  });
});
