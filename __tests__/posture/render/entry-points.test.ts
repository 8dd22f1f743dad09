import { entryAccesses } from "../../../posture/access/index";
import { pathsTo } from "../../../posture/access/paths";
import { policyNotes } from "../../../posture/render/entry-points";
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
