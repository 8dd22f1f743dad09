import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { parse as parseYaml } from "yaml";
import { temporaryFolder } from "./support/folder";
import { linterHere, noLinter } from "./support/linter";
import { ROOT } from "./support/project";
import { skippedUnless } from "./support/skip";

/** actionlint reads what GitHub would run: syntax, contexts and expressions, what jobs and steps hand to each other, and the scripts where shellcheck is. */
const found = linterHere("actionlint");
const linted = skippedUnless(found !== undefined, noLinter("actionlint"));
const folder = temporaryFolder("workflows");

const WORKFLOWS = path.join(ROOT, ".github", "workflows");
const files = readdirSync(WORKFLOWS).map((name) => path.join(WORKFLOWS, name));

/** @returns what is wrong, a line each */
function problems(...workflows: readonly string[]): string[] {
  // The action's bundle isn't committed: a step builds it before the one that uses it.
  const built = ["-ignore", 'file "dist/index.js" does not exist'];
  const { stdout, stderr, error } = spawnSync(found ?? "", ["-oneline", "-no-color", ...built, ...workflows], {
    cwd: ROOT,
    encoding: "utf8",
  });
  if (error) throw error;
  return `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
}

linted("GitHub can run every workflow", () => {
  expect(files.length).toBeGreaterThan(3);
  expect(problems(...files)).toEqual([]);
  return Promise.resolve();
});

linted("a context that GitHub doesn't have is found", () => {
  const broken = path.join(folder(), "broken.yml");
  const text = readFileSync(path.join(WORKFLOWS, "ci.yml"), "utf8");
  writeFileSync(broken, text.replace(/^( +)- run: /m, "$1- if: ${{ githb.sha }}\n$1  run: "));
  expect(problems(broken).join("\n")).toContain("githb");
  return Promise.resolve();
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** What SECURITY.md says of the supply chain; scanners look closer, where they are installed. */
describe.each(files.map((file) => path.basename(file)))("the workflow %s", (name) => {
  const { permissions, jobs } = parseYaml(readFileSync(path.join(WORKFLOWS, name), "utf8")) as {
    permissions?: Readonly<Record<string, string>>;
    jobs: Readonly<Record<string, Step & { steps?: readonly Step[] }>>;
  };
  const steps = Object.values(jobs).flatMap((job) => [job, ...(job.steps ?? [])]);

  test("pins each action to a commit, and leaves a token in the checkout of a job that pushes only", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^\.\/|@[0-9a-f]{40}$/.test(action))).toEqual([]);
    const kept = Object.values(jobs).flatMap(({ steps: own = [] }) =>
      own.some(({ run }) => run?.includes("git push"))
        ? []
        : own.filter(
            (step) => step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false,
          ),
    );
    expect(kept).toEqual([]);
  });

  test("may read at most, where no job asks for more", () => {
    expect(permissions).toBeDefined();
    expect(Object.values(permissions ?? {}).filter((right) => right !== "read")).toEqual([]);
  });
});

const yamlOf = <T>(...place: readonly string[]): T => parseYaml(readFileSync(path.join(ROOT, ...place), "utf8")) as T;

test("each kind of dependency waits a week before it is updated, the actions of workflows among them", () => {
  type Update = { "package-ecosystem": string; cooldown?: { "default-days"?: number } };
  const { updates } = yamlOf<{ updates: readonly Update[] }>(".github", "dependabot.yml");
  expect(updates.map((one) => one["package-ecosystem"])).toEqual(["npm", "github-actions", "pip"]);
  expect(updates.filter(({ cooldown }) => (cooldown?.["default-days"] ?? 0) < 7)).toEqual([]);
});

test("each package is published with its provenance", () => {
  const text = readFileSync(path.join(WORKFLOWS, "release.yml"), "utf8");
  const commands = text.match(/npm publish .*/g) ?? [];
  expect(commands.length).toBeGreaterThan(1);
  expect(commands.filter((command) => !command.startsWith("npm publish --provenance "))).toEqual([]);
});

test("what was changed outside of Terraform is looked for each night", () => {
  const { on } = yamlOf<{ on: { schedule: readonly { cron: string }[] } }>(".github", "workflows", "drift.yml");
  expect(on.schedule.map(({ cron }) => cron)).toEqual([expect.stringMatching(/^\d+ \d+ \* \* \*$/)]);
});

describe("the pre-commit hook", () => {
  const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
  const [hook] = parseYaml(read(".pre-commit-hooks.yaml")) as {
    id: string;
    entry: string;
    args: string[];
    files: string;
    language: string;
    pass_filenames: boolean;
  }[];
  if (!hook) throw new Error("there is no hook");

  test("runs the package's command on the folder, for whatever Terraform reads", () => {
    const { bin } = JSON.parse(read("posture/package.json")) as { bin: Record<string, string> };
    const [command = "", ...given] = [...hook.entry.split(" "), ...hook.args];
    expect(Object.keys(bin)).toContain(path.basename(command));
    expect([given, hook.language, hook.pass_filenames]).toEqual([["check", "."], "system", false]);
    const files = new RegExp(hook.files);
    const read_ = ["main.tf", "modules/a/x.tf.json", "b.tofu", "c.tofu.json", "prod.auto.tfvars", "d.tfvars.json"];
    expect(read_.filter((name) => !files.test(name))).toEqual([]);
    expect(["package.json", "main.tfstate", "a.tf.bak", "README.md"].filter((name) => files.test(name))).toEqual([]);
  });

  test("is the one that the package's README shows", () => {
    const shown = /```yaml\n(repos:[\s\S]*?)```/.exec(read("posture/README.md"))?.[1] ?? "";
    const { repos } = parseYaml(shown) as { repos: { hooks: object[] }[] };
    const { args, ...rest } = hook;
    expect(repos[0]?.hooks[0]).toEqual({
      ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== "description")),
      entry: [hook.entry, ...args].join(" "),
    });
  });
});
