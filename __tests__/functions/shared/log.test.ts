import { callOf, log } from "../../../functions/shared/log";

afterEach(() => jest.restoreAllMocks());

test.each<[unknown, object]>([
  [undefined, {}],
  [null, {}],
  [{ requestContext: null }, {}],
  [{ routeKey: 7, requestContext: { requestId: {}, routeKey: "" } }, {}],
  [
    { routeKey: "GET /a", requestContext: { requestId: "r", routeKey: "GET /b" } },
    { requestId: "r", route: "GET /a" },
  ],
  [{ requestContext: { routeKey: "GET /b" } }, { route: "GET /b" }],
])("of %j is told %j", (event, call) => expect(callOf(event)).toEqual(call));

test("cuts what a test event may have made long", () => {
  expect(callOf({ routeKey: "x".repeat(300) }).route).toHaveLength(256);
});

test("writes one line of JSON to the level's own stream", () => {
  const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);
  log({ level: "warn", message: "m", reason: "r" });
  expect(warn.mock.calls).toEqual([['{"level":"warn","message":"m","reason":"r"}']]);
});
