import { nearest } from "../../constructs/nearest";

test.each<[string, string[], string | undefined]>([
  ["raed", ["read", "write"], "read"],
  ["reed", ["write", "read", "admin"], "read"],
  ["READ", ["read"], "read"],
  ["wrtie", ["read", "write"], "write"],
  ["delete", ["read", "write"], undefined],
  ["routekey", ["routeKey", "requestTime"], "routeKey"],
  ["read", [], undefined],
])("nearest to %s of %j is %s", (word, candidates, expected) => expect(nearest(word, candidates)).toBe(expected));
