import type { ApiRequest, FunctionCall } from "../../../local/emulator/request-log";
import { answerOf } from "../../../local/probes/expected-responses";
import { route } from "../support";

const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  status,
  json,
  text: JSON.stringify(json),
  headers: new Headers(headers),
});

const by = (calls: readonly Partial<FunctionCall>[]): ApiRequest => ({
  ...{ requestId: "1", time: 0, apiId: "abc", stage: "$default", method: "GET", path: "/x", routeKey: "GET /x" },
  ...{ authorization: null, userAgent: "", status: 200, length: 0, ms: 1 },
  calls: calls.map((call) => ({ function: "f", authorizer: false, ms: 1, error: null, log: "", ...call })),
});

test("a failing function is named with its message, the line of its source and what it printed", () => {
  const root = process.cwd();
  const error = {
    errorType: "TypeError",
    errorMessage: "x is not a function",
    stackTrace: [`    at hello (file://${root}/functions/hello/hello.ts:7:9)`, "    at node:internal/x:1:1"],
  };
  const { wrong, log } = answerOf(
    route("GET /x"),
    answer(502, {}),
    { name: "x" },
    by([{ error, log: "before it broke" }]),
  );
  expect(wrong).toBe("the function failed: TypeError: x is not a function (functions/hello/hello.ts:7)");
  expect(log?.split("\n")[0]).toBe("before it broke");
  expect(log).toContain("at hello (functions/hello/hello.ts:7:9)");
});
