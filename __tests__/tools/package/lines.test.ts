import { inLines } from "../../../tools/package/lines";

const STATEMENT = 'var a=b("a;b",`c;${(()=>{let d=1;return d})()};`,/;e/);';

describe("minified code in lines", () => {
  const code = `function b(){return arguments.length}class F{g=1;h(){${STATEMENT.repeat(20)}return a}}${STATEMENT.repeat(20)}new F().h()+a`;

  it("is the same code", () => expect(inLines(code).replaceAll("\n", "")).toBe(code));

  it("says the same", () => expect(eval(inLines(code))).toBe(6));

  it("has no long lines", () => {
    const lengths = inLines(code)
      .split("\n")
      .map((line) => line.length);
    expect(lengths.length).toBeGreaterThan(4);
    expect(Math.max(...lengths)).toBeLessThan(400 + STATEMENT.length);
  });
});
