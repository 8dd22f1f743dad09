import { parseOptions } from "../../../tools/supported/args";
import { idOf, LINTERS, RANGE } from "../../../tools/supported/range";

const names = (argv: readonly string[]) => parseOptions(argv).tools.map(idOf);

test("the whole range by default; linters are only got", () => {
  expect(names([])).toEqual(RANGE.map(idOf));
  expect(names(["--get"])).toEqual([...RANGE, ...LINTERS].map(idOf));
});

test("both ends of both are in it", () => {
  expect(RANGE.map(({ name, end }) => `${name} ${end ?? ""}`)).toEqual([
    "terraform lower",
    "terraform upper",
    "opentofu lower",
    "opentofu upper",
  ]);
});

test("builds take as long as they take, unless it is said how long", () => {
  expect(parseOptions([]).buildTime).toBe(Infinity);
  expect(parseOptions(["--build-minutes", "20"]).buildTime).toBe(1_200_000);
  expect(parseOptions(["--build-minutes", "0"]).buildTime).toBe(0);
});

test("some of it, in its own order", () => {
  expect(names(["--only", "opentofu-1.12.6", "--only", "terraform-1.5.7"])).toEqual([
    "terraform-1.5.7",
    "opentofu-1.12.6",
  ]);
});

test.each([
  [["--only", "terraform-1.2.3"], /--only terraform-1\.2\.3: there is no such tool/],
  [["--only", "tflint"], /there is no such tool/],
  [["--build-minutes", "soon"], /--build-minutes soon: no number/],
  [["--all"], /Unknown option '--all'/],
])("%j is refused", (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(message);
});
