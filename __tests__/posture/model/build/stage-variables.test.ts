import { readSynth } from "../../../../posture/model/read";

const URI = "arn:aws:lambda:us-east-1:123456789012:function:$${stageVariables.fn}"; // As Terraform writes `${`.
const API = "${aws_apigatewayv2_api.api.id}";

/** What an integration's link says, where its stages set these variables. */
function linkOf(integration_uri: string, ...stages: readonly object[]): unknown {
  const fn = (name: string) => ({ function_name: name, role: "arn:aws:iam::123456789012:role/r" });
  const { integrations } = readSynth({
    resource: {
      aws_apigatewayv2_api: {
        api: { name: "api", protocol_type: "HTTP" },
        other: { name: "o", protocol_type: "HTTP" },
      },
      aws_apigatewayv2_integration: { i: { api_id: API, integration_type: "AWS_PROXY", integration_uri } },
      aws_apigatewayv2_stage: Object.fromEntries(
        stages.map((stage, i) => [`s${String(i)}`, { api_id: API, name: `s${String(i)}`, ...stage }]),
      ),
      aws_lambda_function: { blue: fn("blue"), green: fn("green") },
    },
  });
  const link = integrations[0]?.function;
  if (link?.kind === "resource") return link.target.address;
  return link?.kind === "unknown" ? [link.why, ...link.candidates.map(({ address }) => address)] : link;
}

const WHY = "the stage variable fn names the function";
const fn = (name: unknown) => ({ stage_variables: { fn: name } });

test.each<[string, readonly object[], unknown]>([
  ["one stage", [fn("blue")], "aws_lambda_function.blue"],
  ["two stages with one value", [fn("green"), fn("green")], "aws_lambda_function.green"],
  [
    "two stages with a value each",
    [fn("blue"), fn("green")],
    [WHY, "aws_lambda_function.blue", "aws_lambda_function.green"],
  ],
  ["a stage that doesn't set it", [fn("blue"), {}], [WHY]],
  ["a value that isn't known", [fn("${var.which}")], [WHY]],
  ["a function that isn't here", [fn("red")], [WHY]],
  ["another API's stage", [{ ...fn("blue"), api_id: "${aws_apigatewayv2_api.other.id}" }], [WHY]],
  ["no stage", [], [WHY]],
])("a stage variable names the function behind an integration: %s", (_, stages, expected) => {
  expect(linkOf(URI, ...stages)).toEqual(expected);
});

test("a function that is named whole is that one, or one that isn't here", () => {
  expect(linkOf(URI.replace("$${stageVariables.fn}", "blue"))).toBe("aws_lambda_function.blue");
  const red = URI.replace("$${stageVariables.fn}", "red");
  expect(linkOf(red)).toEqual({ kind: "external", id: red });
});

test("a stage variable names the function behind a REST API's method: nobody's way to it is hidden", () => {
  const own = { rest_api_id: "${aws_api_gateway_rest_api.api.id}", resource_id: "${aws_api_gateway_resource.x.id}" };
  const { entryPoints } = readSynth({
    resource: {
      aws_api_gateway_rest_api: { api: { name: "api" } },
      aws_api_gateway_resource: { x: { rest_api_id: own.rest_api_id, parent_id: "p", path_part: "x" } },
      aws_api_gateway_method: { get: { ...own, http_method: "GET", authorization: "NONE" } },
      aws_api_gateway_integration: { get: { ...own, http_method: "GET", type: "AWS_PROXY", uri: URI } },
      aws_api_gateway_stage: { s: { rest_api_id: own.rest_api_id, stage_name: "s", variables: { fn: "blue" } } },
      aws_lambda_function: { blue: { function_name: "blue", role: "arn:aws:iam::123456789012:role/r" } },
    },
  });
  const target = entryPoints.find(({ address }) => address === "aws_api_gateway_method.get")?.target;
  expect(target).toMatchObject({
    kind: "function",
    function: { kind: "resource", target: { address: "aws_lambda_function.blue" } },
  });
});
