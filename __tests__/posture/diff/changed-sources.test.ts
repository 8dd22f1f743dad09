import { ChangedSources } from "../../../posture/diff/changed-sources";
import type { Resources } from "../rules/support";
import { between } from "./models";

const source = (was: Resources, is: Resources, attribute: readonly string[] = ["value"]) => {
  const sources = new ChangedSources(between(was, is));
  return (address: string) => sources.among([{ address, attribute }]);
};
const random = (length: number) => ({ random_id: { r: { length } } });
const server = (name: string) => ({
  aws_cognito_resource_server: { s: { identifier: "a", name, scope: [{ scope_name: name }] } },
});
test("another provider's resource with other arguments, and a list that AWS computes", () => {
  expect(source(random(1), random(2))("random_id.r")).toBe("random_id.r");
  expect(source(random(1), random(1))("random_id.r")).toBeUndefined();
  expect(source(random(1), {})("random_id.r")).toBeUndefined();
  const scopes = (was: string, is: string) =>
    source(server(was), server(is), ["scope_identifiers"])("aws_cognito_resource_server.s");
  expect([scopes("a", "a"), scopes("a", "b")]).toEqual([undefined, "aws_cognito_resource_server.s"]);
});
