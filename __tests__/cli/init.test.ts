import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { init, writeInto } from "../../cli/init";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder("init");

// __tests__/tools/package/package.e2e.test.ts runs the project's own test, with the package as installed.
test("a folder that isn't there is made, and gets the project's files", () => {
  const place = path.join(folder(), "My Notes");
  const files = init(place, "0.1.0");
  expect(files).toEqual(expect.arrayContaining(["main.ts", "cdktf.json", "package.json", "test/api.test.ts"]));
  for (const file of files) expect(readFileSync(path.join(place, file), "utf8")).not.toBe("");
  expect(readFileSync(path.join(place, "cdktf.json"), "utf8")).toContain('"my-notes"');
});

test.each([
  ["Cognito Notes", "notes"],
  ["aws-amazon", "api"],
  [`${"a".repeat(31)}-bc`, "a".repeat(31)],
  ["日本", "api"],
])("of a folder %s the project is called %s, which begins a sign-in domain that Cognito accepts", (name, project) => {
  const place = path.join(folder(), name);
  init(place, "0.1.0");
  expect(JSON.parse(readFileSync(path.join(place, "cdktf.json"), "utf8")).context.project).toBe(project);
});

test("what is to be done next works as it is printed, and --version prints the package's", () => {
  const place = path.join(folder(), "it's \u00fc & more");
  const run = (...given: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", path.join(__dirname, "..", "..", "cli", "index.ts"), ...given], {
      encoding: "utf8",
    });
  const next = /^Next: (cd .*) && npm install/m.exec(run("init", place).stdout)?.[1] ?? "";
  expect(spawnSync("sh", ["-c", `${next} && pwd`], { encoding: "utf8" }).stdout).toBe(`${place}\n`);
  expect(run("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  [undefined, "npm", []],
  ["npm/11.19.1 node/v20.20.2 linux x64 workspaces/false", "npm", []],
  ["pnpm/12.21.0 npm/? node/? linux x64", "pnpm", ["pnpm-workspace.yaml"]],
  ["yarn/4.18.1 npm/? node/v20.20.2 linux x64", "yarn", [".yarnrc.yml"]],
])("started by %s it writes what %s needs, and names it", (agent, manager, more) => {
  const place = path.join(folder(), `by-${String(agent?.split("/")[0])}`);
  const cli = path.join(__dirname, "..", "..", "cli", "index.ts");
  const { npm_config_user_agent: _, ...rest } = process.env;
  const env = { ...rest, ...(agent !== undefined && { npm_config_user_agent: agent }) };
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", cli, "init", place], { encoding: "utf8", env });
  expect(stdout).toContain(`Next: cd ${place} && ${manager} install && ${manager} test\n`);
  expect(readdirSync(place).filter((file) => /^(\.yarnrc|pnpm-)/.test(file))).toEqual(more);
  spawnSync("git", ["init", "--quiet", place]);
  const kept = [".yarn/install-state.gz", ".yarn/releases/yarn.cjs", ".pnp.cjs", "node_modules/tsx/x.js"].filter(
    (file) => spawnSync("git", ["check-ignore", "--quiet", file], { cwd: place }).status === 1,
  );
  const yarns = [".yarn/install-state.gz", ".yarn/releases/yarn.cjs", ".pnp.cjs"];
  expect(kept).toEqual(manager === "yarn" ? [".yarn/releases/yarn.cjs"] : yarns);
  expect(readFileSync(path.join(place, "README.md"), "utf8")).toContain(
    `    ${manager} install\n    ${`${manager} test`.padEnd(20)} # synthesizes`,
  );
});

test("a folder that holds something is left alone", () => {
  const place = path.join(folder(), "taken");
  mkdirSync(place);
  writeFileSync(path.join(place, "notes.txt"), "mine");
  expect(() => init(place, "0.1.0")).toThrow(/holds notes\.txt\. Name an empty folder/);
  expect(existsSync(path.join(place, "main.ts"))).toBe(false);
});

test("what can't be written says why and where, and leaves nothing of it", () => {
  writeFileSync(path.join(folder(), "a-file"), "");
  expect(() => init(path.join(folder(), "a-file", "new", "api"), "0.1.0")).toThrow(
    /can't be written: ENOTDIR.*a-file\/new'/,
  );
  expect(() => init(path.join(folder(), "a-file"), "0.1.0")).toThrow(/can't be written: ENOTDIR/);
  // A file system that takes no folder; Node's recursive mkdir never comes back from it.
  if (process.platform === "linux")
    expect(() => init("/proc/none/api", "0.1.0")).toThrow(/can't be written: .*'\/proc\/none'/);
  const made = path.join(folder(), "one", "two");
  const files = { "a/first.txt": "a", ["n".repeat(300)]: "no file system takes this name" };
  expect(() => writeInto(made, files)).toThrow(/can't be written: ENAMETOOLONG/);
  expect(existsSync(path.join(folder(), "one"))).toBe(false);
});

test.each([["init", "--help"], ["adopt", "state.json", "-h"], ["--help"]])(
  "%s %s prints how each command is used",
  (...given) => {
    const cli = path.join(__dirname, "..", "..", "cli", "index.ts");
    const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", cli, ...given], {
      encoding: "utf8",
    });
    expect([status, stdout.match(/^cognito-http-api \w+/gm)]).toEqual([
      0,
      ["cognito-http-api init", "cognito-http-api adopt", "cognito-http-api local"],
    ]);
  },
);
