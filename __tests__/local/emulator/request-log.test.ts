import { integrationOf, RequestLog, type ApiRequest } from "../../../local/emulator/request-log";

const request = (requestId: string, calls: ApiRequest["calls"] = []): string =>
  `\u001e${JSON.stringify({ kind: "request", requestId, status: 200, calls })}`;

test("lines that aren't told by the AWS emulator are left to its log", () => {
  expect(new RequestLog().read("2026-11-21 started")).toBe(false);
  // Without the mark it is something that a function printed.
  expect(new RequestLog().read(request("a").slice(1))).toBe(false);
  expect(new RequestLog().read(`\u001e{"kind":"other"}`)).toBe(false);
  expect(new RequestLog().read("\u001enull")).toBe(false);
});

test("what another thread printed before it in its line, or instead of its end, loses no other request", async () => {
  const log = new RequestLog();
  expect(log.read(`Worker pool:${request("a")}`)).toBe(true);
  expect(log.read('\u001e{"kind": "requ')).toBe(false);
  expect(await log.of("a", 1)).toBeDefined();
});

test("a request is found by its id, told before or after it is asked for", async () => {
  const log = new RequestLog();
  log.read(request("a"));
  expect(await log.of("a")).toMatchObject({ requestId: "a" });
  const later = log.of("b");
  log.read(request("b"));
  expect(await later).toMatchObject({ requestId: "b" });
  expect(await log.of("never", 20)).toBeUndefined();
  expect(await log.of(null)).toBeUndefined();
});

test("listeners hear of requests and of calls beside them until they end it", () => {
  const log = new RequestLog();
  const heard: unknown[] = [];
  const end = log.listen((told) => heard.push(told));
  log.read(request("a"));
  log.read(`\u001e${JSON.stringify({ kind: "call", function: "trigger", calls: [] })}`);
  end();
  log.read(request("b"));
  expect(heard).toHaveLength(2);
});

test("old requests are forgotten, the newest kept", async () => {
  const log = new RequestLog();
  for (let i = 0; i < 2100; i++) log.read(request(String(i)));
  expect(await log.of("0", 1)).toBeUndefined();
  expect(await log.of("2099", 1)).toBeDefined();
});

test("an authorizer's call is no answer", () => {
  const call = { function: "f", authorizer: true, ms: 1, error: null, log: "" };
  const read = (line: string): ApiRequest => JSON.parse(line.slice(1)) as ApiRequest;
  expect(integrationOf(read(request("a", [call])))).toBeUndefined();
  expect(integrationOf(read(request("a", [call, { ...call, authorizer: false }])))).toMatchObject({ function: "f" });
});
