import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../support/project";

const SCRIPT = `
import json, sys
sys.path.insert(0, sys.argv[1])
import event_format
name, arguments = json.loads(sys.argv[2])
print(json.dumps(getattr(event_format, name)(*arguments)))`;

/** What a function of event_format.py makes of its arguments. */
function made(name: string, ...given: readonly unknown[]): unknown {
  const python = process.env["PYTHON"] ?? "python3";
  const folder = join(ROOT, "local", "emulator");
  return JSON.parse(
    execFileSync(python, ["-B", "-c", SCRIPT, folder, JSON.stringify([name, given])], { encoding: "utf8" }),
  );
}

const http = { method: "GET", path: "/items/1", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "curl" };
const context = {
  ...{
    accountId: "000000000000",
    apiId: "abc",
    domainName: "abc.execute-api.localhost",
    requestId: "r",
    stage: "$default",
  },
  ...{ time: "23/Nov/2026:15:00:00 +0000", timeEpoch: 1_795_446_000_000, routeKey: "GET /items/{id}", http },
};
const event = (authorizer?: object) => ({
  ...{ version: "2.0", routeKey: "GET /items/{id}", rawPath: "/items/1", rawQueryString: "a=1&a=2&b=%C3%BC&c=" },
  ...{ headers: { accept: "text/plain" }, queryStringParameters: { a: "1,2", b: "ü", c: "" } },
  ...{ pathParameters: { id: "1" }, isBase64Encoded: false },
  requestContext: { ...context, ...(authorizer && { authorizer }) },
});

test("an integration of payload format 2.0 gets the event as it is, and the stage's variables where there are some", () => {
  expect(made("as_asked", event(), "2.0", {})).toEqual(event());
  expect(made("as_asked", event(), "2.0", { table: "t" })).toEqual({ ...event(), stageVariables: { table: "t" } });
});

test("an integration of payload format 1.0 gets that format", () => {
  const jwt = { claims: { sub: "ann" }, scopes: ["read"] };
  expect(made("as_asked", event({ jwt }), "1.0", { table: "t" })).toMatchObject({
    ...{ version: "1.0", resource: "/items/{id}", path: "/items/1", httpMethod: "GET", body: null },
    ...{ headers: { accept: "text/plain" }, multiValueHeaders: { accept: ["text/plain"] } },
    queryStringParameters: { a: "1", b: "ü", c: "" },
    multiValueQueryStringParameters: { a: ["1", "2"], b: ["ü"], c: [""] },
    ...{ pathParameters: { id: "1" }, stageVariables: { table: "t" } },
    requestContext: { authorizer: jwt, httpMethod: "GET", resourcePath: "/items/{id}", stage: "$default" },
  });
  expect(made("as_asked", event(), "1.0", {})).not.toHaveProperty("rawPath");
});

test.each<[string, object | undefined, object]>([
  ["nobody", undefined, { authorizer: { claims: null, scopes: null }, identity: { userArn: null } }],
  ["a Lambda authorizer", { lambda: { userId: "ann" } }, { authorizer: { userId: "ann" } }],
  ["a signature", { iam: { userArn: "arn:x", accountId: "1" } }, { identity: { userArn: "arn:x", accountId: "1" } }],
])("in payload format 1.0, %s is told where API Gateway tells it", (_, authorizer, requestContext) => {
  expect(made("as_asked", event(authorizer), "1.0", {})).toMatchObject({ requestContext });
});

test("a response of format 1.0 may have headers of several values, and has no cookies", () => {
  const response = { statusCode: 200, headers: { a: "1" }, multiValueHeaders: { b: ["1", "2"] }, cookies: ["c=d"] };
  expect(made("answer_of", "1.0", response)).toMatchObject({ statusCode: 200, headers: { a: "1", b: ["1", "2"] } });
  expect(made("answer_of", "1.0", response)).not.toHaveProperty("cookies");
  expect(made("answer_of", "2.0", response)).toEqual(response);
  expect(made("answer_of", "1.0", "text")).toBe("text");
});

test("a stage variable names the function; one that the stage lacks names none", () => {
  const uri = "arn:aws:lambda:us-east-1:1:function:${stageVariables.fn}";
  expect(made("with_variables", uri, { fn: "items" })).toBe("arn:aws:lambda:us-east-1:1:function:items");
  expect(made("with_variables", uri, {})).toBe("arn:aws:lambda:us-east-1:1:function:");
});

test("a function's own NODE_OPTIONS come before the run's; those of a layer, which lies elsewhere here, are left out", () => {
  const run = { NODE_OPTIONS: "--run", AWS_ENDPOINT_URL: "http://127.0.0.1:1", HOME: "/" };
  const options = (own: object) => (made("environment", own, run) as typeof run).NODE_OPTIONS;
  expect(options({ NODE_OPTIONS: "--require ./trace.js" })).toBe("--require ./trace.js --run");
  expect(options({ NODE_OPTIONS: "--require /opt/trace.js" })).toBe("--run");
  expect(options({})).toBe("--run");
});

test("a function can't lead what it asks of AWS away from this machine", () => {
  const run = { NODE_OPTIONS: "--run", AWS_ENDPOINT_URL: "http://127.0.0.1:1", HOME: "/" };
  expect(made("environment", { AWS_ENDPOINT_URL: "https://s3.eu-west-1.amazonaws.com" }, run)).toEqual({
    NODE_OPTIONS: "--run",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  });
});
