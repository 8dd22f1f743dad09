import { RequestLog, type ApiRequest } from "../../../local/emulator/request-log";
import { PROBE_AGENT } from "../../../local/probes/probe";
import type { Deployed } from "../../../local/session/stack-run";
import { streamRequests } from "../../../local/watch/request-lines";
import { readSynth } from "../../../posture/model/read";
import { posture, route, token } from "../support";

const stage = (api_id: string, name: string, format?: string) => ({
  api_id,
  name,
  ...(format !== undefined && { access_log_settings: { destination_arn: "arn", format } }),
});
/** The stages of two APIs, which log in different formats, and one that doesn't. */
const stages = readSynth({
  resource: {
    aws_apigatewayv2_stage: {
      other_api: stage("xyz", "$default", "other API $context.status"),
      other_stage: stage("abc", "v2", "other stage $context.status"),
      own: stage("abc", "$default", "$context.status $context.routeKey $context.authorizer.claims.sub"),
      silent: stage("abc", "quiet"),
    },
  },
}).stages;
const { model, keys } = posture();
const stack = {
  applied: { routes: [route("GET /items"), route("GET /me")] },
  posture: { model: { ...model, stages }, keys },
} as unknown as Deployed;

const CALL = { function: "items", authorizer: false, ms: 3, error: null, log: "" };
function printed(change: Partial<ApiRequest>, stacks: readonly Deployed[] = [stack]): readonly string[] {
  const log = new RequestLog();
  const lines: string[] = [];
  const end = streamRequests(
    log,
    () => stacks,
    (line) => lines.push(line),
  );
  const request = {
    ...{ kind: "request", requestId: "id-1", time: 0, apiId: "abc", stage: "$default", method: "GET", path: "/items" },
    ...{ routeKey: "GET /items", authorization: null, userAgent: "curl", status: 200, length: 2, ms: 5, calls: [CALL] },
    ...change,
  };
  log.read(`\u001e${JSON.stringify(request)}`);
  end();
  return lines;
}

test.each<[string, Partial<ApiRequest>, string]>([
  ["in its stage's format", {}, "200 GET /items -"],
  ["in that of another stage", { stage: "v2" }, "other stage 200"],
  ["plainly where its stage logs nothing", { stage: "quiet" }, "GET /items 200 5 ms id-1"],
  ["plainly where its stage isn't known", { stage: "v3" }, "GET /items 200 5 ms id-1"],
  ["plainly where its API isn't", { apiId: "gone" }, "GET /items 200 5 ms id-1"],
])("a request is printed %s", (_, change, line) => expect(printed(change)).toEqual([line]));

test("who called is named where the request was let through, and a token never", () => {
  const authorization = `Bearer ${token({ sub: "ann" })}`;
  expect(printed({ authorization })).toEqual(["200 GET /items ann"]);
  expect(printed({ authorization: "Bearer x" })).toEqual(["200 GET /items -"]);
  expect(printed({ authorization, calls: [], status: 500 })).toEqual(["500 GET /items -"]);
});

test("of a request that API Gateway refused it is said why, of a function's own answer isn't", () => {
  const [line, why] = printed({ status: 401, calls: [] });
  expect(line).toBe("401 GET /items -");
  expect(why).toMatchSnapshot();
  expect(printed({ status: 401 })).toEqual(["401 GET /items -"]);
  expect(printed({ status: 429, calls: [] })).toEqual(["429 GET /items -"]);
  expect(printed({ status: 401, calls: [{ ...CALL, authorizer: true }] })).toHaveLength(2);
  const scopes = printed({ status: 403, calls: [], authorization: token({ client_id: "web", scope: "api/write" }) });
  expect(scopes[1]).toMatchSnapshot();
  const [, preflight] = printed({ method: "OPTIONS", status: 403, calls: [] });
  expect(preflight).toMatch(/^ {2}On AWS .+; here: .+\.$/);
});

test("what functions print and throw stands below it, each line with whose it is", () => {
  const failed = { ...CALL, log: "one\n\ntwo", error: { errorType: "TypeError", errorMessage: "no" } };
  expect(printed({ calls: [failed] })).toEqual([
    "200 GET /items -",
    "  items [GET /items id-1]: the function failed: TypeError: no",
    "  items [GET /items id-1] | one",
    "  items [GET /items id-1] | two",
  ]);
  expect(printed({ routeKey: null, calls: [{ ...CALL, log: "x" }] })[1]).toBe("  items [GET /items id-1] | x");
});

test("the run's own probes are left out, and calls beside requests are printed", () => {
  expect(printed({ userAgent: PROBE_AGENT })).toEqual([]);
  const log = new RequestLog();
  const lines: string[] = [];
  streamRequests(
    log,
    () => [],
    (line) => lines.push(line),
  );
  log.read(`\u001e${JSON.stringify({ kind: "call", ...CALL, function: "trigger", log: "seen" })}`);
  expect(lines).toEqual(["  trigger | seen"]);
});
