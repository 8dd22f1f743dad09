import { onlyOnAws, planChecks } from "../../../local/probes/plan-checks";
import { readSynth } from "../../../posture/model/read";
import type { Model } from "../../../posture/model";

/** As much of a model as the rows are made of. */
const state = (cors: unknown): Model =>
  ({
    routes: [{ authorization: { known: true, value: "JWT" } }],
    apis: [{ cors: { known: true, value: cors }, endpointDisabled: { known: true, value: false } }],
  }) as unknown as Model;

const callers = (model: Model) => onlyOnAws(model).map(({ caller }) => caller);

test("where pages may call, it is said that the AWS emulator hides denials from them", () => {
  const [row] = onlyOnAws(state({ origins: { items: ["https://app.example.com"] } })).filter(({ caller }) =>
    caller.includes("page"),
  );
  expect(row).toMatchObject({ proof: "only on AWS", observed: expect.stringContaining("no CORS headers on 401") });
  expect(callers(state(undefined)).filter((caller) => caller.includes("page"))).toEqual([]);
});

const API = "${aws_apigatewayv2_api.api.id}";
const permission = (change: object = {}) => ({
  action: "lambda:InvokeFunction",
  function_name: "${aws_lambda_function.items.function_name}",
  principal: "apigateway.amazonaws.com",
  source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
  ...change,
});
const stack = ({
  permissions = { p: permission() },
  stage = {},
  pool = {},
  integration = {},
}: Record<string, object> = {}) =>
  readSynth({
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_stage: { stage: { api_id: API, name: "$default", ...stage } },
      aws_apigatewayv2_integration: {
        items: {
          api_id: API,
          integration_type: "AWS_PROXY",
          integration_uri: "${aws_lambda_function.items.invoke_arn}",
          ...integration,
        },
      },
      aws_apigatewayv2_route: {
        get: { api_id: API, route_key: "GET /items", target: "integrations/${aws_apigatewayv2_integration.items.id}" },
        none: { api_id: API, route_key: "GET /none" },
      },
      aws_lambda_function: { items: { function_name: "items" } },
      aws_lambda_permission: permissions,
      aws_cognito_user_pool: { pool: { name: "users", ...pool } },
    },
  });
const rows = (change: Record<string, object>, synth = stack(change)) =>
  planChecks(stack(change), synth).map(({ caller, expected, observed, passed }) => ({
    caller,
    expected,
    observed,
    passed,
  }));
const rowOf = (caller: string, change: Record<string, object>, synth = stack(change)) =>
  rows(change, synth).find((row) => row.caller === caller);

test("what no request shows is read from what was applied, to the letter", () => {
  const stage = {
    default_route_settings: { throttling_rate_limit: 5, throttling_burst_limit: 9 },
    access_log_settings: { destination_arn: "arn", format: "$context.authorizer.error $context.error.message" },
  };
  expect(planChecks(stack({ stage }), stack())).toMatchSnapshot();
  expect(planChecks(stack(), stack())).toMatchSnapshot();
});

test.each<[string, object, boolean]>([
  ["for this API", { p: permission() }, true],
  ["beside another", { other: permission({ function_name: "other" }), p: permission() }, true],
  ["for another API", { p: permission({ source_arn: "arn:aws:execute-api:eu-west-1:123456789012:xyz/*" }) }, false],
  ["of another function", { p: permission({ function_name: "other" }) }, false],
  ["for another service", { p: permission({ principal: "s3.amazonaws.com" }) }, false],
  ["to do something else", { p: permission({ action: "lambda:GetFunction" }) }, false],
  ["without one", {}, false],
])("may API Gateway call the function, by a permission %s?", (_, permissions, passed) =>
  expect(rowOf("API Gateway", { permissions })).toMatchObject({ passed }),
);

test.each<[number | undefined, object | undefined]>([
  [49, { expected: "a timeout of 50 to 30000 ms", observed: "49 ms, which AWS refuses", passed: false }],
  [50, { observed: "here: an integration's timeout is not enforced", passed: undefined }],
  [29_999, { expected: expect.stringMatching(/, 29999 ms$/), passed: undefined }],
  [30_000, undefined],
  [30_001, { observed: "30001 ms, which AWS refuses", passed: false }],
  [undefined, undefined],
])("an integration's timeout of %s ms, which nothing here enforces", (timeout_milliseconds, told) => {
  const row = rowOf("an answer that takes longer", { integration: { timeout_milliseconds } });
  if (told === undefined) expect(row).toBeUndefined();
  else expect(row).toMatchObject(told);
});

const locked = { deletion_protection: "ACTIVE" };
const kept = { lifecycle: { prevent_destroy: true } };
test.each<[string, object, boolean | undefined]>([
  ["both locks", { ...locked, ...kept }, true],
  ["one alone", locked, false],
  ["the other alone", kept, false],
  ["neither, which somebody chose", {}, undefined],
])("a pool with %s", (_, pool, passed) => {
  const row = rowOf("a plan that would destroy it", { pool });
  expect(row).toMatchObject({ expected: "deletion_protection and prevent_destroy", passed });
  expect(row?.observed).toBe(
    `deletion_protection ${"deletion_protection" in pool ? "ACTIVE" : "INACTIVE"}, ${"lifecycle" in pool ? "" : "no "}prevent_destroy`,
  );
});

test("a module's pool is held to AWS's lock alone, for its callers can't choose the other", () => {
  const folder = { origin: { format: "folder" }, pools: [], stages: [] } as unknown as Model;
  const expected = "deletion_protection";
  expect(rowOf("a plan that would destroy it", { pool: locked }, folder)).toMatchObject({ expected, passed: true });
  expect(rowOf("a plan that would destroy it", {}, folder)).toMatchObject({ expected, passed: undefined });
});

test.each<[object, string, boolean]>([
  [{}, "rate not set, burst not set", false],
  [{ throttling_rate_limit: 5 }, "rate 5/s, burst not set", false],
  [{ throttling_burst_limit: 5 }, "rate not set, burst 5", false],
  [{ throttling_rate_limit: 0, throttling_burst_limit: 5 }, "rate 0/s, burst 5", false],
  [{ throttling_rate_limit: 5, throttling_burst_limit: 0 }, "rate 5/s, burst 0", false],
  [{ throttling_rate_limit: 5, throttling_burst_limit: 1 }, "rate 5/s, burst 1", true],
])("a stage with the limits %j", (default_route_settings, observed, passed) =>
  expect(rowOf("too many requests", { stage: { default_route_settings } })).toMatchObject({ observed, passed }),
);

test("HCL without limits of its own has the account's, and zeros that it sets are a mistake", () => {
  const zeros = { default_route_settings: [{ throttling_rate_limit: 0, throttling_burst_limit: 0 }] };
  const written = (change: Record<string, object>) =>
    ({ ...stack(change), origin: { format: "folder" }, pools: [], stages: stack(change).stages }) as unknown as Model;
  expect(rowOf("too many requests", { stage: zeros }, written({}))).toMatchObject({
    observed: "no default_route_settings",
    passed: undefined,
  });
  expect(rowOf("too many requests", { stage: zeros }, written({ stage: zeros }))?.passed).toBe(false);
  expect(rowOf("too many requests", { stage: zeros })?.passed).toBe(false);
});
