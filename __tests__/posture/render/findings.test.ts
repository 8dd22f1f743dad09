import { readSynth } from "../../../posture/model/read";
import { renderFindings } from "../../../posture/render/findings";
import type { Finding, Rule } from "../../../posture/rules";
import { goodStack } from "../rules/support";

const RULE: Rule = {
  code: "route-open",
  severity: "error",
  title: "A route",
  source: "AWS https://x.test",
  check() {},
};

const model = readSynth(goodStack());

const found = (change: Partial<Finding>): Finding => ({
  code: "route-open",
  severity: "error",
  kind: "mistake",
  address: "aws_apigatewayv2_route.a",
  message: "It is open.",
  remedy: "Close it.",
  ...change,
});

/** Each state that a finding may have, alone. */
const STATES: Readonly<Record<string, readonly Finding[]>> = {
  nothing: [],
  "an error": [found({})],
  "an error of a construct": [found({ constructPath: "stack/api/a" })],
  "a warning and two notes": [found({ severity: "warning" }), found({ severity: "note" }), found({ severity: "note" })],
  "a rule that failed": [found({ kind: "crash", address: "(rule)" })],
  "what isn't known": [found({ kind: "unknown", severity: "warning" })],
  acknowledged: [found({ acknowledged: { reason: "a health check" } })],
  "acknowledged for a time": [found({ acknowledged: { reason: "a health check", expires: "2027-01-01" } })],
  "acknowledged by the stack": [found({ acknowledged: { reason: "a health check", by: "stack" } })],
  "acknowledged, and not known": [found({ kind: "unknown", acknowledged: { reason: "a health check" } })],
  "in the baseline": [found({ baseline: true })],
  "in the baseline, and not known": [found({ kind: "unknown", baseline: true })],
  "the baseline beside an error": [found({ baseline: true }), found({ address: "aws_apigatewayv2_route.b" })],
  "control characters": [
    found({ address: "a\u001b[31m", message: "m\u001b[2K", remedy: "r\u0007", constructPath: "c\u0000" }),
  ],
};

const print = (format: "text" | "json" | "sarif", findings: readonly Finding[], colour = false): string =>
  renderFindings(format, { findings, model, rules: [RULE], file: "plan.json", colour });

describe.each(Object.entries(STATES))("%s", (_, findings) => {
  test.each(["text", "json", "sarif"] as const)("as %s", (format) => {
    expect(print(format, findings)).toMatchSnapshot();
  });
});

test("colours mark severities, places and the fix", () => {
  expect(JSON.stringify(print("text", Object.values(STATES).flat(), true))).toMatchSnapshot();
});

test.each([
  ["plan", true, undefined],
  ["plan", false, undefined],
  ["state", true, ["A module isn't installed"]],
  ["folder", true, undefined],
] as const)("what was read is said of a %s, complete: %s, missing: %p", (format, complete, missing) => {
  const origin = { ...model.origin, format, complete, ...(missing && { missing }) };
  const text = renderFindings("text", {
    findings: [],
    model: { ...model, origin },
    rules: [RULE],
    file: "f",
    colour: false,
  });
  expect(text.split("\n")[0]).toMatchSnapshot();
});
