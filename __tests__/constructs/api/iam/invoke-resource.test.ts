import { RouteKey } from "../../../../constructs";
import { invokeResource, covers } from "../../../../constructs/api/iam/invoke-resource";

test.each([
  ["GET /report", "GET/report"],
  ["GET /", "GET/"],
  ["ANY /report", "*/report"],
  ["GET /items/{id}/tags/{tag}", "GET/items/*/tags/*"],
  ["POST /files/{path+}", "POST/files/*"],
])("%s is %s to IAM", (key, expected) => expect(invokeResource(new RouteKey(key))).toBe(expected));

test.each([
  ["GET /items/{id}", "GET /items/{id}/history", true],
  ["GET /items/{id}", "GET /items/special", true],
  ["GET /items/{id}", "GET /items/{path+}", true],
  ["GET /items/{id}", "$default", true],
  ["GET /items/{id}/tags", "GET /items/{id}/{more}/tags", true],
  ["ANY /items/{id}", "POST /items/special", true],
  ["GET /items/{path+}", "GET /items/{id}", true],
  ["GET /items/{id}", "POST /items/{id}/history", false],
  ["GET /items/special", "GET /items/{id}", false],
  ["GET /items", "GET /items/{id}", false],
  ["GET /items/{path+}", "$default", false],
  ["GET /items", "$default", false],
])("a permission for %s covers %s: %s", (granted, other, expected) =>
  expect(covers(new RouteKey(granted), new RouteKey(other))).toBe(expected),
);
