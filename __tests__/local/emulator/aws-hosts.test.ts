import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../../process/terraform-working-directory";

let server: Server;
let endpoint = "";

beforeAll(async () => {
  server = createServer((request, response) => response.end(request.url));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => server.close());

/** What a function prints that the embedded AWS would start like this. */
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
const fetched = (url: string) =>
  printed(
    `fetch(${JSON.stringify(url)}).then((r) => r.text(), () => "not reached").then((t) => process.stdout.write(t))`,
  );

test.each([
  [
    "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a/.well-known/jwks.json",
    "/eu-west-1_a/.well-known/jwks.json",
  ],
  ["https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a/x", "/cn-north-1_a/x"],
  ["https://my-app.auth.us-east-1.amazoncognito.com/oauth2/token?a=b", "/oauth2/token?a=b"],
  ["https://abc123.execute-api.us-east-1.amazonaws.com/items?a=b", "/_aws/execute-api/abc123/items?a=b"],
])("%s leads to the embedded AWS", async (url, path) => {
  expect(await fetched(url)).toBe(path);
});

test("https.get goes the same way", async () => {
  const program = `require("node:https").get("https://cognito-idp.us-east-1.amazonaws.com/p/keys", { headers: {} }, (r) => r.pipe(process.stdout))`;
  expect(await printed(program)).toBe("/p/keys");
});

test.each([
  "https://cognito-idp.us-east-1.amazonaws.com.invalid/x",
  "https://evil.invalid/cognito-idp.us-east-1.amazonaws.com",
  "http://cognito-idp.us-east-1.amazonaws.com.invalid/x",
])("%s is left alone", async (url) => {
  expect(await fetched(url)).toBe("not reached");
});
