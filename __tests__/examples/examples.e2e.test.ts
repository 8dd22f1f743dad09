import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { run } from "../../process/child";
import { temporaryFolder } from "../support/folder";
import { cleanEnvironment, ROOT } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere, validateTogether } from "../support/terraform";
import { resources, type Terraform } from "../support/terraform-json";
import { EXAMPLE_SETTINGS } from "./settings";

const here = terraformHere();
const folder = temporaryFolder("examples");

type Settings = Readonly<Record<string, string>>;

/** Examples that are valid by themselves. */
const NAMES = [
  "backend-for-frontend",
  "edges",
  "every-way-in",
  "machine-client",
  "mcp",
  "mobile",
  "private-api",
  "sign-in-page",
];

/** Applied elsewhere; here they only have to be clean. */
const OTHERS = ["beside-hand-written", "one-pool-two-apis", "pool-from-another-state"];

/** What synthesizing each of them said. */
const said = new Map<string, string>();

const stackOf = (name: string) => join(folder(), name, "stacks", name);
const readmeOf = (name: string) => readFileSync(join(ROOT, "examples", name, "README.md"), "utf8");
const jsonOf = (name: string) => JSON.parse(readFileSync(join(stackOf(name), "cdk.tf.json"), "utf8")) as Terraform;

/** Runs an example as its README says, into a folder of this run. */
function synthesize(name: string, settings: Settings): ReturnType<typeof run> {
  const env = cleanEnvironment({ ...settings, LAMBDA_PACKAGING: "prebuilt", CDKTF_OUTDIR: join(folder(), name) });
  return run(process.execPath, ["tools/synth.mjs", `examples/${name}/main.ts`], { cwd: ROOT, env, timeout: 120_000 });
}

beforeAll(async () => {
  const authorities = join(folder(), "ca.pem");
  writeFileSync(authorities, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
  for (const name of [...NAMES, ...OTHERS]) {
    const given = EXAMPLE_SETTINGS[name] ?? {};
    const settings = "CLIENT_AUTHORITIES" in given ? { ...given, CLIENT_AUTHORITIES: authorities } : given;
    const { code, stderr, stdout } = await synthesize(name, settings);
    if (code !== 0) throw new Error(`examples/${name}: ${stderr}${stdout}`);
    said.set(name, stderr + stdout);
  }
}, 120_000);

skippedUnless(typeof here !== "string", `Terraform can't validate here: ${String(here)}`)(
  "all of them are what the real provider takes",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const all = join(folder(), "all");
    mkdirSync(all);
    const stacks = Object.fromEntries(NAMES.map((name) => [name, stackOf(name)]));
    for (const side of ["vulnerable", "fixed"]) stacks[`authgoat-${side}`] = join(ROOT, "examples", "authgoat", side);
    expect(await validateTogether(here, all, stacks)).toEqual({});
  },
  300_000,
);

test.each([...NAMES, ...OTHERS])("the example %s has no finding that nobody acknowledged", (name) => {
  expect(said.get(name)).toBeDefined();
  // Every stack of the default runtime is told of its end, from a year before on; that is news, no mistake of an example.
  expect(said.get(name)?.replace(/^note \[runtime-ending\].*$/gm, "")).not.toMatch(/^(error|warning|note) \[/m);
});

test("lists what an example acknowledges, so that silence can't be mistaken for it", () => {
  expect(said.get("every-way-in")).toMatch(/^acknowledged \[pool-deletion-protection\].*the example can be removed/m);
  expect(said.get("every-way-in")).toMatch(/^acknowledged \[route-without-scopes\].*own claims/m);
});

describe.each(NAMES)("the example %s", (name) => {
  test("welcomes every client of its own pool", () => {
    const json = jsonOf(name);
    const audiences = JSON.stringify([...resources(json, "aws_apigatewayv2_authorizer").values()]);
    const clients = [...resources(json, "aws_cognito_user_pool_client").keys()];
    expect(clients.filter((address) => !audiences.includes(`${address}.id`))).toEqual([]);
  });

  test("has a README whose outputs, files and settings exist", () => {
    const readme = readmeOf(name);
    const outputs = [...readme.matchAll(/terraform output(?: -raw)? ([a-z_]+)/g)].map(([, output]) => output);
    expect(Object.keys(jsonOf(name).output ?? {})).toEqual(expect.arrayContaining(outputs));
    const paths = [
      ...readme.matchAll(/\]\((\.\.?\/[^)#]+)\)/g),
      ...readme.matchAll(/`((?:\.\.\/)?[\w-]+(?:\/[\w-]+)*\.(?:ts|md))`/g),
    ].map(([, path = ""]) => path);
    const exists = (path: string) => existsSync(join(ROOT, "examples", name, path)) || existsSync(join(ROOT, path));
    expect(paths.filter((path) => !exists(path))).toEqual([]);
    expect(readme).toContain(`node tools/synth.mjs examples/${name}/main.ts`);
    for (const setting of Object.keys(EXAMPLE_SETTINGS[name] ?? {})) expect(readme).toContain(setting);
  });
});

test.each(NAMES.filter((name) => Object.keys(EXAMPLE_SETTINGS[name] ?? {}).length > 0))(
  "%s asks for the settings it can't do without",
  async (name) => {
    const { code, stderr } = await synthesize(
      name,
      Object.fromEntries(Object.keys(EXAMPLE_SETTINGS[name] ?? {}).map((key) => [key, ""])),
    );
    expect(code).toBe(1);
    expect(stderr).toContain("README.md");
  },
  120_000,
);

test("the sign-in page bundles for browsers, with nothing of Node in it", async () => {
  const entryPoints = [join(ROOT, "examples", "sign-in-page", "page.ts")];
  const built = await build({
    entryPoints,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  });
  expect(built.warnings).toEqual([]);
  const page = readFileSync(join(ROOT, "examples", "sign-in-page", "index.html"), "utf8");
  const used = [...(built.outputFiles[0]?.text ?? "").matchAll(/element\("([\w-]+)"\)/g)].map(([, id]) => id);
  expect(used.length).toBeGreaterThan(4);
  for (const id of used) expect(page).toContain(`id="${id}"`);
});
