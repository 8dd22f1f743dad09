import { checkDomainName, checkMappingKey } from "../../../../constructs/api/domain/domain-checks";
import { expectRefusal } from "../../../support/expect-error";

test.each(["api.example.com", "*.example.com", "xn--bcher-kva.example"])("%s is a domain", (name) =>
  expect(() => checkDomainName(name, "api")).not.toThrow(),
);
test.each([
  "API.example.com",
  "api.example.com/",
  "api.example.com.",
  "localhost",
  "",
  "bücher.example",
  "a b.example",
])("%s is refused", (name) => expectRefusal(() => checkDomainName(name, "api"), "api-domain"));
test.each(["v1", "v1/items", "a.b_c"])("%s can be mapped", (key) =>
  expect(() => checkMappingKey(key, { path: "api" })).not.toThrow(),
);
test.each(["", "/v1", "v1/", "a//b", "a b"])("%j can't", (key) =>
  expectRefusal(() => checkMappingKey(key, { path: "api" }), "api-domain-path"),
);
