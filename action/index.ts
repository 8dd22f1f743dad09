import { appendFileSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { progressOn } from "../process/progress";
import { UserError, describeError, systemCode } from "../process/user-error";
import { findTerraform, terraformEnvironment } from "../process/terraform";
import { checkRun, HELP, parseFailOn, requireValue, parseCommand, type Values } from "./args";
import { packBundle, unpackBundle } from "./bundle";
import { driftOf, upsertIssue } from "./drift";
import { gate, stackNames } from "./gate";
import { GitHub } from "./github";
import { planStack } from "./plan";
import { readOutcomes, publish } from "./publish";
import type { Result } from "./result";
import { runStack } from "./run";
import { argumentsFromInputs } from "./inputs";
import type { RunOnEmulator } from "./emulator";
import { folderOf, synthesizeSide, type Side } from "./side";

const progress = progressOn(process.stderr);

async function main(argv: readonly string[]): Promise<number> {
  const { command, values } = parseCommand(argv);
  if (values.help || command === "") {
    process.stdout.write(HELP);
    return values.help ? 0 : 1;
  }
  const found = COMMANDS[command];
  if (!found)
    throw new UserError("usage", `There is no command ${command}.`, `There are: ${Object.keys(COMMANDS).join(", ")}.`);
  return found(values);
}

const COMMANDS: Readonly<Record<string, (values: Values) => Promise<number>>> = {
  run: (values) => inOwnFolder((work) => runIn(values, work)),
  gate: (values) =>
    Promise.resolve(
      decide(
        readOutcomes(requireValue(values.from, "from")).map((one) => one.result),
        values,
      ),
    ),
  publish: async (values) => {
    const pull = Number(requireValue(values.pull, "pull"));
    if (!Number.isInteger(pull) || pull < 1) throw new UserError("usage", "--pull is the number of a pull request.");
    const lines = await publish(gitHub(), pull, readOutcomes(requireValue(values.from, "from")), values.author);
    for (const line of lines) progress.note(line);
    return 0;
  },
  pack: async (values) => {
    const { flavour, version } = await findTerraform();
    packBundle(requireValue(values.folder, "folder"), requireValue(values.bundle, "bundle"), {
      stack: values.stack,
      terraform: `${flavour} ${version}`,
    });
    return 0;
  },
  unpack: async (values) => {
    const manifest = unpackBundle(requireValue(values.bundle, "bundle"), requireValue(values.folder, "folder"));
    const { flavour, version } = await findTerraform();
    progress.note(
      `${String(Object.keys(manifest.files).length)} files of ${manifest.stack}, planned by ${manifest.terraform}.`,
    );
    if (manifest.terraform !== `${flavour} ${version}`)
      progress.note(`This is ${flavour} ${version}; only the version that saved a plan can apply it.`);
    return 0;
  },
  drift: (values) => inOwnFolder((work) => drift(values, work)),
};

function sides(values: Values): { readonly head: Side; readonly base?: Side } {
  const side = (name: "head" | "base", root: string): Side => ({ name, root: resolve(root), path: values.path });
  return { head: side("head", values.head), ...(values.base !== undefined && { base: side("base", values.base) }) };
}

async function runIn(values: Values, work: string): Promise<number> {
  checkRun(values);
  const out = values.out ?? join("posture-out", values.stack);
  const common = {
    stack: values.stack,
    ...sides(values),
    out: resolve(out),
    ...(values.synth !== undefined && { synth: values.synth }),
    ...(values.acknowledgements !== undefined && { acknowledgements: values.acknowledgements }),
    ...(values.bundle !== undefined && { bundle: resolve(values.bundle) }),
    planArgs: values["plan-arg"],
    ...(values.plan !== undefined && { plans: plansIn(values.plan, values["base-plan"]) }),
  };
  const result = values["emulator"]
    ? await (
        await emulator()
      )(common, work, progress)
    : await runStack(
        {
          ...common,
          private: join(work, "private"),
          env: process.env,
          ...(!values["without-plan"] &&
            values.plan === undefined && {
              terraform: { binary: await findTerraform(), env: keepingInputs(process.env) },
            }),
        },
        progress,
      );
  summarize(readFileSync(join(out, "comment.md"), "utf8"));
  progress.note(`${values.stack}: ${result.verdict}. The comment, the report and the result are in ${out}.`);
  return values["no-gate"] ? 0 : decide([result], values);
}

function plansIn(head: string, base: string | undefined): { readonly head: string; readonly base?: string } {
  for (const file of [head, ...(base === undefined ? [] : [base])])
    if (!existsSync(file))
      throw new UserError(
        "usage",
        `There is no plan ${file}.`,
        "Write it with: terraform show -json tfplan > plan.json",
      );
  return { head: resolve(head), ...(base !== undefined && { base: resolve(base) }) };
}

/** The AWS emulator is part of a checkout, not of the bundle that workflows name. */
async function emulator(): Promise<RunOnEmulator> {
  try {
    return (await import("./emulator.js")).runOnEmulator;
  } catch (error) {
    if (!/MODULE_NOT_FOUND/.test(systemCode(error) ?? "")) throw error;
    throw new UserError("usage", "--emulator needs a checkout of the project.", "Run npm run pull-request there.");
  }
}

/** A workflow hands variables to Terraform by TF_VAR_; they are meant, unlike on a developer's machine. */
function keepingInputs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inputs = Object.entries(env).filter(([name]) => name.startsWith("TF_VAR_") || name === "TF_WORKSPACE");
  return { ...terraformEnvironment(env), ...Object.fromEntries(inputs) };
}

function decide(results: readonly Result[], values: Values): number {
  const expected = values.expect === undefined ? [] : stackNames(values.expect);
  const { passes, lines } = gate(results, parseFailOn(values["fail-on"]), expected);
  for (const line of lines) progress.note(line);
  return passes ? 0 : 2;
}

async function drift(values: Values, work: string): Promise<number> {
  const { head } = sides(values);
  if (values.synth !== undefined) await synthesizeSide(head, values.synth, process.env);
  const binary = await findTerraform();
  const planned = await planStack({
    binary,
    env: keepingInputs(process.env),
    folder: folderOf(head),
    out: join(work, "private"),
    args: values["plan-arg"],
  });
  const found = driftOf(values.stack, planned.json, planned.changes);
  const out = resolve(values.out ?? join("posture-out", values.stack));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "drift.md"), found.text);
  if (found.drifted) summarize(found.text);
  if (values.issue)
    progress.note(`${values.stack}: issue ${await upsertIssue(gitHub(), values.stack, found, values.author)}`);
  progress.note(
    found.drifted ? `${values.stack}: drifted, ${found.verdict}.` : `${values.stack}: as the configuration says.`,
  );
  return found.drifted ? 2 : 0;
}

function gitHub(): GitHub {
  const { GITHUB_API_URL, GITHUB_REPOSITORY } = process.env;
  const token = process.env["INPUT_TOKEN"] || process.env["GITHUB_TOKEN"];
  const given = (value: string | undefined, name: string, remedy?: string): string => {
    if (value === undefined || value === "")
      throw new UserError("usage", `The environment variable ${name} is missing.`, remedy);
    return value;
  };
  return new GitHub({
    url: GITHUB_API_URL || "https://api.github.com",
    token: given(token, "GITHUB_TOKEN", "In a workflow, give the action the input token: ${{ github.token }}."),
    repository: given(GITHUB_REPOSITORY, "GITHUB_REPOSITORY", "It names the repository as OWNER/NAME."),
  });
}

/** The job's summary page: the only place where a fork's pull request can show anything. */
function summarize(text: string): void {
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") appendFileSync(file, `${text}\n`);
}

/** A folder readable by its owner only, removed at the end. */
async function inOwnFolder(work: (folder: string) => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "pull-request-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

Promise.resolve()
  .then(() => main(argumentsFromInputs(process.env) ?? process.argv.slice(2)))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
  });
