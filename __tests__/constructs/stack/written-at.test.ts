import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { writtenAt } from "../../../constructs/stack/written-at";
import { testStack } from "../../support/synth";

const here = (): number =>
  Number(/at .*written-at\.test\.ts:(\d+).*\n.*?written-at\.test\.ts:(\d+)/.exec(new Error().stack ?? "")?.[2]);

test("without a local run no line is noted", () => {
  const stack = testStack();
  const queue = new SqsQueue(stack, "jobs", { name: "jobs" });
  expect(writtenAt(stack, queue.node.path)).toBeUndefined();
});

test("of what a program makes its line is known, and of what it overrides the line of that", () => {
  const stack = testStack({ localRun: true });
  const made = here() + 1;
  const queue = new SqsQueue(stack, "jobs", { name: "jobs" });
  expect(writtenAt(stack, queue.node.path)).toMatch(new RegExp(`written-at\\.test\\.ts:${String(made)}$`));
  queue.addOverride("name", "other");
  expect(writtenAt(stack, queue.node.path)).toMatch(new RegExp(`written-at\\.test\\.ts:${String(made + 2)}$`));
  expect(writtenAt(stack, "lines/gone")).toBeUndefined();
});
