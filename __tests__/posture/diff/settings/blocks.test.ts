import { synthChanges } from "../support";

type Body = Record<string, unknown>;
const both = (type: string, before: Body, after: Body) =>
  [
    synthChanges({ [type]: { x: before } }, { [type]: { x: after } }),
    synthChanges({ [type]: { x: after } }, { [type]: { x: before } }),
  ].map((list) => list.map(({ kind, summary }) => `${kind}: ${summary}`));

describe("a block whose name isn't known", () => {
  const schema = (...names: readonly string[]): Body => ({
    schema: names.map((name) => ({ name, attribute_data_type: "String" })),
  });
  const OPEN = ["unknown: schema of aws_cognito_user_pool.x may have changed: var.unset is not declared."];

  test("may be the one that the other side names", () => {
    expect(both("aws_cognito_user_pool", schema("tenant"), schema("${var.unset}"))).toEqual([OPEN, OPEN]);
  });

  test("may be the one that the other side names by another input", () => {
    const [forth, back] = both("aws_cognito_user_pool", schema("${var.unset}"), schema("${var.other}"));
    expect([forth, back].map((list) => list?.map((text) => text.split(":")[0]))).toEqual([["unknown"], ["unknown"]]);
  });

  test("is one more beside those that stay", () => {
    expect(both("aws_cognito_user_pool", schema("tenant"), schema("tenant", "${var.unset}"))).toEqual([
      ["neutral: Users of aws_cognito_user_pool.x have a new attribute var.unset."],
      ["breaking: Users of aws_cognito_user_pool.x no longer have the attribute var.unset."],
    ]);
  });

  test("is that of another resource where it refers to another", () => {
    const plan = (api: string): Body => ({
      api_stages: [{ api_id: `\${aws_api_gateway_rest_api.${api}.id}`, stage: "live" }],
    });
    const apis = { aws_api_gateway_rest_api: { one: { name: "one" }, two: { name: "two" } } };
    const side = (api: string) => ({ ...apis, aws_api_gateway_usage_plan: { x: plan(api) } });
    const kinds = synthChanges(side("one"), side("two")).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["broadened", "narrowed"]);
  });
});
