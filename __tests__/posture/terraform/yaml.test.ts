import { Unresolved } from "../../../posture/terraform/value-node";
import { YamlError, parseYaml } from "../../../posture/terraform/yaml";

describe("YAML", () => {
  test("is read as data, with anchors and merges", () => {
    expect(parseYaml("a: &x { k: v, l: 1 }\nb:\n  <<: [*x]\n  k: own\n200: [true, null, 'no']")).toEqual({
      a: { k: "v", l: 1 },
      b: { k: "own", l: 1 },
      200: [true, null, "no"],
    });
  });

  test.each(["2024-01-01", "no", "0x1F", "12:30:45", "1e3", "014", "12345678901234567890"])(
    "%s alone isn't known: readers differ",
    (text) => {
      expect(parseYaml(`a: ${text}`)).toEqual({ a: expect.any(Unresolved) as unknown });
      expect(parseYaml(`a: "${text}"`)).toEqual({ a: text });
    },
  );

  test.each([
    ["", "0 documents"],
    ["a: [", "line 1"],
    ["a: 1\na: 2", "line 2"],
    ["a: 1\n---\nb: 2", "2 documents"],
    ["a: !own 1", "tag"],
    ["? [1, 2]\n: a", "a key is no single value"],
    ["a:\n  <<: 1", "<< merges no map"],
    ["a:\n  <<: [[1]]", "<< merges no map"],
    ["a:\n  <<:", "<< merges no map"],
    [`${"[".repeat(200)}${"]".repeat(200)}`, "deeply"],
    [`a: &a [1]\nb: [${Array.from({ length: 200 }, () => "*a").join(", ")}]`, "aliases"],
  ])("%j is refused", (text, why) => {
    expect(() => parseYaml(text)).toThrow(YamlError);
    expect(() => parseYaml(text)).toThrow(why);
    expect(() => parseYaml(text)).toThrowErrorMatchingSnapshot();
  });

  test("may be nested a hundred times", () => {
    const nested = (times: number): string => `${"[".repeat(times)}${"]".repeat(times)}`;
    expect(parseYaml(nested(101))).toEqual(JSON.parse(nested(101)));
    expect(() => parseYaml(nested(102))).toThrow("it is nested too deeply");
  });

  test("of several maps the first goes before the others, and what stands beside them before all", () =>
    expect(
      parseYaml("a: &a { k: 1, l: 1, m: 1 }\nb: &b { l: 2, m: 2, n: 2 }\nc:\n  m: 3\n  <<: [*a, *b]\n  o: ~\n"),
    ).toMatchObject({
      c: { k: 1, l: 1, m: 3, n: 2, o: null },
    }));
});
