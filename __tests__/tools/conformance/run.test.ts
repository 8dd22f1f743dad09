import { PassThrough } from "node:stream";
import { confirmed } from "../../../tools/conformance/run";

const terminal = (): PassThrough & { isTTY?: boolean } => Object.assign(new PassThrough(), { isTTY: true });

let asked = "";
beforeEach(() => {
  asked = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    asked += String(text);
    return true;
  });
});
afterEach(() => jest.restoreAllMocks());

test.each([
  ["y\n", true],
  ["YES\n", true],
  ["n\n", false],
  ["\n", false],
  ["yesterday\n", false],
])("%j at the question is %s", async (typed, expected) => {
  const input = terminal();
  input.write(typed);
  expect(await confirmed("Go on? ", input)).toBe(expected);
  expect(asked).toBe("Go on? ");
});

test("a terminal that ends at the question says no, and where there is none nobody is asked", async () => {
  const input = terminal();
  input.end();
  expect(await confirmed("Go on? ", input)).toBe(false);
  asked = "";
  const piped = new PassThrough();
  piped.write("y\n");
  expect(await confirmed("Go on? ", piped)).toBe(false);
  expect(asked).toBe("");
});
