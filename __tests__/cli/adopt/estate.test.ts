import { readEstate } from "../../../cli/adopt/estate";
import { smallEstate, stateOf } from "./state";

const json = (value: object) => Buffer.from(JSON.stringify(value));

test("what is managed is read with its values and what it depends on", () => {
  const [api, ...rest] = smallEstate();
  if (api === undefined) throw new Error("no API");
  const { held } = readEstate(stateOf([{ ...api, dependsOn: ["aws_acm_certificate.x"] }, ...rest]));
  expect(held.size).toBe(4);
  expect(held.get(api.address)).toMatchObject({
    label: "shop",
    dependsOn: ["aws_acm_certificate.x"],
    values: { name: "Shop API" },
  });
});

test.each([
  [
    "a configuration",
    json({ resource: { aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } } } }),
    /configuration, which holds no resource ids/,
  ],
  ["a raw state", json({ version: 4, lineage: "a", serial: 1, resources: [] }), /terraform show -json/],
  ["half a file", stateOf(smallEstate()).subarray(0, 300), /ends in the middle/],
  ["no API", stateOf([{ address: "aws_s3_bucket.b", values: { id: "b" } }]), /no HTTP API/],
  ["an empty state", json({ format_version: "1.0" }), /no HTTP API/],
])("%s is refused in words", (_, input, words) => expect(() => readEstate(input)).toThrow(words));

test("a plan that makes the API is refused, one without changes is read as the state that it was made from", () => {
  const state = JSON.parse(Buffer.from(stateOf(smallEstate())).toString()) as { values: object };
  const base = { format_version: "1.2", terraform_version: "1.13.3", configuration: { root_module: {} } };
  const changes = (actions: string[], side: "before" | "after") =>
    smallEstate().map(({ address, values }) => {
      const [type, name] = address.split(".");
      return {
        address,
        mode: "managed",
        type,
        name,
        change: { actions, before: null, after: null, after_unknown: {}, [side]: values },
      };
    });
  const unchanged = {
    ...base,
    prior_state: state,
    planned_values: state.values,
    resource_changes: changes(["no-op"], "before"),
  };
  expect(readEstate(json(unchanged)).held.size).toBe(4);
  const made = { ...base, planned_values: state.values, resource_changes: changes(["create"], "after") };
  expect(() => readEstate(json(made))).toThrow(/Apply it/);
});
