import { traceOf } from "../../../functions/shared/trace";

const thrown = (error: Error, stack?: string): Error => (stack === undefined ? error : Object.assign(error, { stack }));

test("tells kind and place, and no word of the message", () => {
  const { error, frames } = traceOf(new TypeError("the token eyJ\n    at secret (/x.js:1:1)"));
  expect(error).toBe("TypeError");
  expect(frames[0]).toContain("trace.test.ts");
  expect(frames.join()).not.toContain("secret");
});

test("knows the place of an error without a message, and none where the stack doesn't hold the message", () => {
  expect(traceOf(thrown(new Error(""), "Error\n    at a (/x.js:1:1)\n    at b (/x.js:2:1)")).frames).toEqual([
    "at a (/x.js:1:1)",
    "at b (/x.js:2:1)",
  ]);
  expect(traceOf(thrown(new Error(""), "at first (/no/frame.js:1:1)\n    at a (/x.js:1:1)")).frames).toEqual([
    "at a (/x.js:1:1)",
  ]);
  expect(traceOf(thrown(new Error(""), "\n    at a (/x.js:1:1)")).frames).toEqual(["at a (/x.js:1:1)"]);
  expect(traceOf(thrown(new Error(""), " at first (/no/frame.js:1:1)\n    at a (/x.js:1:1)")).frames).toEqual([
    "at a (/x.js:1:1)",
  ]);
  expect(traceOf(thrown(new Error("m"), ": m\n    at a (/x.js:1:1)")).frames).toEqual(["at a (/x.js:1:1)"]);
  expect(traceOf(thrown(new Error("changed"), "Error: first\n    at a (/x.js:1:1)")).frames).toEqual([]);
});

test("keeps ten frames", () => {
  const stack = `Error: m\n${Array.from({ length: 20 }, (_, at) => `    at f${at} (/x.js:1:1)`).join("\n")}`;
  expect(traceOf(thrown(new Error("m"), stack)).frames).toHaveLength(10);
});

test.each<[unknown, string]>([
  [Object.assign(new Error("m"), { name: "the token eyJ" }), "Error"],
  [Object.assign(new Error("m"), { name: "HttpError" }), "HttpError"],
  ["a text", "string"],
  [undefined, "undefined"],
])("the kind of %s is %s", (error, kind) => expect(traceOf(error).error).toBe(kind));
