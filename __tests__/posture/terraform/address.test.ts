import {
  indexText,
  lastModule,
  longest,
  nameOf,
  partsOf,
  withoutIndexes,
  within,
} from "../../../posture/terraform/address";

describe("an address", () => {
  test.each([
    ["aws_t.n", ["aws_t", "n"]],
    ["module.a.aws_t.n[0].attr", ["module", "a", "aws_t", "n", { index: 0 }, "attr"]],
    ['aws_t.n["x.y]z"].id', ["aws_t", "n", { index: "x.y]z" }, "id"]],
    ['aws_t.n["a\\"]b"][2]', ["aws_t", "n", { index: 'a"]b' }, { index: 2 }]],
    ["aws_t.n[each.key].id", ["aws_t", "n", { index: undefined }, "id"]],
    ['aws_t.n["\\q"]', ["aws_t", "n", { index: "\\q" }]],
    ["aws_t.n[10", ["aws_t", "n", { index: 10 }]],
    ["aws_t.n[1x]", ["aws_t", "n", { index: undefined }]],
    ["aws_t.n[x1]", ["aws_t", "n", { index: undefined }]],
    ["", []],
  ])("%s has its parts", (address, parts) => expect(partsOf(address)).toEqual(parts));

  test("of all instances has no index", () =>
    expect(withoutIndexes('module.a["x"].aws_t.n[0]')).toBe("module.a.aws_t.n"));

  test.each([
    [undefined, ""],
    [0, "[0]"],
    ["0", '["0"]'],
    ['a"b', '["a\\"b"]'],
  ])("ends with the index %j as %s", (index, written) => expect(indexText(index)).toBe(written));

  test("stands inside its module", () => {
    expect(within(undefined, "aws_t.n")).toBe("aws_t.n");
    expect(within("module.a", "aws_t.n")).toBe("module.a.aws_t.n");
  });

  test.each([
    [undefined, "module.a", { name: "a", index: undefined }],
    [undefined, "module.a[1]", { name: "a", index: 1 }],
    ["module.a[1]", 'module.a[1].module.b["x.y"]', { name: "b", index: "x.y" }],
    ["module.a[1]", "module.a[1].module.b", { name: "b", index: undefined }],
  ])("of a module in %s: %s is made by its last call", (around, address, call) =>
    expect(lastModule(around, address)).toEqual(call),
  );
});

describe("a reference names", () => {
  test.each([
    ["aws_t.n", { kind: "resource", base: "aws_t.n", type: "aws_t", dynamic: true, attribute: [] }],
    ["aws_t.n.id", { kind: "resource", base: "aws_t.n", type: "aws_t", dynamic: false, attribute: ["id"] }],
    ["aws_t.n[0]", { kind: "resource", base: "aws_t.n", type: "aws_t", index: 0, dynamic: false, attribute: [] }],
    [
      'data.aws_t.n["k"].a[1].b',
      { kind: "resource", base: "data.aws_t.n", type: "aws_t", index: "k", dynamic: false, attribute: ["a", 1, "b"] },
    ],
    [
      "aws_t.n[each.key].id",
      { kind: "resource", base: "aws_t.n", type: "aws_t", index: undefined, dynamic: false, attribute: ["id"] },
    ],
    ["module.m", { kind: "module", name: "m" }],
    ["module.m.out.x", { kind: "module", name: "m", output: "out" }],
    ['module.m["k"].out', { kind: "module", name: "m", index: "k", output: "out" }],
    ["module", { kind: "other", path: ["module"] }],
    ["var.x.y[0]", { kind: "var", path: ["x", "y", 0] }],
    ["local.x", { kind: "local", path: ["x"] }],
    ["each.value.z", { kind: "each", path: ["value", "z"] }],
    ["count.index", { kind: "count", path: ["index"] }],
    ["path.module_root", { kind: "other", path: ["path", "module_root"] }],
    ["terraform.workspace", { kind: "other", path: ["terraform", "workspace"] }],
    ["aws_t", { kind: "other", path: ["aws_t"] }],
    ["data.aws_t", { kind: "other", path: ["data", "aws_t"] }],
    ["path_x.module", { kind: "resource", base: "path_x.module", type: "path_x", dynamic: true, attribute: [] }],
  ])("%s", (reference, named) => expect(nameOf(reference)).toStrictEqual(named));

  test("what the longest of each says: Terraform lists the prefixes behind", () => {
    expect(
      longest(["aws_t.n[0].id", "aws_t.n[0]", "aws_t.n", "aws_t.name", "aws_t.na", "var.x", "aws_t.n[0].id", "var.x"]),
    ).toEqual(["aws_t.n[0].id", "aws_t.name", "aws_t.na", "var.x"]);
    expect(longest([])).toEqual([]);
  });
});
