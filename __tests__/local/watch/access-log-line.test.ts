import type { ApiRequest } from "../../../local/emulator/request-log";
import { accessLogLine } from "../../../local/watch/access-log-line";

const request = (change: Partial<ApiRequest> = {}): ApiRequest => ({
  ...{ requestId: "r-1", time: Date.UTC(2026, 10, 21, 9, 8, 7), apiId: "abc", stage: "$default", method: "GET" },
  ...{ path: "/items", routeKey: "GET /items", authorization: null, userAgent: 'curl "8"', status: 200, length: 12 },
  ...{ ms: 34, calls: [{ function: "items", authorizer: false, ms: 30, error: null, log: "" }] },
  ...change,
});
const CALL = { function: "items", authorizer: false, ms: 30, error: null, log: "" };

test("a JSON format stays JSON, each variable with its value", () => {
  const format = JSON.stringify({
    id: "$context.requestId",
    time: "$context.requestTime",
    route: "$context.routeKey",
    status: "$context.status",
    ms: "$context.integrationLatency",
    agent: "$context.identity.userAgent",
    error: "$context.authorizer.error",
    unknown: "$context.awsEndpointRequestId",
  });
  expect(JSON.parse(accessLogLine(format, request()))).toEqual({
    id: "r-1",
    time: "21/Nov/2026:09:08:07 +0000",
    route: "GET /items",
    status: "200",
    ms: "30",
    agent: 'curl "8"',
    error: "-",
    unknown: "-",
  });
});

test("a line of text is filled in, and a refusal says why", () => {
  const refused = request({ status: 401, calls: [], routeKey: "GET /items" });
  expect(
    accessLogLine(
      "$context.httpMethod $context.path $context.status $context.error.message: $context.authorizer.error\n",
      refused,
      { denial: "The token has expired." },
    ),
  ).toBe("GET /items 401 Unauthorized: The token has expired.");
});

test("claims of the token are those of the authorizer", () => {
  const format =
    "$context.authorizer.claims.client_id $context.authorizer.claims.cognito:groups $context.authorizer.claims.none";
  const claims = { client_id: "web", "cognito:groups": ["a"] };
  expect(accessLogLine(format, request(), { claims })).toBe("web a -");
});

test("a function's own refusal isn't the gateway's", () => {
  const own = request({ status: 404, calls: [{ ...CALL, error: { errorMessage: "no" } }] });
  expect(accessLogLine("$context.error.message $context.integrationErrorMessage", own)).toBe("- no");
});
