import { ruleChecks } from "../../../local/probes/rule-checks";
import { readSynth } from "../../../posture/model/read";
import { goodStack, over, stage, web } from "../../posture/rules/support";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});
const checks = (...changes: Parameters<typeof goodStack>): readonly string[] =>
  ruleChecks(readSynth(JSON.parse(JSON.stringify(goodStack(...changes))))).map(
    ({ caller, route, passed }) => `${caller} ${route} ${String(passed)}`,
  );

test.each([
  [
    "a role for another service",
    {
      ...over("aws_lambda_function", "items", { role: "${aws_iam_role.items.arn}" }),
      aws_iam_role: { items: { name: "items", assume_role_policy: TRUST } },
    },
    "function-role-trust aws_lambda_function.items false",
  ],
  [
    "a stage that deploys nothing",
    stage({ auto_deploy: false }),
    "stage-not-deployed aws_apigatewayv2_stage.stage false",
  ],
  ["no callback URL", web({ callback_urls: [] }), "client-callback-missing aws_cognito_user_pool_client.web false"],
])("%s fails, though the emulator takes it", (_name, change, found) => {
  expect(checks(change)).toEqual([found]);
});

test("what works passes, and who gets in isn't judged here", () => {
  expect(checks()).toEqual([]);
  expect(checks(over("aws_apigatewayv2_route", "get_items", { authorization_type: "NONE" }))).toEqual([]);
});
