import { runtimeEnding, runtimeEndingOn } from "../../../../posture/rules/function/runtime-ending";
import { holds } from "../holds";
import { findingsOf, goodStack, lambda } from "../support";

const at = "aws_lambda_function.items";
const on = (runtime: unknown) => goodStack(lambda({ runtime }));
const asOf = (day: string) => runtimeEndingOn(() => day);

const inNovember = asOf("2026-11-21");

holds(inNovember, {
  fires: {
    nodejs22: [on("nodejs22.x"), [{ at, nearest: "nodejs24.x", says: ["2027-04-30", "2027-06-01", "6.19.0"] }]],
    java17: [on("java17"), [{ at, nearest: "java21" }]],
  },
  silent: {
    "more than a year left": on("nodejs24.x"),
    "past its day, which runtime-retired says": on("nodejs20.x"),
    "an image, which has none": on(undefined),
    "a runtime that isn't known, which runtime-retired says": on("${var.runtime}"),
    "a runtime of tomorrow": on("nodejs30.x"),
  },
});

it.each([
  ["2026-04-29", 0],
  ["2026-04-30", 1],
  ["2027-04-29", 1],
  ["2027-04-30", 0],
])("nodejs22.x on %s: %d", (day, count) => {
  expect(findingsOf(asOf(day), on("nodejs22.x"))).toHaveLength(count);
});

it("is said once for all functions of a runtime", () => {
  const more = { function_name: "more", runtime: "nodejs22.x", handler: "index.handler", role: "r" };
  const stack = goodStack({ aws_lambda_function: { more, ...lambda({ runtime: "nodejs22.x" }).aws_lambda_function } });
  expect(findingsOf(asOf("2026-11-21"), stack)).toMatchObject([
    { address: at, message: expect.stringContaining("nodejs22.x (2 functions) on 2027-04-30") as string },
  ]);
});

it("is a note, which stops nothing", () => {
  expect(runtimeEnding.severity).toBe("note");
});
