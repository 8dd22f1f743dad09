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

it.each([
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
  expect(markedFields(SCHEMA).get(`${type}.${field}`)).toEqual(expected);
});
