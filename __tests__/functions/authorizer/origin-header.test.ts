import { createHash } from "node:crypto";
import { checkOriginHeader, readOriginHeader } from "../../../functions/authorizer/origin-header";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const config = (value: unknown) => readOriginHeader(JSON.stringify(value));

describe("readOriginHeader", () => {
  test("nothing set: calls may come from anywhere", () => expect(readOriginHeader(undefined)).toBeUndefined());

  test.each([
    ["no JSON", "x-origin", "not a JSON object"],
    ["null", "null", "not a JSON object"],
    ["an empty text", "", "not a JSON object"],
    ["no name", JSON.stringify({ sha256: [hash("a")] }), "ORIGIN_HEADER.name"],
    ["a name in capitals, which no event has", JSON.stringify({ name: "X-O", sha256: [hash("a")] }), "lowercase"],
    ["a name with a blank in front", JSON.stringify({ name: " x-o", sha256: [hash("a")] }), "lowercase"],
    ["a name with a line break behind", JSON.stringify({ name: "x-o\n", sha256: [hash("a")] }), "lowercase"],
    ["a prototype's name", JSON.stringify({ name: "__proto__", sha256: [hash("a")] }), "lowercase"],
    ["no value", JSON.stringify({ name: "x-o", sha256: [] }), "ORIGIN_HEADER.sha256"],
    [
      "a value beside a hash",
      JSON.stringify({ name: "x-o", sha256: [hash("a"), "secret-value"] }),
      "ORIGIN_HEADER.sha256",
    ],
    ["a hash with more in front", JSON.stringify({ name: "x-o", sha256: [`0${hash("a")}`] }), "ORIGIN_HEADER.sha256"],
    ["a hash with more behind", JSON.stringify({ name: "x-o", sha256: [`${hash("a")}0`] }), "ORIGIN_HEADER.sha256"],
    ["the value itself", JSON.stringify({ name: "x-o", sha256: ["secret-value"] }), "ORIGIN_HEADER.sha256"],
  ])("%s is refused, and never quoted", (_, text, says) => {
    expect(() => readOriginHeader(text)).toThrow(says);
    expect(() => readOriginHeader(text)).not.toThrow(/secret-value/);
  });
});

describe("checkOriginHeader", () => {
  const LONG = "n".repeat(513);
  const header = config({ name: "x-origin-verify", sha256: [hash("new"), hash("old"), hash(LONG)] });
  if (!header) throw new Error("it was given");

  test.each(["new", "old"])("the live value %s passes", (value) => {
    expect(() => checkOriginHeader(header, { headers: { "x-origin-verify": value } })).not.toThrow();
  });

  test.each<[string, Parameters<typeof checkOriginHeader>[1]]>([
    ["another value", { headers: { "x-origin-verify": "newer" } }],
    ["the hash", { headers: { "x-origin-verify": hash("new") } }],
    ["two values joined", { headers: { "x-origin-verify": "guess,new" } }],
    ["an empty one", { headers: { "x-origin-verify": "" } }],
    ["one that is too long", { headers: { "x-origin-verify": LONG } }],
    ["none", { headers: {} }],
    ["a list", { headers: { "x-origin-verify": ["new"] as never } }],
    ["a number", { headers: { "x-origin-verify": 1 as never } }],
    ["one with a blank behind it", { headers: { "x-origin-verify": "new " } }],
    ["one of letters that look alike", { headers: { "x-origin-verify": "n\u0435w" } }],
    ["one under another name", { headers: { "x-origin-verify-": "new" } }],
    ["no headers", {}],
    ["no event", undefined],
  ])("%s is denied", (_, event) => {
    expect(() => checkOriginHeader(header, event)).toThrow("origin_header");
  });

  test("two spellings of the header are denied", () => {
    const headers = { "x-origin-verify": "new", "X-Origin-Verify": "guess" };
    expect(() => checkOriginHeader(header, { headers })).toThrow();
  });
});
