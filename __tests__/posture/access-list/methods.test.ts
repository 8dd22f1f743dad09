import { allowCalls, callerWith, type Resources } from "../rules/support";
import { differences } from "./whole";

const REST = "${aws_api_gateway_rest_api.rest.id}";
const ofRest = (name: string, own: object) => ({ name, rest_api_id: REST, ...own });
const pools = (...arns: string[]) => ofRest("pool", { type: "COGNITO_USER_POOLS", provider_arns: arns });
const OWN = "${aws_cognito_user_pool.pool.arn}";
const FAR = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Far";
const byFunction = (name: string) =>
  ofRest("own", { type: "REQUEST", authorizer_uri: `\${aws_lambda_function.${name}.invoke_arn}` });
const rest = (authorization: string, authorizer?: object, own: object = {}, more: Resources = {}): Resources => ({
  aws_apigatewayv2_route: {},
  aws_api_gateway_rest_api: { rest: { name: "rest" } },
  ...(authorizer && { aws_api_gateway_authorizer: { own: { ...authorizer } } }),
  aws_api_gateway_method: {
    get: {
      ...{ rest_api_id: REST, resource_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", http_method: "GET" },
      authorization,
      ...(authorizer && { authorizer_id: "${aws_api_gateway_authorizer.own.id}" }),
      ...own,
    },
  },
  aws_lambda_function: { guard: { function_name: "guard" }, other: { function_name: "other" } },
  ...more,
});
const scoped = (...scopes: string[]) => ({ authorization_scopes: scopes });
const named = (Principal: unknown, authorization = "NONE"): Resources =>
  rest(
    authorization,
    undefined,
    {},
    {
      ...callerWith(allowCalls("GET/")),
      aws_api_gateway_rest_api_policy: {
        own: {
          rest_api_id: REST,
          policy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal, Action: "execute-api:Invoke", Resource: "*" }],
          }),
        },
      },
    },
  );
const METHODS: Record<string, Resources> = {
  everybody: rest("NONE"),
  "everybody with an API key": rest("NONE", undefined, { api_key_required: true }),
  "a role": rest("AWS_IAM", undefined, {}, callerWith(allowCalls("GET/"))),
  "no role": rest("AWS_IAM", undefined, {}, callerWith(allowCalls("PUT/"))),
  "whom its policy names": named({ AWS: "arn:aws:iam::999999999999:root" }),
  "whom its policy names, signed": named({ AWS: "arn:aws:iam::999999999999:root" }, "AWS_IAM"),
  "a scope of a pool": rest("COGNITO_USER_POOLS", pools(OWN), scoped("api/read")),
  "ID tokens of a pool": rest("COGNITO_USER_POOLS", pools(OWN)),
  "another pool": rest("COGNITO_USER_POOLS", pools(FAR), scoped("api/read")),
  "two pools": rest("COGNITO_USER_POOLS", pools(OWN, FAR), scoped("api/read")),
  "a function": rest("CUSTOM", byFunction("guard")),
  "another function": rest("CUSTOM", byFunction("other")),
  "not known": rest("${var.unset}"),
  "scopes that aren't known": rest("COGNITO_USER_POOLS", pools(OWN), { authorization_scopes: "${var.unset}" }),
  "a function that isn't known": rest("CUSTOM", { ...byFunction("guard"), authorizer_uri: "${var.unset}" }),
};

describe("a list that was written where a method of a REST API was for", () => {
  const listed = Object.keys(METHODS).filter((name) => !/not known|n't known|two pools/.test(name));
  test.each(listed)("%s holds of it alone", (name) => {
    const told = Object.entries(METHODS).map(([other, found]) => [other, differences(METHODS[name] ?? {}, found)]);
    expect(differences(METHODS[name] ?? {}, METHODS[name] ?? {})).toEqual([]);
    expect(Object.fromEntries(told)).toMatchSnapshot();
  });
});
