import { type Body, type Side, eachPair } from "./each-pair";

const pool = (lambda_config?: unknown, more: Body = {}): Side => ({
  resource: {
    aws_lambda_function: { f: { function_name: "f" }, g: { function_name: "g" }, ...more },
    aws_cognito_user_pool: { people: { name: "people", ...(lambda_config !== undefined && { lambda_config }) } },
  },
});
const arn = (name: string) => `\${aws_lambda_function.${name}.arn}`;

test("a token trigger comes, goes, reaches other tokens and becomes another function", () => {
  const version = (lambda_version: unknown, name = "f") =>
    pool([{ pre_token_generation_config: [{ lambda_arn: arn(name), lambda_version }] }]);
  const sides = {
    none: pool(),
    "without a version": pool([{ pre_token_generation: arn("f") }]),
    "of version 1": version("V1_0"),
    "of version 2": version("V2_0"),
    "of version 3": version("V3_0"),
    "of a version that isn't known": version("${var.unset}"),
    "another function": version("V2_0", "g"),
    "a function that isn't known": pool([
      { pre_token_generation_config: [{ lambda_arn: "${var.unset}", lambda_version: "V2_0" }] },
    ]),
  };
  expect(eachPair(sides, /^trigger-/)).toMatchSnapshot();
});

test.each([
  "pre_sign_up",
  "pre_authentication",
  "post_confirmation",
  "post_authentication",
  "custom_message",
  "define_auth_challenge",
  "user_migration",
])("the trigger %s comes and goes", (name) => {
  const sides = {
    none: pool(),
    f: pool([{ [name]: arn("f") }]),
    g: pool([{ [name]: arn("g") }]),
    "not known": pool("${var.unset}"),
  };
  expect(eachPair(sides, /^trigger-/)).toMatchSnapshot();
});
