import { allowCalls, callerWith, GUARD, jwt, lambdaAuthorizer, route, web, type Resources } from "../rules/support";
import { differences, textsOf } from "./whole";

const merged = (...changes: Resources[]): Resources => {
  const all: Resources = {};
  for (const change of changes)
    for (const [type, named] of Object.entries(change)) all[type] = { ...all[type], ...named };
  return all;
};
const configuration = (issuer: string, audience: readonly string[]) => jwt({ jwt_configuration: { issuer, audience } });
const POOL = "https://${aws_cognito_user_pool.pool.endpoint}";
const OTHER = { name: "other", user_pool_id: "${aws_cognito_user_pool.pool.id}" };
const bundled = (own: object, name = "guard"): Resources => ({
  aws_apigatewayv2_authorizer: { jwt: { ...GUARD, authorizer_uri: `\${aws_lambda_function.${name}.invoke_arn}` } },
  ...route({ authorization_type: "CUSTOM", authorization_scopes: undefined }),
  aws_lambda_function: {
    [name]: { function_name: name, environment: { variables: { AUTHORIZER_CONFIG: JSON.stringify(own) } } },
  },
  aws_lambda_permission: {
    guard: { action: "lambda:InvokeFunction", function_name: name, principal: "apigateway.amazonaws.com" },
  },
});
const issuers = (...all: object[]) => ({
  issuers: all.map((one) => ({ issuer: "https://i.example", clientIds: ["a"], ...one })),
});
const signed = route({ authorization_type: "AWS_IAM", authorizer_id: undefined, authorization_scopes: undefined });

const ROUTES: Record<string, Resources> = {
  everybody: route({ authorization_type: "NONE", authorizer_id: undefined, authorization_scopes: undefined }),
  "a role": merged(signed, callerWith(allowCalls("GET/items"))),
  "no role": merged(signed, callerWith(allowCalls("GET/others"))),
  "a scope of a client": {},
  "either of two scopes": route({ authorization_scopes: ["https://api.example/read", "https://api.example/write"] }),
  "any token of a client": route({ authorization_scopes: undefined }),
  "two clients": merged(
    configuration(POOL, ["${aws_cognito_user_pool_client.web.id}", "${aws_cognito_user_pool_client.other.id}"]),
    { aws_cognito_user_pool_client: { ...web({})["aws_cognito_user_pool_client"], other: OTHER } },
  ),
  "another issuer": merged(configuration("https://i.example", ["a"]), route({ authorization_scopes: ["s"] })),
  "a function": lambdaAuthorizer(),
  "a function's issuer": bundled(issuers({})),
  "a function's group": bundled(issuers({ groups: ["admin"] })),
  "another function's issuer": bundled(issuers({}), "other"),
  "not known": route({ authorization_type: "${var.unset}" }),
  "scopes that aren't known": route({ authorization_scopes: "${var.unset}" }),
  "clients that aren't known": configuration(POOL, ["${var.unset}"]),
  "a function that isn't known": merged(lambdaAuthorizer({ authorizer_uri: "${var.unset}" })),
};

describe("a list that was written where a route was for", () => {
  test.each(Object.keys(ROUTES).filter((name) => !/not known|n't known/.test(name)))("%s holds of it alone", (name) => {
    const declared = ROUTES[name] ?? {};
    const told = Object.entries(ROUTES).map(([other, found]) => [other, differences(declared, found)] as const);
    expect(differences(declared, declared)).toEqual([]);
    expect(Object.fromEntries(told)).toMatchSnapshot();
  });

  test("names a client by an id that only apply shows", () => {
    const byId = { issuer: "aws_cognito_user_pool.pool", clients: ["7abc"], scopes: ["https://api.example/read"] };
    const list = {
      version: 1,
      routes: [{ api: "aws_apigatewayv2_api.api", route: "GET /items", allow: byId }],
      stages: [],
      pools: [],
    } as const;
    expect(textsOf(list, {})).toMatchSnapshot();
    expect(textsOf(list, web({ id: "7abc" }))).toEqual([]);
  });
});
