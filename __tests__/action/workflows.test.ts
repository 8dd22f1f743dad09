import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml } from "yaml";
import { ROOT } from "../support/project";

interface Step {
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

const files = [
  ...readdirSync(join(ROOT, ".github/workflows"))
    .filter((name) => /^(posture|drift)/.test(name))
    .map((name) => join(".github/workflows", name)),
].map((name) => ({ name, text: readFileSync(join(ROOT, name), "utf8") }));

/** The scripts of `run:` steps: the block after `run: |`, or the rest of the line. */
function scripts(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, i) => {
    const match = /^(\s*)(?:- )?run: (.*)$/.exec(line);
    if (!match) return [];
    const rest = lines.slice(i + 1);
    const end = rest.findIndex(
      (one) => one.trim() !== "" && (/^\s*/.exec(one)?.[0].length ?? 0) <= (match[1] ?? "").length,
    );
    return [match[2] === "|" ? rest.slice(0, end === -1 ? undefined : end).join("\n") : (match[2] ?? "")];
  });
}

test("reads the scripts it is about to judge", () => {
  expect(files.map((file) => file.name).sort()).toEqual([
    ".github/workflows/drift.yml",
    ".github/workflows/posture.yml",
  ]);
  expect(files.flatMap((file) => scripts(file.text))).toHaveLength(3);
  expect(scripts("a:\n  - run: |\n      x ${{ y }}\n    env: z\n")[0]).toContain("${{");
});

test.each(files)("$name puts no expression into a script: a branch's name must not become a command", ({ text }) => {
  for (const script of scripts(text)) expect(script).not.toContain("${{");
});

test.each(files)("$name pins every action of others to a commit, with its version beside it", ({ text }) => {
  const used = [...text.matchAll(/uses: (\S+)(.*)$/gm)].filter(([, name = ""]) => !name.startsWith("./"));
  for (const [, name, rest] of used)
    expect(`${name ?? ""}${rest ?? ""}`).toMatch(/^[\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  const commits = new Map(used.map(([, name = ""]) => name.split("@") as [string, string]));
  for (const [, name = ""] of used) expect(commits.get(name.split("@")[0] ?? "")).toBe(name.split("@")[1]);
});

test.each(files.filter((file) => file.name.includes("workflows")))(
  "$name starts from no permission at all",
  ({ text }) => {
    expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).not.toMatch(/write-all|contents: write|pull_request_target|secrets: inherit/);
  },
);

test("gives the job with credentials no right to write, and the job that writes no credentials", () => {
  const text = files.find((file) => file.name.endsWith("posture.yml"))?.text ?? "";
  const [plan = "", decide = ""] = text.split(/^ {2}decide:$/m);
  expect(plan).toContain("id-token: write");
  expect(plan).not.toContain("pull-requests: write");
  expect(decide).toContain("pull-requests: write");
  expect(decide).not.toMatch(/id-token|aws-actions/);
});

test("leaves no token of the checkout behind, and uploads results only", () => {
  for (const { text } of files) {
    const checkouts = text.match(/uses: actions\/checkout@/g)?.length ?? 0;
    expect(text.match(/persist-credentials: false/g)?.length ?? 0).toBe(checkouts);
    for (const [, path] of text.matchAll(/upload-artifact[\s\S]*?path: (\S+)/g)) expect(path).toBe("results");
  }
});

test("takes the gate from the base, never from the pull request", () => {
  const text = files.find((file) => file.name.endsWith("posture.yml"))?.text ?? "";
  const used = [...text.matchAll(/uses: (\.\S*)/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(2);
  expect(new Set(used)).toEqual(new Set(["./base/action"]));
  const { jobs } = parseYaml(text) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  const steps = Object.values(jobs).map((job) => job.steps);
  expect(steps.length).toBeGreaterThan(1);
  for (const own of steps) {
    const base = own.find((step) => step.with?.["path"] === "base");
    expect(base?.with?.["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
    const building = own.filter(({ run }) => run?.includes("build -- action") === true);
    expect(building.map((step) => step["working-directory"])).toEqual(["base"]);
  }
});
