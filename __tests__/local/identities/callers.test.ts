import { splitScopes } from "../../../local/identities/callers";

test("scopes of a client are told apart by the route's demand", () => {
  expect(splitScopes(["openid", "r", "w"], ["w"])).toEqual({ with: ["w"], without: ["openid", "r"] });
  expect(splitScopes(["r"], ["admin"])).toEqual({ with: [], without: ["r"] });
});
