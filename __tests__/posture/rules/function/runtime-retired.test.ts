import { RETIREMENTS } from "../../../../posture/aws/runtimes";
import { runtimeRetired, runtimeRetiredOn } from "../../../../posture/rules/function/runtime-retired";
import { holds } from "../holds";
import { findingsOf, goodStack, lambda } from "../support";

const at = "aws_lambda_function.items";
const on = (runtime: unknown) => goodStack(lambda({ runtime }));

holds(runtimeRetired, {
  fires: {
    nodejs18: [on("nodejs18.x"), [{ at, nearest: "nodejs22.x", says: ["2025-09-01"] }]],
    "python3.8": [on("python3.8"), [{ at, nearest: "python3.13" }]],
  },
  silent: { nodejs22: on("nodejs22.x"), "an image, which has none": on(undefined) },
  unknown: { "the runtime": on("${var.runtime}") },
});

describe("runtime-retired, by the day", () => {
  it.each([
    ["2026-04-29", undefined],
    ["2026-04-30", "warning"],
    ["2027-01-31", "warning"],
    ["2027-02-01", "error"],
  ])("nodejs20.x on %s: %s", (day, severity) => {
    expect(
      findingsOf(
        runtimeRetiredOn(() => day),
        on("nodejs20.x"),
      ).map((f) => f.severity),
    ).toEqual(severity === undefined ? [] : [severity]);
  });

  it("names a successor that isn't retired itself", () => {
    for (const { next, deprecated } of Object.values(RETIREMENTS)) {
      expect(RETIREMENTS).not.toHaveProperty([next]);
      expect(deprecated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});
