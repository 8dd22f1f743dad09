import { readPlan } from "../../../../posture/model/read";

/** A route whose integration is one of these, and the plan doesn't say which. */
function routeTo(...functions: readonly string[]) {
  const of = (type: string, name: string, index: string | undefined, unknown: object, values: object = {}) => ({
    address: `${type}.${name}${index === undefined ? "" : `["${index}"]`}`,
    mode: "managed",
    type,
    name,
    ...(index !== undefined && { index }),
    provider_name: "registry.terraform.io/hashicorp/aws",
    values,
    change: { actions: ["create"], before: null, after: values, after_unknown: unknown },
  });
  const configured = (type: string, name: string, expressions: object, more: object = {}) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    expressions,
    ...more,
  });
  const resources = [
    ...[...new Set(functions)].map((name) => of("aws_lambda_function", name, undefined, { invoke_arn: true })),
    ...functions.map((_, i) =>
      of("aws_apigatewayv2_integration", `i${String(i)}`, "a", { id: true, integration_uri: true }),
    ),
    of("aws_apigatewayv2_route", "r", "x", { target: true, api_id: true }, { route_key: "GET /x" }),
  ];
  const { after } = readPlan({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: { resources } },
    resource_changes: resources,
    configuration: {
      root_module: {
        resources: [
          ...functions.map((name, i) =>
            configured("aws_apigatewayv2_integration", `i${String(i)}`, {
              integration_uri: {
                references: [`aws_lambda_function.${name}.invoke_arn`, `aws_lambda_function.${name}`],
              },
            }),
          ),
          configured("aws_apigatewayv2_route", "r", {
            target: {
              references: [...functions.map((_, i) => `aws_apigatewayv2_integration.i${String(i)}`), "each.value.to"],
            },
          }),
        ],
      },
    },
  });
  const [entryPoint] = after.entryPoints.filter(({ kind }) => kind === "http-api-route");
  const target = entryPoint?.target;
  return target?.kind === "function" && target.function.kind === "resource"
    ? target.function.target.address
    : target?.kind;
}

describe("a route whose integration isn't known before apply", () => {
  test("leads to the function that all of them invoke", () => {
    expect(routeTo("f", "f")).toBe("aws_lambda_function.f");
  });

  test("leads to a function that isn't known where they differ", () => {
    expect(routeTo("f", "g")).toBe("unknown");
  });
});
