import { readEstate } from "../../../cli/adopt/estate";
import { planAdoption } from "../../../cli/adopt/plan";
import { reportOf } from "../../../cli/adopt/report";
import { smallEstate, stateOf, type Written } from "./state";

/** A state names the blocks that a resource depends on, not their instances. */

const integration = (key: string, id: string): Written => ({
  address: `aws_apigatewayv2_integration.all["${key}"]`,
  values: {
    id,
    api_id: "a1b2c3d4e5",
    integration_type: "HTTP_PROXY",
    integration_method: "GET",
    integration_uri: `https://${key}.example.com`,
    payload_format_version: "1.0",
  },
});
const route = (key: string, id: string): Written => ({
  address: `aws_apigatewayv2_route.all["${key}"]`,
  values: {
    id: key,
    api_id: "a1b2c3d4e5",
    route_key: `GET /${key}`,
    authorization_type: "AWS_IAM",
    target: `integrations/${id}`,
  },
});
const rest = (values: Written["values"], ...dependsOn: string[]): Written => ({
  address: "aws_ssm_parameter.rest",
  values,
  dependsOn,
});

function stepsOf(...written: readonly Written[]): string {
  const estate = readEstate(stateOf([...smallEstate(), ...written]));
  return reportOf(planAdoption(estate), estate.held, { hcl: false, sameState: false, manager: "npm" });
}

const TWO = [integration("a", "int-a"), integration("b", "int-b"), route("a", "int-a"), route("b", "int-b")];
const BLOCK = "aws_apigatewayv2_integration.all";

test("what stays may refer to the one instance of a block", () => {
  expect(stepsOf(rest({ value: "x" }, "aws_apigatewayv2_api.shop"))).toContain(
    "- `aws_ssm_parameter.rest` may refer to `aws_apigatewayv2_api.shop` (its id: a1b2c3d4e5)\n",
  );
});

test("of several instances to the one whose id its values contain", () => {
  expect(stepsOf(...TWO, rest({ value: "id:int-b" }, BLOCK))).toContain(
    `- \`aws_ssm_parameter.rest\` may refer to \`${BLOCK}["b"]\` (its id: int-b)\n`,
  );
});

test("to each of them where its values contain none of their ids", () => {
  expect(stepsOf(...TWO, rest({ value: "x" }, BLOCK))).toContain(
    `- \`aws_ssm_parameter.rest\` may refer to \`${BLOCK}["a"]\` (its id: int-a), \`${BLOCK}["b"]\` (its id: int-b)\n`,
  );
});

test("not to one that goes where it names one that stays", () => {
  expect(
    stepsOf(...TWO.filter(({ address }) => !/route.all\["b"/.test(address)), rest({ value: "int-b" }, BLOCK)),
  ).not.toContain("may refer to");
});
