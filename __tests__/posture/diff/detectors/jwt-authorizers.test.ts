import { type Body, type Side, eachPair } from "./each-pair";

const POOL = "https://${aws_cognito_user_pool.people.endpoint}";
const stack = (authorizer: Body): Side => ({
  resource: {
    aws_apigatewayv2_api: { api: { name: "orders", protocol_type: "HTTP" } },
    aws_cognito_user_pool: { people: { name: "people" }, staff: { name: "staff" } },
    aws_cognito_user_pool_client: Object.fromEntries(
      ["web", "mobile"].map((name) => [name, { name, user_pool_id: "${aws_cognito_user_pool.people.id}" }]),
    ),
    aws_apigatewayv2_authorizer: {
      users: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        name: "users",
        authorizer_type: "JWT",
        identity_sources: ["$request.header.Authorization"],
        ...authorizer,
      },
    },
  },
});
const jwt = (issuer: unknown, audience: unknown = ["a"], more: Body = {}) =>
  stack({ jwt_configuration: [{ issuer, audience }], ...more });
const CODE = /^authorizer-/;

test("an authorizer accepts tokens of a pool, of another, and of an issuer elsewhere", () => {
  const sides = {
    "a pool": jwt(POOL),
    "another pool": jwt(POOL.replace("people", "staff")),
    "the pool by its id": jwt("https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.people.id}"),
    "an issuer elsewhere": jwt("https://one.example"),
    "another issuer elsewhere": jwt("https://two.example"),
    "not known": jwt("${var.unset}"),
    "a Lambda function": stack({ authorizer_type: "REQUEST", authorizer_uri: "arn:aws:lambda:x" }),
    "a type that isn't known": stack({ authorizer_type: "${var.unset}" }),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});

test("an authorizer accepts tokens of a client, of several, and of an audience that is an address", () => {
  const client = (name: string) => `\${aws_cognito_user_pool_client.${name}.id}`;
  const sides = {
    web: jwt(POOL, [client("web")]),
    both: jwt(POOL, [client("web"), client("mobile")]),
    "a literal": jwt(POOL, ["abc"]),
    "an address": jwt(POOL, ["https://api.example"]),
    "web, and one that isn't known": jwt(POOL, [client("web"), "${var.unset}"]),
    "not known": jwt(POOL, "${var.unset}"),
    none: jwt(POOL, []),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});

test("an authorizer reads the token from somewhere else", () => {
  const from = (identity_sources: unknown) => jwt(POOL, ["a"], { identity_sources });
  const sides = {
    "its usual header": from(["$request.header.Authorization"]),
    "the header in other letters": from(["$request.header.authorization"]),
    "another header": from(["$request.header.X-Token"]),
    "the query": from(["$request.querystring.token"]),
    "not known": from(["${var.unset}"]),
  };
  expect(eachPair(sides, CODE)).toMatchSnapshot();
});
