import { ConfigurationError } from "../../../constructs/errors/configuration-error";

test("a refusal says where, what was found and what to write instead, with a stable code", () => {
  const error = new ConfigurationError("route-key", '"get /items"', "AWS takes no such key", 'Write "GET /items"');
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("ConfigurationError");
  expect(error.message).toBe('[route-key] "get /items": AWS takes no such key. Write "GET /items"');
  expect(error).toMatchObject({
    code: "route-key",
    where: '"get /items"',
    found: "AWS takes no such key",
    instead: 'Write "GET /items"',
  });
});
