import { execFile, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";
import { skippedUnless } from "../../support/skip";
import { installFrom, pack } from "./consumer";

/** The README's program with package managers other than npm, which let a program import only what its own package.json names. */

const run = promisify(execFile);
const PNPM = "pnpm@12.21.0";
const YARN = "@yarnpkg/cli-dist@4";
const BROUGHT = ["cdktf", "constructs", "@cdktf/provider-aws", "@cdktf/provider-archive", "tsx"];
const reachable = spawnSync("npm", ["view", PNPM, "version"], { encoding: "utf8", timeout: 60_000 });
const tested = skippedUnless(reachable.status === 0, "pnpm can't be had from the npm registry");
const folder = temporaryFolder("package-managers");

interface Manager {
  readonly tool: string;
  /** Below the folder that npm installs it into. */
  readonly program: string;
  readonly exec: readonly string[];
  /** What the README has one write, by file. @param posture path of its tarball */
  readonly settings: (posture: string) => Readonly<Record<string, string>>;
}

const yarn = (linker: string): Manager => ({
  tool: YARN,
  program: "@yarnpkg/cli-dist/bin/yarn.js",
  exec: ["run"],
  settings: (posture) => ({
    "package.json": JSON.stringify({ private: true, resolutions: { "aws-api-posture": `file:${posture}` } }),
    "yarn.lock": "",
    ".yarnrc.yml": `nodeLinker: ${linker}\nenableTelemetry: false\nenableImmutableInstalls: false\n`,
  }),
});
const MANAGERS: Readonly<Record<string, Manager>> = {
  pnpm: {
    tool: PNPM,
    program: "pnpm/bin/pnpm.mjs",
    exec: ["exec"],
    settings: (posture) => ({
      "package.json": '{ "private": true }',
      "pnpm-workspace.yaml": `overrides:\n  aws-api-posture: file:${posture}\nallowBuilds:\n  esbuild: true\n`,
    }),
  },
  "Yarn with node_modules": yarn("node-modules"),
  "Yarn with Plug'n'Play": yarn("pnp"),
};

for (const [name, { tool, program, exec, settings }] of Object.entries(MANAGERS))
  tested(
    `${name} installs the tarballs; the README's program synthesizes, passes posture, and its errors have no stack`,
    async () => {
      const place = path.join(folder(), name.replaceAll(/\W/g, "_"));
      mkdirSync(path.join(place, "functions", "items"), { recursive: true });
      const tarballs = await Promise.all(["posture", "."].map(async (of) => (await pack(place, of)).filename));
      const [posture = "", own = ""] = tarballs.map((file) => path.join(place, file));
      const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
      const main = /```ts\n(\/\/ main\.ts\n[\s\S]*?)```/.exec(readme)?.[1] ?? "";
      const files = {
        ...settings(posture),
        "main.ts": main,
        "wrong.ts": main.replace('scopes: ["read"], target', 'scopes: ["reed"], target'),
        "functions/items/index.ts": "export const handler = () => Promise.resolve({ statusCode: 204 });\n",
      };
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(place, file), text);
      const { folder: tools } = await installFrom([tool], `${place}.tool`);
      const manageIn = (cwd: string, ...args: string[]) =>
        run(process.execPath, [path.join(tools, "node_modules", program), ...args], {
          cwd,
          // Not a clean one: a proxy and its certificates are in it.
          env: process.env,
          maxBuffer: 1 << 26,
        });
      const manage = (...args: string[]) => manageIn(place, ...args);
      await manage("add", `cognito-http-api@file:${own}`, `aws-api-posture@file:${posture}`, ...BROUGHT);
      await manage(...exec, "tsx", "main.ts");
      const { stdout } = await manage(...exec, "posture", "check", "cdktf.out/stacks/api/cdk.tf.json");
      expect(stdout).toContain(" 0 errors, 0 warnings");
      const refused = await manage(...exec, "tsx", "wrong.ts").catch(
        (error: { code: number; stderr: string }) => error,
      );
      expect(refused).toMatchObject({ code: 1 });
      expect(refused.stderr.trim()).toBe(
        '[scope-unknown] routes["GET /items"].scopes[0] (api/Default/routes): no scope "reed" is declared. Did you mean "read"?',
      );
      // What init writes for the manager that starts it; only the packages themselves can't be had by their versions yet.
      const { stdout: made } = await manage(...exec, "cognito-http-api", "init", "notes");
      const command = name.startsWith("Yarn") ? "yarn" : name;
      expect(made).toContain(`Next: cd notes && ${command} install && ${command} test`);
      const notes = path.join(place, "notes");
      fromTarballs(notes, own, posture);
      await manageIn(notes, "install");
      expect((await manageIn(notes, "test")).stdout).toContain("# pass 1");
      expect((await manageIn(notes, "run", "check")).stdout).toContain(" 0 errors, 0 warnings");
    },
    300_000,
  );

/** Names the tarballs where the project of `init` names versions of the registry. */
function fromTarballs(project: string, own: string, posture: string): void {
  const manifest = path.join(project, "package.json");
  const both = { "cognito-http-api": `file:${own}`, "aws-api-posture": `file:${posture}` };
  const { dependencies, devDependencies, ...rest } = JSON.parse(readFileSync(manifest, "utf8")) as Record<
    string,
    object
  >;
  const named = (all: object | undefined): object =>
    Object.fromEntries(
      Object.entries(all ?? {}).map(([key, range]) => [key, { ...{ [key]: range as string }, ...both }[key]]),
    );
  const text = {
    ...rest,
    dependencies: named(dependencies),
    devDependencies: named(devDependencies),
    resolutions: both,
  };
  writeFileSync(manifest, JSON.stringify(text));
  const workspace = path.join(project, "pnpm-workspace.yaml");
  if (existsSync(workspace)) appendFileSync(workspace, `overrides:\n  aws-api-posture: file:${posture}\n`);
  else {
    // A project of its own, below the one of this test.
    writeFileSync(path.join(project, "yarn.lock"), "");
    appendFileSync(path.join(project, ".yarnrc.yml"), "enableTelemetry: false\nenableImmutableInstalls: false\n");
  }
}
