import { callersOf } from "../../../posture/access-list/callers";
import { readSynth } from "../../../posture/model/read";
import { stackOf } from "../rules/support";

const ID = { rest_api_id: "${aws_api_gateway_rest_api.rest.id}" };
const model = readSynth(
  stackOf({
    aws_api_gateway_rest_api: { rest: { name: "rest" } },
    aws_api_gateway_authorizer: {
      own: { ...ID, name: "a", type: "REQUEST", authorizer_uri: "${aws_lambda_function.items.invoke_arn}" },
    },
    aws_api_gateway_method: {
      put: {
        ...ID,
        resource_id: "${aws_api_gateway_rest_api.rest.root_resource_id}",
        http_method: "PUT",
        authorization: "CUSTOM",
        authorizer_id: "${aws_api_gateway_authorizer.own.id}",
      },
    },
  }),
);

test("a function of a REST API lets in whoever has a scope and a group of one declared issuer, not of two", () => {
  const put = model.entryPoints.find(({ kind }) => kind === "rest-api-method");
  if (put === undefined) throw new Error("there is no method");
  const tokens = { issuer: "aws_cognito_user_pool.pool", clients: ["aws_cognito_user_pool_client.web"] };
  const callers = callersOf(model, put, undefined, {
    authorizer: "aws_lambda_function.items",
    tokens: [
      { ...tokens, scopes: ["read"], groups: ["readers"] },
      { ...tokens, scopes: ["write"], groups: ["writers"] },
    ],
  });
  const declared = (scope: string, group: string) =>
    callers
      .filter(({ use, scopes, groups }) => use === "access" && scopes?.join() === scope && groups?.join() === group)
      .map((one) => [one.client, one.declared, one.undeclared]);
  const web = "aws_cognito_user_pool_client.web";
  expect(declared("read", "readers")).toEqual([[web, true, undefined]]);
  expect(declared("write", "writers")).toEqual([[web, true, undefined]]);
  expect(declared("read", "writers")).toEqual([[web, false, "group"]]);
  expect(declared("write", "readers")).toEqual([[web, false, "group"]]);
});
