import {
  declaredTriggers,
  newTriggerOptions,
  CUSTOM_SENDERS,
  TRIGGERS,
} from "../../../../constructs/identity/triggers/trigger-options";

test("a path is a function's source, one that is managed elsewhere is not the pool's own", () => {
  expect(newTriggerOptions("functions/greet")).toEqual({ entry: "functions/greet" });
  expect(newTriggerOptions({ entry: "functions/greet", memorySize: 512 })).toEqual({
    entry: "functions/greet",
    memorySize: 512,
  });
  expect(newTriggerOptions({ functionArn: "arn:aws:lambda:eu-central-1:123456789012:function:a" })).toBeUndefined();
});

test("the order is the list's, whatever the source's", () => {
  const triggers = { userMigration: "b", preSignUp: "a", kmsKeyArn: "arn", postConfirmation: undefined };
  expect(declaredTriggers(triggers as Parameters<typeof declaredTriggers>[0])).toEqual([
    ["preSignUp", "a"],
    ["userMigration", "b"],
  ]);
  expect([...CUSTOM_SENDERS].filter((name) => !TRIGGERS.includes(name))).toEqual([]);
});
