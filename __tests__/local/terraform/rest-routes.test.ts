import { expect as expectation } from "../../../local/probes/expectation";
import { explainRequest } from "../../../local/terraform/applied";
import { restMethodsBehind, restRoutes } from "../../../local/terraform/rest-routes";
import { readSynth } from "../../../posture/model/read";

const ID = "abc123";
const method = (verb: string, own: object) => ({ rest_api_id: ID, resource_id: "r1", http_method: verb, ...own });
const stack = (stage: boolean) =>
  readSynth({
    terraform: {},
    resource: {
      aws_api_gateway_rest_api: {
        api: {
          id: ID,
          name: "reports",
          endpoint_configuration: [{ types: ["PRIVATE"], vpc_endpoint_ids: ["vpce-1"] }],
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" },
              {
                Effect: "Deny",
                Principal: "*",
                Action: "execute-api:Invoke",
                Resource: "*",
                Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
              },
            ],
          }),
        },
      },
      aws_api_gateway_resource: {
        items: {
          id: "r0",
          rest_api_id: ID,
          path_part: "items",
          parent_id: "${aws_api_gateway_rest_api.api.root_resource_id}",
        },
        item: { id: "r1", rest_api_id: ID, path_part: "{id}", parent_id: "${aws_api_gateway_resource.items.id}" },
      },
      aws_lambda_function: { items: { function_name: "items" } },
      aws_api_gateway_method: {
        get: method("GET", { authorization: "NONE" }),
        put: method("PUT", { authorization: "AWS_IAM" }),
        options: method("OPTIONS", { authorization: "NONE" }),
      },
      aws_api_gateway_integration: {
        get: method("GET", { type: "AWS_PROXY", uri: "${aws_lambda_function.items.invoke_arn}" }),
        put: method("PUT", { type: "HTTP_PROXY", uri: "https://backend.example.com" }),
        options: method("OPTIONS", { type: "MOCK" }),
      },
      ...(stage && { aws_api_gateway_stage: { v1: { rest_api_id: ID, stage_name: "v1" } } }),
    },
  });
const EXAMPLE = { method: "GET", status: 200, expected: {} };
const [get, put, ...others] = restRoutes(stack(true), () => [EXAMPLE]);

test("methods that a stage publishes are routes; what the API answers itself is none", () => {
  expect(get).toMatchObject({
    address: "aws_api_gateway_method.get",
    method: "GET",
    path: "/items/sample",
    authorization: "NONE",
    function: "aws_lambda_function.items",
    functionName: "items",
    examples: [EXAMPLE],
    apiId: ID,
    apiName: "reports",
    stage: "v1",
    rest: { entryPoint: "aws_api_gateway_method.get", vpcEndpoints: ["vpce-1"] },
  });
  expect(put).toMatchObject({ method: "PUT", authorization: "AWS_IAM", function: undefined, examples: [] });
  expect(others).toEqual([]);
});

test("without a stage nothing answers", () => expect(restRoutes(stack(false), () => [])).toEqual([]));

test("a change of a function concerns the methods that lead to it", () => {
  const model = stack(true);
  expect(restMethodsBehind(model, model.functions[0])).toEqual(["aws_api_gateway_method.get"]);
  expect(restMethodsBehind(model)).toContain("aws_api_gateway_method.put");
});

test("whoever doesn't come through the endpoint is predicted to be refused; of others the policy's condition is open", () => {
  if (get === undefined) throw new RangeError("no route");
  const access = { model: stack(true), keys: () => undefined };
  expect(explainRequest(get, true)).toMatchObject({ entryPoint: "aws_api_gateway_method.get", inside: true });
  expect(expectation(access, get, { name: "outside" }).answer).toBe("refused");
  expect(expectation(access, get, { name: "inside", through: "vpce-1" })).toMatchObject({
    answer: undefined,
    reason: expect.stringContaining("aws:SourceVpce"),
  });
});
