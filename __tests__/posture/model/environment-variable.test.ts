import { environmentVariable } from "../../../posture/model";
import { readPlan, readSynth } from "../../../posture/model/read";

const inStack = (environment: unknown) => {
  const [fn] = readSynth({
    resource: {
      aws_lambda_function: { f: { function_name: "f", ...(environment === undefined ? {} : { environment }) } },
    },
  }).functions;
  if (!fn) throw new Error("no function");
  return environmentVariable(fn, "RULES");
};

const inPlan = (after: unknown, unknown: unknown) => {
  const [fn] = readPlan({
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          { address: "aws_lambda_function.f", mode: "managed", type: "aws_lambda_function", name: "f", values: after },
        ],
      },
    },
    resource_changes: [
      {
        address: "aws_lambda_function.f",
        mode: "managed",
        type: "aws_lambda_function",
        name: "f",
        change: { actions: ["create"], before: null, after, after_unknown: unknown },
      },
    ],
    configuration: { root_module: {} },
  }).after.functions;
  if (!fn) throw new Error("no function");
  return environmentVariable(fn, "RULES");
};

test.each<[string, () => ReturnType<typeof environmentVariable>, boolean | "unknown", string | undefined]>([
  ["no environment", () => inStack(undefined), false, undefined],
  ["no variables", () => inStack({}), false, undefined],
  ["another variable", () => inStack({ variables: { STAGE: "prod" } }), false, undefined],
  ["the variable", () => inStack({ variables: { RULES: "r" } }), true, "r"],
  ["the variable, whose value comes later", () => inStack({ variables: { RULES: "${var.rules}" } }), true, undefined],
  ["variables that may be any", () => inStack({ variables: "${var.all}" }), "unknown", undefined],
  ["an environment that may be any", () => inStack("${var.all}"), "unknown", undefined],
  ["a plan's variable", () => inPlan({ environment: [{ variables: { RULES: "r" } }] }, {}), true, "r"],
  [
    "a plan's variable that is known after apply",
    () =>
      inPlan({ environment: [{ variables: { STAGE: "prod" } }] }, { environment: [{ variables: { RULES: true } }] }),
    true,
    undefined,
  ],
  [
    "a plan's variables that are known after apply",
    () => inPlan({ environment: [{}] }, { environment: [{ variables: true }] }),
    "unknown",
    undefined,
  ],
])("%s", (_, made, isSet, value) => {
  const { text, isSet: found } = made();
  expect({ isSet: found, value: text.known ? text.value : undefined }).toEqual({ isSet, value });
});
