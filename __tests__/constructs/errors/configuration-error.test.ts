import { ConfigurationError } from "../../../constructs/errors/configuration-error";

test("a refusal says where, what was found and what to write instead, with a stable code", () => {
  const error = new ConfigurationError(
    "route-key-shape",
    '"get /items"',
    "AWS accepts no such key",
    'Write "GET /items"',
  );
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("ConfigurationError");
  expect(error.message).toBe('[route-key-shape] "get /items": AWS accepts no such key. Write "GET /items"');
  expect([error.code, error.path, error.prop, error.found, error.instead]).toEqual([
    "route-key-shape",
    '"get /items"',
    undefined,
    "AWS accepts no such key",
    'Write "GET /items"',
  ]);
});
