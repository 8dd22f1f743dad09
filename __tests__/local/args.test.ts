import { HELP, parseOptions } from "../../local/args";

test("nothing given: stays up, for people, on a free port", () => {
  expect(parseOptions([])).toEqual({
    once: false,
    json: false,
    verbose: false,
    watch: false,
    keep: false,
    frontEnd: false,
    port: undefined,
    stack: undefined,
    terraform: undefined,
    also: [],
    help: false,
  });
});

test("--json stops at the end", () => {
  expect(parseOptions(["--json"])).toMatchObject({ json: true, once: true });
});

test("--port takes a port", () => {
  expect(parseOptions(["--port", "4566"]).port).toBe(4566);
});

test.each(["0", "65536", "x", "1.5", "-1", ""])("--port=%s is refused with what is allowed", (port) => {
  expect(() => parseOptions([`--port=${port}`])).toThrow(/whole number from 1 to 65535/);
});

test("an unknown option is refused with the nearest one, and a word that is none", () => {
  expect(() => parseOptions(["--onec"])).toThrow("There is no option --onec. Is --once meant?");
  expect(() => parseOptions(["once"])).toThrow("Unexpected argument 'once'");
});

test("the help names every option", () => {
  for (const name of [
    "--once",
    "--json",
    "--verbose",
    "--watch",
    "--front-end",
    "--stack",
    "--terraform",
    "--also",
    "--port",
    "--help",
  ])
    expect(HELP).toContain(name);
});
