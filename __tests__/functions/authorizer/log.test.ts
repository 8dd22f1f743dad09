import { logDenial } from "../../../functions/authorizer/log";
import { Denial, type DenialReason } from "../../../posture/claims";

const lines = (level: "info" | "error"): unknown[] =>
  jest.mocked(console[level]).mock.calls.map(([text]) => JSON.parse(String(text)) as unknown);

beforeEach(() => {
  for (const level of ["info", "error"] as const) jest.spyOn(console, level).mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

test.each<[DenialReason, "info" | "error"]>([
  ["expired", "info"],
  ["scope", "info"],
  ["configuration", "error"],
  ["keys_unavailable", "error"],
  ["internal", "error"],
  ["route_arn", "error"],
  ["route_key", "error"],
])("%s is logged as %s", (reason, level) => {
  logDenial(new Denial(reason), undefined);
  expect(lines(level)).toEqual([expect.objectContaining({ level, reason })]);
  expect(lines(level === "info" ? "error" : "info")).toEqual([]);
});

test("a line names claim, detail, request and route, and nothing of the token", () => {
  const event = {
    routeKey: "GET /items",
    requestContext: { requestId: "request-1" },
    headers: { authorization: "Bearer secret" },
  };
  logDenial(new Denial("audience", { claim: "aud", detail: "is missing" }), event);
  expect(lines("info")).toEqual([
    {
      level: "info",
      message: "authorizer denied the call",
      requestId: "request-1",
      route: "GET /items",
      reason: "audience",
      claim: "aud",
      detail: "is missing",
    },
  ]);
});
