import * as fc from "fast-check";
import type { HttpError } from "../../../functions/shared/errors";
import { optionalText, requiredText } from "../../../functions/shared/fields";

const invalid = (message: string) =>
  expect.objectContaining({ status: 400, code: "invalid_field", message }) as HttpError;

describe("a field", () => {
  test("has its fallback when absent or null, and may be empty", () => {
    expect(optionalText({}, "title", 5, "none")).toBe("none");
    expect(optionalText({ title: null }, "title", 5, "none")).toBe("none");
    expect(optionalText({ title: "" }, "title", 5, "none")).toBe("");
  });

  test.each<[unknown, string]>([
    [7, "a number"],
    [true, "a boolean"],
    [["a"], "an array"],
    [{}, "an object"],
  ])("of the wrong type (%j) is a 400 that says so", (value, kind) => {
    expect(() => optionalText({ title: value }, "title", 5, "")).toThrow(
      invalid(`"title" must be a string, not ${kind}`),
    );
  });

  test("is counted in characters as people see them", () => {
    expect(optionalText({ title: "😀😀" }, "title", 2, "")).toBe("😀😀");
    expect(() => optionalText({ title: "😀😀😀" }, "title", 2, "")).toThrow(
      invalid('"title" must have at most 2 characters, not 3'),
    );
  });

  test("that is required must be there and not blank", () => {
    expect(requiredText({ name: "a" }, "name", 5)).toBe("a");
    for (const body of [{}, { name: null }, { name: "" }, { name: " \n" }]) {
      expect(() => requiredText(body, "name", 5)).toThrow(invalid('"name" is required and must not be blank'));
    }
  });

  test("is never read from a prototype", () => {
    expect(optionalText(JSON.parse('{"__proto__":{"title":"x"}}') as object as never, "title", 5, "none")).toBe("none");
    expect(optionalText({}, "constructor", 5, "none")).toBe("none");
    expect(optionalText({}, "__proto__", 5, "none")).toBe("none");
  });

  test("of any body is text within the limit or a 400", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("title", "x"), fc.jsonValue()), (body) => {
        try {
          expect([...optionalText(body, "title", 3, "")].length).toBeLessThanOrEqual(3);
        } catch (error) {
          expect(error).toMatchObject({ status: 400, code: "invalid_field" });
        }
      }),
    );
  });
});
