import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { run } from "../../tools/local/child";
import { temporaryFolder } from "../support/folder";
import { findValidate, type Validate } from "./terraform";

const ROOT = join(__dirname, "..", "..");
const EXAMPLES = ["backend-for-frontend", "mobile", "machine-client", "sign-in-page"];

const folder = temporaryFolder("examples");
let validate: Validate | undefined;
beforeAll(async () => (validate = await findValidate(folder())), 120_000);

interface Stack {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: Readonly<Record<string, unknown>>;
}

/** Runs an example as its README says, into a folder of this run. */
async function synthesize(name: string): Promise<{ readonly path: string; readonly stack: Stack }> {
  const env = { ...process.env, LAMBDA_PACKAGING: "prebuilt", CDKTF_OUTDIR: join(folder(), name) };
  const answer = await run(process.execPath, ["tools/synth.mjs", `examples/${name}/main.ts`], {
    cwd: ROOT,
    env,
    timeout: 120_000,
  });
  if (answer.code !== 0) throw new Error(answer.stderr + answer.stdout);
  const path = join(folder(), name, "stacks", name);
  return { path, stack: JSON.parse(readFileSync(join(path, "cdk.tf.json"), "utf8")) as Stack };
}

describe.each(EXAMPLES)("the example %s", (name) => {
  let made: Awaited<ReturnType<typeof synthesize>>;
  beforeAll(async () => (made = await synthesize(name)), 120_000);

  it("synthesizes, and validates with the real provider", async () => {
    const { path, stack } = made;
    expect(Object.keys(stack.resource)).toContain("aws_cognito_user_pool");
    // Every client that gets tokens is in the audience.
    const clients = Object.keys(stack.resource["aws_cognito_user_pool_client"] ?? {});
    const audience = JSON.stringify(stack.resource["aws_apigatewayv2_authorizer"]);
    for (const client of clients) expect(audience).toContain(`aws_cognito_user_pool_client.${client}.id`);
    if (validate !== undefined) expect(await validate(path)).toEqual([]);
  }, 300_000);

  it("has a README whose outputs and files exist", () => {
    const readme = readFileSync(join(ROOT, "examples", name, "README.md"), "utf8");
    const { stack } = made;
    const outputs = [...readme.matchAll(/terraform output(?: -raw)? ([a-z_]+)/g)].map(([, output]) => output);
    expect(Object.keys(stack.output)).toEqual(expect.arrayContaining(outputs));
    const links = [
      ...readme.matchAll(/\]\((\.\.?\/[^)#]+)\)/g),
      ...readme.matchAll(/`((?:\.\.\/)?[\w-]+(?:\/[\w-]+)*\.(?:ts|md))`/g),
    ];
    const missing = links
      .map(([, path = ""]) => path)
      .filter((path) => !existsSync(join(ROOT, "examples", name, path)));
    expect(missing).toEqual([]);
    expect(readme).toContain(`node tools/synth.mjs examples/${name}/main.ts`);
  });
});

it("the sign-in page bundles for browsers, with nothing of Node in it", async () => {
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
