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

test.each(["${TfToken[TOKEN.12]}", "#{TfToken[TOKEN.3]}", "@{TfToken[aws_a.b]}"])(
  "a reference is told in words, not as %s",
  (token) => {
    const { message } = new ConfigurationError("input-value", "stack/api", `it is ${token}`, `Don't write ${token}`);
    expect(message).toBe(
      "[input-value] stack/api: it is (known only to Terraform). Don't write (known only to Terraform)",
    );
  },
);
