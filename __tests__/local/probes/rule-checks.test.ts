import { ELSEWHERE, ruleChecks, WAYS_IN } from "../../../local/probes/rule-checks";
import { RULES } from "../../../posture/rules";
import { readSynth } from "../../../posture/model/read";
import { goodStack, over, stage, web } from "../../posture/rules/support";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});
const rowsOf = (accepted: Parameters<typeof ruleChecks>[2], ...changes: Parameters<typeof goodStack>) => {
  const model = readSynth(JSON.parse(JSON.stringify(goodStack(...changes))));
  return ruleChecks(model, model, { model, ...accepted });
};
const checks = (...changes: Parameters<typeof goodStack>): readonly string[] =>
  rowsOf({}, ...changes).map(({ caller, route, passed }) => `${caller} ${route} ${String(passed)}`);

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
  [
    "a sign-in domain that Cognito refuses",
    over("aws_cognito_user_pool_domain", "sign_in", { domain: "my-cognito-app" }),
    "domain-prefix aws_cognito_user_pool_domain.sign_in false",
  ],
  [
    "a route's limits of 0",
    stage({ route_settings: [{ route_key: "GET /items", throttling_rate_limit: 0, throttling_burst_limit: 0 }] }),
    "throttling-incomplete aws_apigatewayv2_stage.stage false",
  ],
])("%s fails, though the emulator takes it", (_name, change, found) => {
  expect(checks(change)).toEqual([found]);
});

const url = { function_name: "${aws_lambda_function.items.function_name}", authorization_type: "NONE" };

test("a way in that no call tries fails, and says so, unless the folder's reviewed file accepts it", () => {
  const open = { aws_lambda_function_url: { u: url } };
  expect(rowsOf({}, open).map(({ caller, route, expected }) => [caller, route, expected])).toEqual([
    ["function-url-open", "aws_lambda_function_url.u", "no way in beside the routes"],
  ]);
  const reason = "webhooks of a provider that can't sign";
  const accepted = [{ code: "function-url-open", address: "aws_lambda_function_url.u", reason }];
  expect(rowsOf({ acknowledged: accepted }, open)).toEqual([]);
});

test("what only the state knows is told of it: a permission for another stage", () => {
  const of = (source_arn: string) =>
    readSynth(JSON.parse(JSON.stringify(goodStack(over("aws_lambda_permission", "items", { source_arn })))));
  // A plan may not show the ARN's end.
  const [planned, state] = [
    of('${join("/", [aws_apigatewayv2_api.api.execution_arn, local.end])}'),
    of("${aws_apigatewayv2_api.api.execution_arn}/prod/*"),
  ];
  expect(ruleChecks(planned, planned, { model: planned })).toEqual([]);
  expect(ruleChecks(planned, state, { model: planned }).map(({ caller }) => caller)).toEqual(["function-permission"]);
});

test("of a synthesized stack, synth has said it", () => {
  const model = readSynth(JSON.parse(JSON.stringify(goodStack({ aws_lambda_function_url: { u: url } }))));
  expect(ruleChecks(model, model, {})).toEqual([]);
});

test("a rule that is left out exists, and is an error", () => {
  const known = new Set(RULES.filter(({ severity }) => severity === "error").map(({ code }) => code));
  expect([...ELSEWHERE, ...WAYS_IN].filter((code) => !known.has(code))).toEqual([]);
});

test("what works passes, and who gets in by a route isn't judged here", () => {
  expect(checks()).toEqual([]);
  const open = { authorization_type: "NONE", authorization_scopes: undefined };
  expect(checks(over("aws_apigatewayv2_route", "get_items", open))).toEqual([]);
});
