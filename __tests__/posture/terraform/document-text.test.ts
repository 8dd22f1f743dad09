import { dataIn, dataWithin, joined } from "../../../posture/terraform/document-text";
import { Unresolved } from "../../../posture/terraform/value-node";
import type { Reference } from "../../../posture/terraform/resource";

const reference = (address: string): Reference => ({ address, attribute: ["arn"] });
const gap = (address: string, json?: object): Unresolved =>
  new Unresolved(`${address} isn't known`, () => [reference(address)], undefined, undefined, json as never, [
    reference(address),
  ]);

describe("a document of which parts aren't known", () => {
  test("is read around them, in JSON and in YAML", () => {
    const json = dataWithin(['{"a": ["x", "', gap("q"), '/*"], "b": ', gap("r"), "}"]);
    expect(json).toMatchObject({ a: ["x", { pieces: [reference("q"), "/*"] }], b: { why: "r isn't known" } });
    const yaml = dataWithin(["a:\n  - x\n  - ", gap("q"), "/*\nb: ", gap("r"), "\n"]);
    expect(yaml).toMatchObject({ a: ["x", { pieces: [reference("q"), "/*"] }], b: { why: "r isn't known" } });
  });

  test.each([
    ["a name with colons", ["a:b: ", gap("q")], "a:b"],
    ["a name with a colon after a comment", ["# x\na:b: ", gap("q")], "a:b"],
    ["a name at the end of its line", ["a:\n  ", gap("q")], "a"],
  ])("is read as YAML by %s", (_, parts, name) => {
    expect(dataWithin(parts)).toMatchObject({ [name]: { why: "q isn't known" } });
  });

  test("takes a document that is put in for what it holds", () => {
    expect(dataWithin(['{"a": ', gap("q", { b: [1] }), "}"])).toEqual({ a: { b: [1] } });
  });

  test("with a name that isn't known knows nothing of what has the name, and all of what is beside", () => {
    const data = dataWithin(['{"a": {"', gap("q"), ':aud": "x"}, "b": 1}']);
    expect(data).toMatchObject({ a: { why: "a key isn't known (q isn't known)" }, b: 1 });
  });

  test.each([
    ["a text", ["hello ", gap("q")]],
    ["an ARN, whose colons name nothing", ["arn:aws:iam::", gap("q"), ":role/x"]],
    ["a URL", ["https://", gap("q"), "/x"]],
    ["a part that may end the document", ['{"a": 1', gap("q"), "}"]],
    ["a text that holds the marks itself", ['{"a": "\ue0f0"', ', "b": "', gap("q"), '"}']],
  ])("isn't read where it can't be: %s", (_, parts) => {
    expect(dataWithin(parts)).toBeUndefined();
  });

  test.each([["word"], ["12"], ["{"], [""]])("%j is no document", (text) => {
    expect(dataIn(text)).toBeUndefined();
  });
});

test("a joined text keeps what it is put together of, unless a part doesn't say", () => {
  expect(joined(["a", gap("q"), "b", "c"])).toMatchObject({ pieces: ["a", reference("q"), "bc"] });
  expect(joined(["a", new Unresolved("no")])).toMatchObject({ why: "no" });
  expect((joined(["a", new Unresolved("no")]) as Unresolved).pieces).toBeUndefined();
  expect(joined(["a", "b"])).toBe("ab");
});
