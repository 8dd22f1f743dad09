import { body, type Blocks } from "../../../../tools/module/hcl/body";

const BLOCKS: Blocks = new Map([
  ["schema", new Map([["limits", new Map()]])],
  ["policy", new Map()],
]);

test("attributes come first, then blocks; a list is one block each", () => {
  const text = body({ policy: { length: 8 }, name: "${var.a}", schema: [{ n: 1 }, { n: 2 }] }, BLOCKS);
  expect(text).toBe("name = var.a\n\npolicy {\nlength = 8\n}\n\nschema {\nn = 1\n}\n\nschema {\nn = 2\n}");
});

test("what isn't a block stays an attribute", () => {
  expect(body({ tags: { a: "b" }, on: false, none: null }, BLOCKS)).toBe('tags = { a = "b" }\non = false\nnone = null');
});

test("dynamic blocks repeat or depend, nested ones too", () => {
  const dynamics = new Map([
    ["schema", { over: "var.all" }],
    ["schema.limits", { when: "schema.value.limited" }],
  ]);
  expect(body({ schema: { name: "${schema.key}", limits: { max: 1 } } }, BLOCKS, dynamics)).toBe(
    [
      'dynamic "schema" {\nfor_each = var.all\n\ncontent {\nname = schema.key\n',
      'dynamic "limits" {\nfor_each = schema.value.limited ? [1] : []\n\ncontent {\nmax = 1\n}\n}\n}\n}',
    ].join("\n"),
  );
});

test("a block that isn't an object is an error", () => {
  expect(() => body({ policy: "x" }, BLOCKS)).toThrow("policy is a block");
});

test("a policy in JSON is written as an object", () => {
  expect(body({ assume: '{"Version":"2012-10-17"}' }, BLOCKS)).toBe('assume = jsonencode({ Version = "2012-10-17" })');
});
