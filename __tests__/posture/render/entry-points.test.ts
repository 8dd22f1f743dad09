import { entryAccesses } from "../../../posture/access/index";
import { pathsTo } from "../../../posture/access/paths";
import { entryPointSummary, policyNotes } from "../../../posture/render/entry-points";
import { renderPaths } from "../../../posture/render/paths";
import { renderRoutes } from "../../../posture/render/routes";
import { readSynth } from "../../../posture/model/read";

const url = (authorization_type: string) =>
  readSynth({
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_lambda_function_url: { u: { function_name: "${aws_lambda_function.f.function_name}", authorization_type } },
    },
  });

test("what isn't applied to IAM callers is said wherever IAM decides, and nowhere else", () => {
  const said = "Not applied: policies of AWS Organizations (SCPs, RCPs) and session policies";
  const byUrl = (type: string) =>
    entryAccesses(url(type)).filter(({ entryPoint }) => entryPoint.kind === "function-url");
  expect(policyNotes(byUrl("AWS_IAM"))).toEqual([expect.stringContaining(said)]);
  expect(policyNotes(byUrl("NONE"))).toEqual([]);
  expect(renderRoutes("text", url("AWS_IAM"), false)).toContain(said);
  for (const format of ["text", "markdown", "json"] as const)
    expect(renderPaths(format, undefined, undefined, pathsTo(url("AWS_IAM"), undefined), false)).toContain(said);
});

test("what answers everybody without a backend is counted apart, so that the sum agrees with the list", () => {
  const method = (http_method: string, path: string) => ({
    rest_api_id: "${aws_api_gateway_rest_api.a.id}",
    resource_id: `\${aws_api_gateway_rest_api.a.${path}}`,
    http_method,
    authorization: "NONE",
  });
  const rest = (mocks: readonly string[], urls = 1) =>
    readSynth({
      resource: {
        aws_lambda_function: { f: { function_name: "f" } },
        aws_lambda_function_url: Object.fromEntries(
          Array.from({ length: urls }, (_, i) => [
            `u${i}`,
            { function_name: "${aws_lambda_function.f.function_name}", authorization_type: "NONE", qualifier: `q${i}` },
          ]),
        ),
        aws_api_gateway_rest_api: { a: { name: "a" } },
        aws_api_gateway_method: Object.fromEntries(mocks.map((verb) => [verb, method(verb, "root_resource_id")])),
        aws_api_gateway_integration: Object.fromEntries(
          mocks.map((verb) => [verb, { ...method(verb, "root_resource_id"), type: "MOCK" }]),
        ),
      },
    });
  const summary = (model: ReturnType<typeof rest>) => entryPointSummary(entryAccesses(model));
  expect(summary(rest([]))).toBe("1 entry point, 1 open to everybody.");
  expect(summary(rest(["OPTIONS"]))).toBe(
    "2 entry points, 1 open to everybody, 1 that answers everybody without a backend.",
  );
  expect(summary(rest(["OPTIONS", "GET"], 0))).toBe(
    "2 entry points, 0 open to everybody, 2 that answer everybody without a backend.",
  );
});
