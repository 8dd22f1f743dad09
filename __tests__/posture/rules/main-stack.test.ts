import * as path from "node:path";
import { readSynth } from "../../../posture/model/read";
import { RULES, evaluateRules } from "../../../posture/rules";
import { temporaryFolder } from "../../support/folder";
import { synthesizeMain } from "../../support/project";

const folder = temporaryFolder("main-stack");

test("the stack of main.ts has one finding, the public greeting, and nothing that can't be judged", async () => {
  const { json } = await synthesizeMain(path.join(folder(), "out"), { LAMBDA_PACKAGING: "prebuilt" });
  // What is said of runtimes depends on the day.
  const findings = evaluateRules(readSynth(json), RULES).findings.filter(({ code }) => !code.startsWith("runtime-"));
  expect(findings).toEqual([
    expect.objectContaining({ code: "route-open", address: "aws_apigatewayv2_route.get_hello" }),
  ]);
});
