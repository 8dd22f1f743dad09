import { ConfigurationErrors } from "../../../constructs/errors/configuration-error";
import { Token } from "cdktf";
import { tags } from "../../../constructs/props/names";
import * as shape from "../../../constructs/props/shape";

/** `code prop: what was found. What to write` of each mistake. */
function told(of: shape.Shape, value: unknown): string[] {
  try {
    shape.checkProps(of, value, "p");
  } catch (error) {
    const all = error instanceof ConfigurationErrors ? error.errors : [error as ConfigurationErrors];
    return all.map(({ code, prop, found, instead }) => `${code} ${prop ?? ""}: ${found}. ${instead}`);
  }
  return [];
}

test.each<[string, shape.Shape, unknown[], unknown, string]>([
  ["text", shape.text, ["", "a"], 7, "input-type : it is 7. Write a string"],
  ["flag", shape.flag, [true, false], "yes", 'input-type : it is "yes". Write true or false'],
  ["number", shape.number(1, 3, "MB"), [1, 2.5, 3], 4, "input-value : it is 4. Write 1 to 3 MB"],
  ["open number", shape.number(0), [0, 1e9], -1, "input-value : it is -1. Write 0 or more"],
  ["number of another kind", shape.number(), [1], "1", 'input-type : it is "1". Write a number'],
  ["no number", shape.number(), [1], NaN, "input-type : it is NaN. Write a number"],
  ["word", shape.oneOf("arm64", "x86_64"), ["arm64"], "arm46", 'input-value : it is "arm46". Did you mean "arm64"?'],
  ["another version", shape.oneOf("ipv4", "b"), ["b"], "ipv6", 'input-value : it is "ipv6". Write "ipv4" or "b"'],
  ["far word", shape.oneOf("a", "b"), ["b"], "zebra", 'input-value : it is "zebra". Write "a" or "b"'],
  ["word of another kind", shape.oneOf("a"), ["a"], ["a"], 'input-type : it is a list. Write "a"'],
  ["list", shape.list(shape.text, 1), [["a"]], [], "input-value : the list is empty. Name at least one"],
  ["no list", shape.list(shape.text), [[]], {}, "input-type : it is an object. Write a list: […]"],
  [
    "record",
    shape.record(shape.text),
    [{}, { a: "b" }],
    [],
    "input-type : it is an empty list. Write an object: { name: … }",
  ],
])("%s", (_, of, good, bad, message) => {
  for (const value of good) expect(told(of, value)).toEqual([]);
  expect(told(of, bad)).toEqual([message]);
});

const THING = shape.object<{ name: string; size?: number; tags?: Record<string, string> }>({
  name: shape.text,
  "size?": shape.number(1, 2),
  "tags?": shape.record(shape.text),
});

test("an object has its props and no others, and everything is told at once, by its place", () => {
  expect(told(THING, { name: "a" })).toEqual([]);
  expect(told(THING, { nmae: "a", size: 3, tags: { "a-b": 1 }, colour: 1 })).toEqual([
    "input-unknown nmae: there is no such prop, so it would change nothing. Did you mean name?",
    "input-unknown colour: there is no such prop, so it would change nothing. There are name, size, tags",
    "input-missing name: it is missing. Write it: it has no default",
    "input-value size: it is 3. Write 1 to 2",
    'input-type tags["a-b"]: it is 1. Write a string',
  ]);
});

test("items of a list are named by their index, and a choice looks by the first that fits", () => {
  const either = shape.choice([(value) => value === false, shape.unchecked], [shape.isRecord, THING]);
  expect(told(shape.list(either), [false, { name: 1 }])).toEqual(["input-type [1].name: it is 1. Write a string"]);
});

const REFERENCE = Token.asString({ resolve: () => "a" });

test("what only Terraform knows passes where AWS gets it as it is", () => {
  for (const one of [shape.text, shape.number(1, 2), shape.list(shape.text), tags])
    expect(told(one, REFERENCE)).toEqual([]);
  expect(told(tags, { a: REFERENCE })).toEqual([]);
});

test("what synth decides by can't be a reference, nor can names that addresses are made of", () => {
  const unknown = "it is a reference, whose value Terraform learns after synth, and synth decides by it";
  for (const [of, written] of [
    [shape.flag, "true or false"],
    [shape.oneOf("a", "b"), '"a" or "b"'],
    [shape.unique(shape.oneOf("a")), "a list: […]"],
    [shape.record(shape.textOf("why")), 'an object: { name: "why" }'],
    [THING, "an object: { name: … }"],
    [shape.choice([shape.has("size"), THING], THING), "an object: { name: … }"],
    [shape.identifier, "the name itself"],
  ] as const)
    for (const value of [REFERENCE, { resolve: () => "a", creationStack: [] }])
      expect(told(of, value)).toEqual([`input-type : ${unknown}. Write ${written}`]);
  for (const one of [shape.record(shape.unchecked), tags])
    expect(told(one, { [REFERENCE]: "b" })).toEqual([
      'input-type ["(known only to Terraform)"]: its name is a reference. Write the name itself',
    ]);
});

test("a record's entry that is undefined is no entry only where it may be", () => {
  expect(told(shape.record(THING), { a: undefined })).toEqual([
    "input-type a: it is undefined. Write an object: { name: … }",
  ]);
  expect(told(shape.record(shape.optional(THING)), { a: undefined, b: { name: "b" } })).toEqual([]);
  expect(told(shape.record(shape.optional(THING)), [])).toEqual([
    "input-type : it is an empty list. Write an object: { name: { name: … } }",
  ]);
});

test("a prop of another kind of object is told what it can't stand beside", () => {
  const either = shape.choice(
    [shape.has("arn"), shape.object<{ arn: string; x?: string }>({ arn: shape.text, "x?": shape.text })],
    shape.object<{ name: string; x?: string }>({ name: shape.text, "x?": shape.text }),
  );
  expect(told(either, { arn: "a", name: "b", x: "c" })).toEqual([
    "input-unknown name: it can't stand beside arn. Leave one of them out",
  ]);
});

test("a prop that belongs further in is told where, unless there are many such places", () => {
  const inner = shape.object<{ colour?: string }>({ "colour?": shape.text });
  const outer = (...names: string[]): shape.Shape =>
    shape.object<object>({
      ...Object.fromEntries(names.map((name) => [`${name}?`, inner])),
      "many?": shape.record(inner),
      "list?": shape.list(inner),
    });
  const answer = (of: shape.Shape): string | undefined => told(of, { colour: "red" })[0]?.split(". ")[1];
  expect(answer(outer())).toBe("Did you mean many.NAME.colour or list[0].colour?");
  expect(answer(outer("one"))).toBe("Did you mean one.colour or many.NAME.colour or list[0].colour?");
  expect(answer(outer("one", "two"))).toBe("There are one, two, many, list");
});

test("a Map has no props, and names that every object has are none", () => {
  const things = shape.record(shape.text);
  expect(told(things, new Map([["a", "b"]]))).toEqual(["input-type : it is a Map. Write an object: { name: … }"]);
  expect(told(THING, new Set())).toEqual(["input-type : it is a Set. Write an object: { name: … }"]);
  for (const name of ["constructor", "toString", "__proto__"])
    expect(told(things, JSON.parse(`{"${name}":"a"}`))).toEqual([
      `input-value ${name}: every object of JavaScript has this name. Write another`,
    ]);
});

test("a blank is no name, and names that have their own check are left to it", () => {
  for (const name of ["", " "])
    expect(told(shape.record(shape.text), { [name]: "a" })).toEqual([
      `input-value ${name === "" ? '[""]' : '[" "]'}: its name is empty. Give it one`,
    ]);
  const seen: string[] = [];
  const keyed = shape.record(shape.text, (name, prop) => void seen.push(`${name} at ${prop}`));
  expect(told(keyed, { "": "a", b: "c" })).toEqual([]);
  expect(seen).toEqual([' at [""]', "b at b"]);
});

test("values are described shortly", () => {
  expect([shape.describe("x".repeat(110)), shape.describe(null), shape.describe(() => 1)]).toEqual([
    `"${"x".repeat(97)}…"`,
    "null",
    "a function",
  ]);
  expect(shape.describe(256n)).toBe("256n");
});
