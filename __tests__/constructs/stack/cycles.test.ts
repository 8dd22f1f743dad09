import { SecuredApi } from "../../../constructs";
import { referenceCycles } from "../../../constructs/stack/cycles";
import { synth, testStack } from "../../support/synth";

const props = (project: string) =>
  ({
    project,
    domain: "example.com",
    packaging: "prebuilt",
    scopes: { read: "Read access" },
    machineClients: { machine: { scopes: ["read"] } },
    functions: { items: "functions/items" },
    routes: { "GET /items": { scopes: ["read"], target: "items" } },
    cors: false,
  }) as const;

describe("resources that wait for each other", () => {
  test("a function that is told the address of the API that calls it", () => {
    const stack = testStack();
    const api = new SecuredApi(stack, "Default", props("notes"));
    api.functions.items.resource.putEnvironment({ variables: { API_URL: api.api.resource.apiEndpoint } });
    expect(() => synth(stack)).not.toThrow();
    api.api.resource.addOverride("description", "${aws_lambda_function.items.arn}");
    expect(() => synth(stack)).toThrow(
      /\[reference-cycle\] aws_lambda_function\.items -> aws_apigatewayv2_api\.api -> aws_lambda_function\.items/,
    );
  });

  test("depends_on counts, comments and data sources don't make one", () => {
    expect(
      referenceCycles({
        resource: {
          aws_a: { x: { "//": { note: "${aws_b.y.id}" } } },
          aws_b: { y: { depends_on: ["aws_c.z"] } },
          aws_c: { z: { of: '${join(",", [aws_b.y.id])}' } },
        },
      }),
    ).toEqual([expect.stringContaining("aws_b.y -> aws_c.z -> aws_b.y")]);
  });
});
