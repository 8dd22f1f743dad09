import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../../process/terraform-working-directory";

let server: Server;
let endpoint = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== "/echo") return response.end(request.url);
    response.write(`${String(request.method)} ${request.url} ${String(request.headers["x-amz-target"])} `);
    return request.pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

/** What a function prints that the AWS emulator would start like this. */
function printed(program: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ["--require", join(ROOT, "local", "emulator", "aws-hosts.cjs"), "--eval", program],
    {
      env: { AWS_ENDPOINT_URL: endpoint },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  return new Promise((resolve) => child.once("close", () => resolve(out)));
}
/** What a function fetches from each address: the path that the embedded AWS was asked for. */
const FETCHED: Readonly<Record<string, string>> = {
  "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a/.well-known/jwks.json": "/eu-west-1_a/.well-known/jwks.json",
  "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a/x": "/cn-north-1_a/x",
  "https://my-app.auth.us-east-1.amazoncognito.com/oauth2/token?a=b": "/oauth2/token?a=b",
  "https://abc123.execute-api.us-east-1.amazonaws.com/items?a=b": "/_aws/execute-api/abc123/items?a=b",
  // Other forms of AWS's host names.
  "https://cognito-idp-fips.us-gov-west-1.amazonaws.com/p/keys": "/p/keys",
  "https://my-app.auth-fips.us-gov-west-1.amazoncognito.com/oauth2/token": "/oauth2/token",
  "https://dynamodb.eu-west-1.amazonaws.com/": "/",
  "https://cognito-idp.eu-west-1.api.aws/p/keys": "/p/keys",
  "https://abc123.execute-api.eu-west-1.api.aws/items": "/_aws/execute-api/abc123/items",
  "https://abc123-vpce-0f1.execute-api.eu-west-1.amazonaws.com/v1/x": "/_aws/execute-api/abc123/v1/x",
  "http://sts.amazonaws.com/x": "/x",
  "https://COGNITO-IDP.eu-west-1.amazonaws.com/p": "/p",
  // Other hosts are left alone.
  "https://cognito-idp.us-east-1.amazonaws.com.invalid/x": "not reached",
  "https://evil.invalid/cognito-idp.us-east-1.amazonaws.com": "not reached",
  "http://cognito-idp.us-east-1.amazonaws.com.invalid/x": "not reached",
};

test("AWS's host names lead to the embedded AWS, and no others", async () => {
  const program = `Promise.all(${JSON.stringify(Object.keys(FETCHED))}.map(async (url) =>
    [url, await fetch(url).then((r) => r.text(), () => "not reached")])).then((all) => process.stdout.write(JSON.stringify(all)))`;
  expect(Object.fromEntries(JSON.parse(await printed(program)) as [string, string][])).toEqual(FETCHED);
});

const asked = (module: string, call: string): string =>
  `const m = require("node:${module}"); const done = (r) => r.pipe(process.stdout); ${call}`;
test.each([
  [
    "options with hostname",
    'm.request({ hostname: "cognito-idp.us-east-1.amazonaws.com", path: "/p/keys" }, done).end()',
  ],
  [
    "options with host",
    'm.get({ host: "cognito-idp.us-east-1.amazonaws.com", path: "/p/keys", servername: "x" }, done)',
  ],
  [
    "an address and options",
    'm.request("https://cognito-idp.us-east-1.amazonaws.com/p/keys", { method: "GET" }, done).end()',
  ],
  [
    "options that win over the address",
    'm.get("https://invalid.invalid/", { hostname: "cognito-idp.us-east-1.amazonaws.com", path: "/p/keys" }, done)',
  ],
  [
    "an agent of its own",
    'm.get("https://cognito-idp.us-east-1.amazonaws.com/p/keys", { agent: new m.Agent() }, done)',
  ],
])("https with %s goes there too", async (_name, call) => {
  expect(await printed(asked("https", call))).toBe("/p/keys");
});

test("the named import of a module goes there too", async () => {
  const program = `import("node:https").then(({ request }) => request({ hostname: "cognito-idp.us-east-1.amazonaws.com", path: "/p" }, (r) => r.pipe(process.stdout)).end())`;
  expect(await printed(program)).toBe("/p");
});

test("a Request keeps its method, headers and body", async () => {
  const program = `fetch(new Request("https://dynamodb.us-east-1.amazonaws.com/echo", { method: "POST", headers: { "x-amz-target": "T" }, body: "b" })).then((r) => r.text()).then((t) => process.stdout.write(t))`;
  expect(await printed(program)).toBe("POST /echo T b");
});

test.each([
  ["HTTP/2", 'require("node:http2").connect("https://dynamodb.us-east-1.amazonaws.com")'],
  ["plain TLS", 'require("node:tls").connect({ host: "dynamodb.us-east-1.amazonaws.com", port: 443 })'],
  ["a plain socket", 'require("node:net").connect(443, "dynamodb.us-east-1.amazonaws.com")'],
])("%s to such a host is refused, and says why", async (_name, call) => {
  expect(await printed(`${call}.on("error", (e) => process.stdout.write(e.message))`)).toMatch(
    /^dynamodb\.us-east-1\.amazonaws\.com is not reached from a local run/,
  );
});

test("https.get goes the same way", async () => {
  const program = `require("node:https").get("https://cognito-idp.us-east-1.amazonaws.com/p/keys", { headers: {} }, (r) => r.pipe(process.stdout))`;
  expect(await printed(program)).toBe("/p/keys");
});
