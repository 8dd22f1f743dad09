import { accessListOf, compareAccess } from "../../../posture/access-list";
import { readSynth } from "../../../posture/model/read";
import { goodStack, over, stackOf, type Resources } from "../rules/support";

const LIST = accessListOf(readSynth(goodStack()));
const differences = (change: Resources): string[] =>
  compareAccess(readSynth(stackOf(change)), LIST).map(
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
  ["no log", stage({ access_log_settings: undefined }), ["access-safeguard: no access log"]],
])("%s is a difference", (_name, change, expected) => {
  expect(differences(change)).toEqual(expected);
});
