import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync, type BuildResult } from "esbuild";
import { bundleAuthorizer } from "../../tools/bench/authorizer-bundle";
import { ACCESS_CLAIMS, jwtEvent, publicEvent, REQUEST_ID, sending } from "./events";
import { userEvent } from "./pre-token-generation/token-events";

/** The functions as they are shipped: bundled, minified and run in a Node process that has nothing of this project. */

const LIMIT_BYTES = 10_000;
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "bundles-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bundle(name: string): BuildResult & { metafile: NonNullable<BuildResult["metafile"]> } {
  return buildSync({
    entryPoints: [join(__dirname, "../../functions", name, "index.ts")],
    outfile: join(folder, `${name}.js`),
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    metafile: true,
    logLevel: "silent",
  });
}

function run(name: string, event: object): unknown {
  const script =
    "require(process.argv[1]).handler(JSON.parse(process.argv[2]), {}).then((answer) => console.log(JSON.stringify(answer)))";
  const file = join(folder, `${name}.js`);
  const output = execFileSync(process.execPath, ["-e", script, file, JSON.stringify(event)], { cwd: folder, env: {} });
  return JSON.parse(output.toString());
}

describe.each<[string, object, object]>([
  ["hello", publicEvent(), { statusCode: 200 }],
  ["profile", jwtEvent({ path: "/profile" }), { statusCode: 200 }],
  ["create-note", jwtEvent(sending({ title: "First note" })), { statusCode: 201 }],
  ["items", jwtEvent(sending({ name: "Lamp" }), ACCESS_CLAIMS), { statusCode: 201 }],
  [
    "pre-token-generation",
    userEvent("2"),
    { response: { claimsAndScopeOverrideDetails: expect.anything() as object } },
  ],
])("%s", (name, event, expected) => {
  test("is small, needs no package and answers on its own", () => {
    const { inputs, outputs } = bundle(name).metafile;
    expect(Object.keys(inputs).filter((path) => path.includes("node_modules"))).toEqual([]);
    const [output] = Object.values(outputs);
    expect(output?.imports).toEqual([]);
    expect(output?.bytes).toBeLessThan(LIMIT_BYTES);
    expect(run(name, event)).toMatchObject(expected);
  });
});

test("the authorizer, which holds the checks of a token, is below 20 kB", () => {
  const authorizer = bundleAuthorizer();
  authorizer.remove();
  expect(authorizer.bytes).toBeLessThan(20_000);
});

describe("the log of a bundle, whose names are minified", () => {
  const settings = {
    APP_ORIGIN: "https://app.example.com",
    API_URL: "https://api.example.com",
    SIGN_IN_URL: "https://auth.example.com",
    ISSUER: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_a",
    CLIENT_ID: "c",
    CLIENT_SECRET_ARN: "arn",
    SESSION_TABLE: "t",
    SCOPES: "openid",
    SESSION_SECONDS: "3600",
  };

  /** What the handler writes to its log for one event. */
  function logOf(name: string, event: object, environment: Readonly<Record<string, string>>): readonly object[] {
    bundle(name);
    const script = "require(process.argv[1]).handler(JSON.parse(process.argv[2]), {})";
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["-e", script, join(folder, `${name}.js`), JSON.stringify(event)],
      { cwd: folder, env: environment, encoding: "utf8" },
    );
    return `${stdout}${stderr}`
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
  }

  test("names the AWS service and what became of the call", async () => {
    // A port that was free a moment ago.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const environment = { ...settings, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
    expect(logOf("bff", publicEvent({ path: "/auth/login" }), environment)).toEqual([
      {
        level: "error",
        message: "request denied",
        requestId: REQUEST_ID,
        route: "GET /auth/login",
        reason: "upstream_unavailable",
        service: "dynamodb",
        code: "ECONNREFUSED",
      },
    ]);
  });

  test("names the kind of an exception", () => {
    const [line] = logOf("bff", { ...publicEvent({ path: "/auth/login" }), headers: null }, settings);
    expect(line).toMatchObject({ error: "TypeError", reason: "internal_error" });
  });

  test("of the MCP function says what is wrong with its configuration, and lets nobody in", () => {
    const lines = logOf("mcp", publicEvent({ path: "/mcp" }), { MCP_CONFIG: '{"resource":"x"}' });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ reason: "configuration", detail: expect.stringContaining("MCP_CONFIG.resource") });
  });
});
