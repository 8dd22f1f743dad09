import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync, type BuildResult } from "esbuild";
import { ACCESS_CLAIMS, jwtEvent, publicEvent, sending } from "./events";
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
  it("is small, needs no package and answers on its own", () => {
    const { inputs, outputs } = bundle(name).metafile;
    expect(Object.keys(inputs).filter((path) => path.includes("node_modules"))).toEqual([]);
    const [output] = Object.values(outputs);
    expect(output?.imports).toEqual([]);
    expect(output?.bytes).toBeLessThan(LIMIT_BYTES);
    expect(run(name, event)).toMatchObject(expected);
  });
});
