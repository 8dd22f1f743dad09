import { HELP, parseOptions } from "../../../tools/conformance/args";

const ACCOUNT = ["--account", "123456789012"];

test("an account is enough: the region is us-east-1, and the report lies in the working folder", () => {
  expect(parseOptions(ACCOUNT)).toEqual({
    account: "123456789012",
    region: "us-east-1",
    endpoint: undefined,
    yes: false,
    report: "conformance.md",
    remove: undefined,
  });
});

test("every option is taken", () => {
  const more = ["--region", "eu-central-1", "--yes", "--report", "r.md", "--remove", "conformance-0123abcd"];
  expect(parseOptions([...ACCOUNT, ...more, "--endpoint", "http://127.0.0.1:4566"])).toEqual({
    account: "123456789012",
    region: "eu-central-1",
    endpoint: "http://127.0.0.1:4566",
    yes: true,
    report: "r.md",
    remove: "conformance-0123abcd",
  });
});

test("the help names every option", () => {
  expect(parseOptions(["--help"])).toBeUndefined();
  for (const name of ["account", "region", "yes", "report", "remove", "endpoint"]) expect(HELP).toContain(`--${name}`);
});

test.each([
  [[], "No account is named."],
  [["--account", "12345"], 'takes 12 digits, not "12345"'],
  [[...ACCOUNT, "--region", "Frankfurt"], 'the name of a region, not "Frankfurt"'],
  // Credentials are sent there, so it must be this machine.
  [[...ACCOUNT, "--endpoint", "https://example.com"], "an address of the AWS emulator on this machine"],
  [[...ACCOUNT, "--endpoint", "http://127.0.0.1.example.com:80"], "an address of the AWS emulator on this machine"],
  [[...ACCOUNT, "--remove", "../main"], "takes the name that a run printed"],
  [[...ACCOUNT, "--force"], "--force"],
])("%j is refused", (argv, message) => {
  expect(() => parseOptions(argv)).toThrow(message);
});
