import { readSynth } from "../../../posture/model/read";
import { planMatchesState } from "../../../local/session/stack-run";

const model = (authorization: string, pool: object = {}) =>
  readSynth({
    terraform: {},
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_route: {
        r: { api_id: "${aws_apigatewayv2_api.api.id}", route_key: "GET /x", authorization_type: authorization },
      },
      aws_cognito_user_pool: { pool: { name: "pool", password_policy: { minimum_length: 12, ...pool } } },
    },
  });

test("a plan and a state that say the same agree, and what isn't set may be stored as zero", () => {
  expect(planMatchesState(model("JWT"), model("JWT")).passed).toBe(true);
  expect(planMatchesState(model("JWT"), model("JWT", { password_history_size: 0 })).passed).toBe(true);
});

test.each([
  ["a route that became public", model("NONE"), /authorization/],
  ["a number that nobody planned", model("JWT", { password_history_size: 5 }), /history/],
  ["a planned number that was lost", model("JWT", { minimum_length: 0 }), /minimum/i],
])("%s is a disagreement", (_name, state, named) => {
  const probe = planMatchesState(model("JWT"), state);
  expect(probe.passed).toBe(false);
  expect(probe.observed).toMatch(named);
});

test("what AWS gives a plain stack is no disagreement: a password policy, and a stage's settings of zeros", () => {
  const plain = (pool: object, stage: object) =>
    readSynth({
      terraform: {},
      resource: {
        aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
        aws_apigatewayv2_stage: { s: { api_id: "${aws_apigatewayv2_api.api.id}", name: "$default", ...stage } },
        aws_cognito_user_pool: { pool: { name: "pool", ...pool } },
      },
    });
  const given = (limit: number) =>
    plain(
      { password_policy: { minimum_length: 8 } },
      { default_route_settings: { throttling_rate_limit: limit, throttling_burst_limit: 0 } },
    );
  expect(planMatchesState(plain({}, {}), given(0)).passed).toBe(true);
  expect(planMatchesState(plain({}, {}), given(7)).passed).toBe(false);
});
