import { markedFields } from "../../../../posture/model/entry-points/graphql-schema";

const SCHEMA = `
  # type Query { hidden: String @aws_api_key }
  """ A type: { not: this } """
  type Query @aws_cognito_user_pools {
    own(id: ID!, limit: Int = 10): Order @aws_iam @aws_api_key
    ofType: [Order!]!
    grouped(a: String): Order @aws_cognito_user_pools(cognito_groups: ["admin"])
  }
  extend type Query { more: String @aws_lambda }
  type Order { id: ID! total: Int @aws_oidc }
  schema { query: Query }
`;

test.each([
  ["Query", "own", ["AWS_IAM", "API_KEY"]],
  ["Query", "ofType", ["AMAZON_COGNITO_USER_POOLS"]],
  ["Query", "grouped", ["AMAZON_COGNITO_USER_POOLS"]],
  ["Query", "more", ["AWS_LAMBDA"]],
  ["Order", "id", []],
  ["Order", "total", ["OPENID_CONNECT"]],
  ["Query", "missing", undefined],
  ["Nothing", "id", undefined],
  ["Query", "hidden", undefined],
])("%s.%s is marked for %j", (type, field, expected) => {
  expect(
    markedFields(SCHEMA, true)
      .get(`${type}.${field}`)
      ?.map(({ mode }) => mode),
  ).toEqual(expected);
});

test("keeps the groups of a mark, and leaves @aws_auth out beside other authentication types", () => {
  const schema = `type Query {
    a(x: Int): String @aws_auth(cognito_groups: ["ops", "admins"])
    b: [Int!]! @aws_cognito_user_pools(cognito_groups: "ops") @aws_iam
    c: String @aws_cognito_user_pools
  }`;
  const groups = (alone: boolean) =>
    [...markedFields(schema, alone)].map(([field, marks]) => [field, ...marks.map((one) => one.groups)]);
  expect(groups(true)).toEqual([
    ["Query.a", ["ops", "admins"]],
    ["Query.b", ["ops"], []],
    ["Query.c", []],
  ]);
  expect(groups(false)[0]).toEqual(["Query.a"]);
});
