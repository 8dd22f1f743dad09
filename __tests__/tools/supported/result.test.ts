import { RANGE } from "../../../tools/supported/range";
import { mocksProviders, readTests } from "../../../tools/supported/module-tests";
import { check, describeCheck, summarize } from "../../../tools/supported/result";

const [tool] = RANGE;
if (tool === undefined) throw new Error("The range is empty.");

const three = () =>
  Promise.all([
    check(tool, "validate", () => Promise.resolve({ passed: 15, failures: [] })),
    check(tool, "two instances", () => Promise.reject(new Error("terraform apply failed"))),
    check(tool, "module tests", () => Promise.resolve({ skipped: "there is no mirror" })),
  ]);

test("what passed, failed and was skipped is counted, and what throws has failed", async () => {
  const summary = summarize(await three(), false);
  expect(summary).toMatchObject({ passed: 15, failed: 1 });
  expect(summary.skipped).toEqual(["terraform-1.5.7: module tests (skipped: there is no mirror)"]);
  expect(summarize(await three(), true)).toMatchObject({ passed: 15, failed: 2 });
});

test("what the tool can do on no machine is skipped even where nothing else may be", async () => {
  const skip = { skipped: "mocks come with 1.7.0", nowhere: true } as const;
  const summary = summarize([await check(tool, "module tests", () => Promise.resolve(skip))], true);
  expect(summary).toMatchObject({ failed: 0, skipped: [expect.stringContaining("mocks come with 1.7.0")] });
});

test("each check is described with its failures and its reason", async () => {
  expect((await three()).map(describeCheck)).toEqual([
    "✓ terraform-1.5.7: validate: 15 passed (0 s)",
    "✗ terraform-1.5.7: two instances: 0 passed, 1 failed (0 s)\n    terraform apply failed",
    "- terraform-1.5.7: module tests: skipped: there is no mirror",
  ]);
});

test.each([
  ["Success! 61 passed, 0 failed.", { passed: 61, failures: [] }],
  [
    'tests/api.tftest.hcl... fail\n  run "one"... pass\n  run "two"... fail\n\nFailure! 1 passed, 1 failed.',
    { passed: 1, failures: ['run "two"... fail'] },
  ],
  ["Failure! 0 passed, 1 failed, 3 skipped.", { passed: 0, failures: ["a run that it doesn't name"] }],
  ["Error: no such provider", undefined],
])("terraform test's last line is read: %j", (output, expected) => {
  expect(readTests(output)).toEqual(expected);
});

test.each([
  ["terraform", "1.6.6", false],
  ["terraform", "1.7.0", true],
  ["tofu", "1.7.9", false],
  ["tofu", "1.8.0", true],
] as const)("%s %s knows mocked providers: %p", (flavour, version, known) => {
  expect(mocksProviders({ flavour, version })).toBe(known);
});
