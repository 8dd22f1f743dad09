import { Names, projectName } from "../../../cli/adopt/names";

test("names differ, say something, and begin with a letter", () => {
  const names = new Names(["jwt"]);
  expect([
    names.give("this", "GET /orders"),
    names.give("get_orders"),
    names.give("jwt"),
    names.give("2nd"),
    names.give("this"),
  ]).toEqual(["get_orders", "get_orders_2", "jwt_2", "n_2nd", "main"]);
});

test.each([
  ["shop-api", "shop"],
  ["Loans API (internal)", "loans-api-internal"],
  ["1 & only", "only"],
  ["日本", "api"],
  [`${"x".repeat(40)}-http-api`, "x".repeat(32)],
])("%s makes the project %s", (name, project) => expect(projectName(name)).toBe(project));
