import { ConfigurationError } from "../../../constructs/errors/configuration-error";
import { eachNamed } from "../../../constructs/errors/each-named";
import { Problems } from "../../../constructs/errors/problems";

test("those that are refused are left out, and their mistakes name the key", () => {
  const problems = new Problems();
  const made = eachNamed("groups", { a: 1, "b c": 2, d: 3 }, problems, (value, name) => {
    if (value === 2)
      throw new ConfigurationError("group-name", { path: "p", prop: "name" }, `"${name}" is none`, "Write one");
    return value * 10;
  });
  expect(made).toEqual({ a: 10, d: 30 });
  expect(() => problems.throwIfAny()).toThrow('[group-name] groups["b c"].name (p): "b c" is none. Write one');
});

test("another failure is the caller's", () => {
  const failing = () => {
    throw new TypeError("defect");
  };
  expect(() => eachNamed("groups", { a: 1 }, new Problems(), failing)).toThrow("defect");
});
