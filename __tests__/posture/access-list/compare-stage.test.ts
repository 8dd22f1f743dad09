import { accessListOf } from "../../../posture/access-list";
import { readSynth } from "../../../posture/model/read";
import { goodStack, over, stackOf, type Resources } from "../rules/support";
import { compared } from "./whole";

const LIST = accessListOf(readSynth(goodStack()));
const differences = (change: Resources): string[] =>
  compared(readSynth(stackOf(change)), LIST).map(
    ({ code, certain, found }) => `${code}${certain ? "" : "?"}: ${found}`,
  );
const stage = (change: Resources[string][string]): Resources => over("aws_apigatewayv2_stage", "stage", change);

test("what is written from a stack holds of it", () => {
  expect(LIST.stages).toEqual([
    expect.objectContaining({
      stage: "aws_apigatewayv2_stage.stage",
      api: "aws_apigatewayv2_api.api",
      name: "$default",
    }),
  ]);
});

test.each<[string, Resources, string[]]>([
  ["another name", stage({ name: "prod" }), ["access-address: the stage prod"]],
  [
    "a name that isn't known",
    stage({ name: "${var.stage}" }),
    [expect.stringMatching(/^access-address\?: the stage not known yet/)],
  ],
  ["another API", stage({ api_id: "abcdef" }), ["access-address: a stage of abcdef"]],
  [
    "limits that aren't known",
    stage({ default_route_settings: "${var.limits}" }),
    [expect.stringMatching(/^access-safeguard\?: /)],
  ],
  ["no log", stage({ access_log_settings: undefined }), ["access-safeguard: no access log"]],
])("%s is a difference", (_name, change, expected) => {
  expect(differences(change)).toEqual(expected);
});

/** A REST API's limits are a resource of their own, its log is the stage's. */
describe("a stage of a REST API", () => {
  const ofRest = (settings: object | undefined, log: boolean, name = "${aws_api_gateway_stage.v1.stage_name}") =>
    stackOf({
      aws_api_gateway_rest_api: { rest: { name: "rest" } },
      aws_api_gateway_stage: {
        v1: {
          stage_name: "v1",
          rest_api_id: "${aws_api_gateway_rest_api.rest.id}",
          ...(log && {
            access_log_settings: {
              destination_arn: "arn:aws:logs:eu-central-1:1:log-group:x",
              format: "$context.requestId",
            },
          }),
        },
      },
      ...(settings && {
        aws_api_gateway_method_settings: {
          all: { rest_api_id: "${aws_api_gateway_rest_api.rest.id}", stage_name: name, method_path: "*/*", settings },
        },
      }),
    });
  const limits = { throttling_rate_limit: 100, throttling_burst_limit: 200 };
  const list = accessListOf(readSynth(ofRest(limits, true)));
  const differing = (stack: object): string[] =>
    compared(readSynth(stack), list)
      .filter(({ at }) => at.address.startsWith("aws_api_gateway_stage."))
      .map(({ certain, found }) => `${found}${certain ? "" : "?"}`);

  test("what is on is written down", () => {
    expect(list.stages).toContainEqual({ stage: "aws_api_gateway_stage.v1", accessLog: true, throttling: true });
    expect(differing(ofRest(limits, true, "v1"))).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ["no log", ofRest(limits, false), ["no access log"]],
    ["no settings", ofRest(undefined, true), ["no throttling with a rate and a burst"]],
    ["a rate of 0", ofRest({ ...limits, throttling_rate_limit: 0 }, true), ["no throttling with a rate and a burst"]],
    ["no burst", ofRest({ throttling_rate_limit: 100 }, true), ["no throttling with a rate and a burst"]],
    ["settings of another stage", ofRest(limits, true, "v2"), ["no throttling with a rate and a burst"]],
    ["settings of a stage that isn't known", ofRest(limits, true, "${var.stage}"), ["what isn't known yet?"]],
    ["settings without limits", ofRest({ metrics_enabled: true }, true), ["no throttling with a rate and a burst"]],
  ])("%s is a difference", (_name, stack, expected) => {
    expect(differing(stack)).toEqual(expected);
  });
});
