import fc from "fast-check";
import {
  every,
  isEmpty,
  known,
  listing,
  not,
  some,
  someItem,
  unknown,
  chain,
  map,
  is,
} from "../../../posture/model/index";
import type { Answer } from "../../../posture/model/index";
import { indexText, lastModule, longest, nameOf, partsOf, within } from "../../../posture/terraform/address";
import { NodeAttributes } from "../../../posture/terraform/attributes";
import { bareName, bodies, isObject, objectAt } from "../../../posture/terraform/configuration/json";
import { ConfiguredAttributes } from "../../../posture/terraform/configured-attribute";
import { ExpressionCache } from "../../../posture/terraform/expression-cache";
import { resourcesOf } from "../../../posture/terraform/format";
import { InstanceList } from "../../../posture/terraform/instance-cache";
import { marksSomething, merge } from "../../../posture/terraform/merge";
import { isConfiguration } from "../../../posture/terraform/origin";
import { leadsTo, targetOf } from "../../../posture/terraform/resource";
import { ResourceIndex, baseOf } from "../../../posture/terraform/resource-index";
import { ShownAttributes } from "../../../posture/terraform/shown-attributes";
import { Unresolved, firstUnresolved, isBranch } from "../../../posture/terraform/value-node";

const answers = fc.array(fc.constantFrom<Answer>(true, false, "unknown"));

describe("three-valued logic", () => {
  test("agrees with itself: every is not some not", () => {
    fc.assert(fc.property(answers, (list) => every(list) === not(some(list.map(not)))));
  });

  test("says yes or no only if every way of filling in the unknown says so", () => {
    const fill = (list: readonly Answer[], value: boolean) => list.map((a) => (a === "unknown" ? value : a));
    fc.assert(
      fc.property(answers, (list) => {
        const outcomes = new Set([fill(list, true), fill(list, false)].map((l) => l.every(Boolean)));
        return every(list) === (outcomes.size === 1 ? [...outcomes][0] : "unknown");
      }),
    );
  });

  test("keeps the reason of what isn't known", () => {
    const value = unknown("after apply");
    expect(map(value, () => 1)).toBe(value);
    expect(chain(known(1), () => value)).toBe(value);
    expect(is<number>(value, 1)).toBe("unknown");
  });

  test("doesn't take a partly known list for a whole one", () => {
    const part = listing([1], ["another"]);
    expect(someItem(part, (n) => n === 1)).toBe(true);
    expect(someItem(part, (n) => n === 2)).toBe("unknown");
    expect([isEmpty(listing([])), isEmpty(listing([], ["x"])), isEmpty(part)]).toEqual([true, "unknown", false]);
  });
});

describe("address", () => {
  test("is taken apart: dots and brackets inside an index belong to it", () => {
    expect(partsOf('module.a["x.y"].aws_t.n[0].id')).toEqual([
      "module",
      "a",
      { index: "x.y" },
      "aws_t",
      "n",
      { index: 0 },
      "id",
    ]);
    expect(partsOf("aws_t.n[each.key]")).toEqual(["aws_t", "n", { index: undefined }]);
    expect([indexText("k"), indexText(0), indexText(undefined), within("module.m", "t.n")]).toEqual([
      '["k"]',
      "[0]",
      "",
      "module.m.t.n",
    ]);
    expect(lastModule("module.a", 'module.a.module.b["k"]')).toEqual({ name: "b", index: "k" });
  });

  test("a reference names a resource, an output, a variable", () => {
    expect(nameOf("data.aws_t.n[0].id")).toMatchObject({
      kind: "resource",
      base: "data.aws_t.n",
      index: 0,
      attribute: ["id"],
    });
    expect(nameOf('module.m["k"].out')).toEqual({ kind: "module", name: "m", index: "k", output: "out" });
    expect([nameOf("var.x.y"), nameOf("each.value"), nameOf("path.module")].map(({ kind }) => kind)).toEqual([
      "var",
      "each",
      "other",
    ]);
    expect(longest(["aws_t.n.id", "aws_t.n", "aws_t.nn"])).toEqual(["aws_t.n.id", "aws_t.nn"]);
  });
});

describe("json", () => {
  test("an object stands for a list of one wherever blocks may repeat", () => {
    expect([bodies({ a: 1 }), bodies([{ a: 1 }, 2]), bodies("x")]).toEqual([[{ a: 1 }], [{ a: 1 }], []]);
    expect([objectAt({ a: [{ b: 1 }] }, "a"), objectAt({}, "toString")]).toEqual([{ b: 1 }, {}]);
    expect([isObject([]), isObject(null), isObject({})]).toEqual([false, false, true]);
    expect(bareName("${ aws.west }")).toBe("aws.west");
  });
});

describe("configured-attribute", () => {
  const of = new ConfiguredAttributes(
    { name: { references: ["var.x"] }, block: [{ a: { references: ["aws_t.n.id"] }, b: { constant_value: 1 } }] },
    new ExpressionCache(),
  );
  test("an expression is given, left out, or hidden in a dynamic block", () => {
    expect(of.at(["name"])).toMatchObject({ how: "given", references: ["var.x"] });
    expect(of.at(["block", 0, "a"]).references).toEqual(["aws_t.n.id"]);
    expect([of.at(["other"]).how, of.at(["jwt_configuration"]).how]).toEqual(["left-out", "hidden"]);
    expect(of.constants(["block"])).toEqual(["b=1"]);
  });

  test("of several blocks those count that the plan may show so: a set's order is another", () => {
    const origin = (id: string, reference: string, more = {}) => ({
      id: { constant_value: id },
      domain: { references: [reference] },
      ...more,
    });
    const several = new ConfiguredAttributes(
      { origin: [origin("url", "aws_u.u.url"), origin("api", "aws_a.a.endpoint", { header: [{ name: {} }] })] },
      new ExpressionCache(),
    );
    const shown = { origin: [{ id: "api", header: [{ name: "x" }] }, { id: "url", header: [] }, { id: "made" }] };
    const read = [0, 1, 2].map((i) => several.at(["origin", i, "domain"], shown));
    expect(read.map(({ references }) => references)).toEqual([["aws_a.a.endpoint"], ["aws_u.u.url"], []]);
    expect(read[2]?.how).toBe("hidden");
    expect(several.at(["origin", 0, "domain"]).references).toEqual(["aws_u.u.url", "aws_a.a.endpoint"]);
  });

  test("a template of Terraform JSON is no constant: it doesn't say which block is meant", () => {
    const block = (name: string) => ({
      id: { constant_value: `\${aws_t.n.name}-${name}`, references: ["aws_t.n.name", "aws_t.n"] },
      domain: { constant_value: `\${aws_t.${name}.id}`, references: [`aws_t.${name}.id`, `aws_t.${name}`] },
    });
    const written = new ConfiguredAttributes({ origin: [block("a"), block("b")] }, new ExpressionCache());
    const shown = { origin: [{ id: "n-a" }, { id: "n-b" }] };
    expect(written.at(["origin", 0, "domain"], shown)).toMatchObject({
      how: "given",
      references: ["aws_t.a.id", "aws_t.a", "aws_t.b.id", "aws_t.b"],
    });
  });
});

describe("expression-cache", () => {
  test("what reads alike is one object, and why it isn't known names what it comes from", () => {
    const cache = new ExpressionCache();
    expect(cache.given(["aws_t.n.id", "aws_t.n"])).toBe(cache.given(["aws_t.n.id", "aws_t.n"]));
    expect(cache.given(["aws_t.n.id", "aws_t.n"]).why).toBe("known after apply, from aws_t.n.id");
    expect(cache.namesIn(["var.x", "each.key"])).toMatchObject({ fixed: false, inputs: true });
    expect(cache.namesIn(["aws_t.n.id"])).toMatchObject({ fixed: true, inputs: false });
  });
});

describe("format", () => {
  test("resources come with their module's address, modules in one order", () => {
    const one = (name: string) => ({ address: `aws_t.${name}`, type: "aws_t", name });
    const child = (address: string) => ({ address, resources: [one(address)] });
    const found = [...resourcesOf({ resources: [one("r")], child_modules: [child("module.b"), child("module.a")] })];
    expect(found.map(([{ name }, module]) => [name, module])).toEqual([
      ["r", undefined],
      ["module.a", "module.a"],
      ["module.b", "module.b"],
    ]);
  });
});

describe("instance-cache", () => {
  test("knows each instance of a module, and the modules around it", () => {
    const list = new InstanceList(() => ["aws_t.n[0]"]);
    list.addAlone('module.a["x"].module.b[1]');
    list.add('module.a["y"]', undefined);
    expect([...list.modules("module.a")]).toEqual(['module.a["x"]', 'module.a["y"]']);
    expect([...list.modules('module.a["x"].module.b')]).toEqual(['module.a["x"].module.b[1]']);
    expect([list.has("aws_t.n[0]"), list.has("aws_t.n[1]")]).toEqual([true, false]);
  });
});

describe("merge", () => {
  const behind = {
    expressionAt: ([name]: readonly unknown[]) => ({
      how: name === "gone" ? ("left-out" as const) : ("given" as const),
      references: [],
      why: `from ${String(name)}`,
    }),
    evaluate: () => undefined,
    resolve: () => [],
  };
  test("what is known only after apply is unresolved, what was left out is left out", () => {
    const merged = merge({ a: 1, list: [1] }, { b: true, gone: true, list: [false, true] }, behind, []) as Record<
      string,
      unknown
    >;
    expect(merged).toMatchObject({ a: 1, b: { why: "from b" } });
    expect(merged["gone"]).toBeUndefined();
    expect(merged["list"]).toEqual([1, expect.any(Unresolved)]);
    expect([marksSomething({ a: [false, { b: true }] }), marksSomething({ a: [] })]).toEqual([true, false]);
  });
});

describe("origin", () => {
  test("a synth and a folder show what is written, a plan and a state what a provider makes of it", () =>
    expect(
      (["synth", "folder", "plan", "state"] as const).map((format) =>
        isConfiguration({ format, side: "after", complete: true }),
      ),
    ).toEqual([true, true, false, false]));
});

describe("attributes", () => {
  const of = new NodeAttributes(
    () => ({
      text: "a",
      number: "12",
      flag: "true",
      odd: "x",
      list: ["a", new Unresolved("later")],
      block: [{ inner: 1 }],
      none: null,
    }),
    { sensitive: { block: [{ inner: true }] } },
  );
  test("are read as what is asked for, unknown where they are something else", () => {
    expect(
      [of.text("text"), of.number("number"), of.flag("flag"), of.text("none")].map((one) => one.known && one.value),
    ).toEqual(["a", 12, true, undefined]);
    expect([of.number("odd"), of.flag("odd"), of.text("block"), of.text("arn")].map(({ known: is }) => is)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(of.texts("list")).toEqual({ items: ["a"], missing: ["later"] });
    expect(of.blocks("block").items[0]?.number("inner")).toEqual({ known: true, value: 1 });
    expect([of.sensitive("block"), of.sensitive("text")]).toEqual([true, false]);
  });
});

describe("shown-attributes", () => {
  test("of a state everything is known, nothing inherited, and its expressions are hidden", () => {
    const of = new ShownAttributes({ a: "x" }, { a: true });
    expect([of.text("a"), of.text("toString")]).toEqual([
      { known: true, value: "x" },
      { known: true, value: undefined },
    ]);
    expect([of.sensitive("a"), of.expression("a").how, of.fingerprint(["a"])]).toEqual([true, "hidden", '["x"]']);
  });
});

const thing = (address: string, more: object = {}) =>
  ({ address, mode: "managed", type: "aws_t", name: "n", ...more }) as never;

describe("resource-index", () => {
  test("finds by address and type, and all instances of what has no index", () => {
    const all = [
      thing("aws_t.n[0]", { index: 0 }),
      thing("aws_t.n[1]", { index: 1 }),
      thing("module.m.data.aws_t.n", { module: "module.m", mode: "data" }),
    ];
    const index = new ResourceIndex({ format: "plan", side: "after", complete: true }, all);
    expect(index.at("aws_t.n[1]")).toBe(all[1]);
    expect([
      index.targets({ address: "aws_t.n", attribute: [] }).length,
      index.targets({ address: "aws_t.n[0]", attribute: [] }).length,
      index.ofType("aws_x").length,
    ]).toEqual([2, 1, 0]);
    expect(baseOf(all[2] as never)).toBe("module.m.data.aws_t.n");
  });
});

describe("resource", () => {
  test("a link leads to one thing, to none, or to one of a few", () => {
    const [a, b] = [{ address: "a" }, { address: "b" }] as never[];
    expect([targetOf({ kind: "resource", target: a as never }), targetOf({ kind: "none" })]).toEqual([a, undefined]);
    const open = (...candidates: never[]) => ({ kind: "unknown", why: "later", candidates }) as never;
    expect([
      leadsTo({ kind: "resource", target: a as never }, a as never),
      leadsTo({ kind: "external", id: "a" }, a as never),
      leadsTo(open(), a as never),
      leadsTo(open(b as never), a as never),
    ]).toEqual([true, false, "unknown", false]);
  });
});

describe("value-node", () => {
  test("the first leaf that isn't known is found wherever it is", () => {
    const leaf = new Unresolved("later", () => [{ address: "t.n", attribute: [] }], "${x}");
    expect([
      firstUnresolved({ a: ["x", { b: leaf }] }),
      firstUnresolved({ a: [1] }),
      isBranch(leaf),
      isBranch({}),
    ]).toEqual([leaf, undefined, false, true]);
    const again = leaf.as(() => []);
    expect([again.why, again.written, again.references]).toEqual(["later", "${x}", []]);
  });
});
