import { regionOf } from "../../../local/terraform/synth";

test("the region is the default provider's, if it is a literal", () => {
  expect(regionOf({ provider: { aws: [{ alias: "x", region: "eu-west-1" }, { region: "eu-north-1" }] } })).toBe(
    "eu-north-1",
  );
  expect(regionOf({ provider: { aws: [{ region: "${var.region}" }] } })).toBe("us-east-1");
  expect(regionOf({})).toBe("us-east-1");
});
