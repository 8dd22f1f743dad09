import { METHODS, RouteKey } from "../../../../constructs/api/route-key";
import { expectRefusal } from "../../../support/expect-error";

describe("a route key has a method, a path and a readable name", () => {
  test.each<[string, string, string, string]>([
    ["GET /", "GET", "/", "get_root"],
    ["GET /items", "GET", "/items", "get_items"],
    ["POST /items", "POST", "/items", "post_items"],
    ["GET /items/{id}", "GET", "/items/{id}", "get_items_by_id"],
    ["GET /items/{itemId}/notes", "GET", "/items/{itemId}/notes", "get_items_by_item_id_notes"],
    ["ANY /{proxy+}", "ANY", "/{proxy+}", "any_all_proxy"],
    ["GET /files/{path+}", "GET", "/files/{path+}", "get_files_all_path"],
    ["PATCH /v2/user-profiles", "PATCH", "/v2/user-profiles", "patch_v2_user_profiles"],
    ["GET /.well-known/jwks.json", "GET", "/.well-known/jwks.json", "get_well_known_jwks_json"],
    ["$default", "ANY", "/{proxy+}", "default"],
  ])("%s", (text, method, path, addressName) =>
    expect({ ...new RouteKey(text), addressName: new RouteKey(text).addressName }).toEqual({
      text,
      method,
      path,
      addressName,
    }),
  );

  test.each(METHODS)("%s is a method", (method) => expect(new RouteKey(`${method} /a`).method).toBe(method));
});

describe("what AWS would refuse", () => {
  test.each([
    ["get /items", "begin with one of GET"],
    ["FETCH /items", "begin with one of GET"],
    ["/items", "begin with one of GET"],
    ["GET", "path must begin with /"],
    ["GET items", "path must begin with /"],
    ["GET  /items", "one space"],
    ["GET /items ", "one space"],
    ["GET /items/", "must not end with /"],
    ["GET //items", "each part of the path"],
    ["GET /items/{id", "each part of the path"],
    ["GET /items/{}", "each part of the path"],
    ["GET /items/a{id}", "each part of the path"],
    ["GET /items?page=1", "each part of the path"],
    ["GET /{proxy+}/items", "must come last"],
    ["$defaults", "begin with one of GET"],
    ["", "begin with one of GET"],
  ])("%j", (text, hint) =>
    expectRefusal(() => new RouteKey(text), "route-key-shape", `"${text}"`, hint, "GET /items/{id}"),
  );
});
