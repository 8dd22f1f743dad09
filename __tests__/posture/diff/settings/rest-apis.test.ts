import { changesBetween } from "../../../../posture/diff/index";
import { readPlan } from "../../../../posture/model/read";

/** A plan of a REST API whose endpoint configuration AWS decides, is written, or comes from what is known only after apply. */
function planOf(endpoint_configuration: unknown, expressions: object = {}) {
  const api = { address: "aws_api_gateway_rest_api.x", mode: "managed", type: "aws_api_gateway_rest_api", name: "x" };
  const values = { name: "x", ...(endpoint_configuration !== undefined && { endpoint_configuration }) };
  const after_unknown = { id: true, ...(endpoint_configuration === undefined && { endpoint_configuration: true }) };
  return readPlan({
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ ...api, values }] } },
    resource_changes: [{ ...api, change: { actions: ["create"], before: null, after: values, after_unknown } }],
    configuration: { root_module: { resources: [{ ...api, expressions }] } },
  }).after;
}

test.each([
  ["left out: AWS makes it edge-optimized", {}, "neutral: aws_api_gateway_rest_api.x has an endpoint of type EDGE"],
  ["not known yet", { endpoint_configuration: { references: ["local.later"] } }, "unknown: From where"],
])("the endpoint of a REST API is %s", (_, expressions, said) => {
  const written = planOf([{ types: ["REGIONAL"] }], {
    endpoint_configuration: [{ types: { constant_value: ["REGIONAL"] } }],
  });
  const found = changesBetween(written, planOf(undefined, expressions));
  expect(found.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([expect.stringContaining(said)]);
});
