import { RETIREMENTS, RUNTIME_ENDS } from "../../../../posture/aws/runtimes";
import { runtimeRetired, runtimeRetiredOn } from "../../../../posture/rules/function/runtime-retired";
import { holds } from "../holds";
import { findingsOf, goodStack, lambda } from "../support";

const at = "aws_lambda_function.items";
const on = (runtime: unknown) => goodStack(lambda({ runtime }));

holds(runtimeRetired, {
  fires: {
    nodejs18: [on("nodejs18.x"), [{ at, nearest: "nodejs24.x", says: ["2025-09-01"] }]],
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

  it("names a successor that AWS keeps for another year", () => {
    for (const { next, deprecated } of Object.values(RETIREMENTS)) {
      expect(deprecated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (next === undefined) continue;
      expect([next, (RETIREMENTS[next]?.deprecated ?? "") > RUNTIME_ENDS.asOf]).toEqual([next, true]);
      expect(Number(RETIREMENTS[next]?.deprecated.slice(0, 4)) - Number(RUNTIME_ENDS.asOf.slice(0, 4))).toBeGreaterThan(
        1,
      );
    }
  });

  it("says which provider takes the successor, where the oldest supported one doesn't", () => {
    const [finding] = findingsOf(
      runtimeRetiredOn(() => "2026-11-21"),
      on("nodejs20.x"),
    );
    expect(finding?.remedy).toBe('Set runtime = "nodejs24.x"; the AWS provider takes it from 6.19.0 on.');
  });
});
