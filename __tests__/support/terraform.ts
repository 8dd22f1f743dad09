import { execFile, execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { dropChecksums, hasTerraform, terraformEnvironment } from "../../process/terraform";
import { ROOT } from "./project";

/** A Terraform that can install the AWS provider here, and what to tell it. */
export interface TerraformHere {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  /** `archive` where the archive provider can be had too. */
  readonly packaging: "archive" | "prebuilt";
}

/**
 * What is on this machine, or why tests that need it are skipped. Takes a second or two, once a run (jest.e2e.config.js); call it at the top of the file.
 * @param named a binary, where it has to be that one: `tofu`
 */
export function terraformHere(named?: string): TerraformHere | string {
  const env = named === undefined ? process.env : { ...process.env, TERRAFORM_BINARY_NAME: named };
  if (!hasTerraform(env))
    return named === undefined ? "neither terraform nor tofu is on the PATH" : `${named} is not on the PATH`;
  const run = process.env["ONCE_PER_RUN"];
  const found = run === undefined ? lookHere(env) : lookOnce(run, env, named);
  return "refused" in found ? (found.refused.split("\n")[0] ?? "") : found;
}

type Found = TerraformHere | { readonly refused: string };

function lookOnce(run: string, env: NodeJS.ProcessEnv, named = "providers"): Found {
  const kept = path.join(run, `${named}.json`);
  if (!existsSync(kept)) {
    const folder = mkdtempSync(path.join(run, "providers-"));
    writeFileSync(path.join(folder, "found.json"), JSON.stringify(look(folder, env)));
    renameSync(path.join(folder, "found.json"), kept); // Another worker may read at the same time.
  }
  return JSON.parse(readFileSync(kept, "utf8")) as Found;
}

function lookHere(env: NodeJS.ProcessEnv): Found {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "providers-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return look(folder, env);
}

function look(folder: string, env: NodeJS.ProcessEnv): Found {
  const script = path.join(__dirname, "find-providers.ts");
  const answer = execFileSync(process.execPath, ["--import", "tsx", script, folder], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  return JSON.parse(answer) as Found;
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string };
}

interface Root {
  readonly module: Record<string, Readonly<Record<string, string>>>;
  readonly variable: Record<string, { readonly type?: string }>;
}

/** What of a `cdk.tf.json` is read here. */
interface Stack {
  readonly variable?: Root["variable"];
  readonly provider?: Readonly<Record<string, readonly object[]>>;
}

/** Installs the providers into a folder and validates it. @returns one line for each diagnostic, warnings included */
export async function validate(here: TerraformHere, folder: string): Promise<string[]> {
  return (await diagnose(here, folder)).map(line);
}

/**
 * Validates several stacks at once, as the modules of one configuration: reading the provider's schema is what takes the time.
 * @param folder gets the configuration
 * @param stacks folders of stacks, or of modules in HCL that ask for no input, by name
 * @returns the diagnostics of each stack that has some, warnings included
 */
export async function validateTogether(
  here: TerraformHere,
  folder: string,
  stacks: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const root: Root = { module: {}, variable: {} };
  for (const [name, stack] of Object.entries(stacks)) {
    cpSync(stack, path.join(folder, name), { recursive: true });
    const file = path.join(stack, "cdk.tf.json");
    const written = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Stack) : {};
    if (existsSync(file))
      writeFileSync(path.join(folder, name, "cdk.tf.json"), JSON.stringify(withoutEmptyProviders(written)));
    const { variable = {} } = written;
    const inputs: Record<string, string> = {};
    for (const [input, { type }] of Object.entries(variable)) {
      root.variable[`${name}_${input}`] = { type };
      inputs[input] = `\${var.${name}_${input}}`;
    }
    root.module[name] = { source: `./${name}`, ...inputs };
  }
  // Terraform takes no empty block.
  const written = Object.keys(root.variable).length === 0 ? { module: root.module } : root;
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(written));
  const found: Record<string, string[]> = {};
  for (const diagnostic of await diagnose(here, folder)) {
    const name = diagnostic.range?.filename.split("/")[0] ?? "no stack";
    found[name] = [...(found[name] ?? []), line(diagnostic)];
  }
  return found;
}

/** A root may write `provider "archive" {}`; Terraform warns of it in a module, which these stacks are for the time of the test. */
function withoutEmptyProviders({ provider = {}, ...rest }: Stack): Stack {
  const isEmpty = (blocks: readonly object[]): boolean => blocks.every((block) => Object.keys(block).length === 0);
  const kept = Object.entries(provider).filter(([, blocks]) => !isEmpty(blocks));
  return kept.length === 0 ? rest : { ...rest, provider: Object.fromEntries(kept) };
}

async function diagnose(here: TerraformHere, folder: string): Promise<readonly Diagnostic[]> {
  const options = { cwd: folder, env: { ...terraformEnvironment(), ...here.env }, maxBuffer: 1 << 26 };
  const run = promisify(execFile);
  await run(here.binary, ["init", "-backend=false", "-input=false", "-no-color"], options);
  dropChecksums(folder);
  const stdout = await run(here.binary, ["validate", "-json", "-no-color"], options).then(
    (finished) => finished.stdout,
    // It ends with 1 where there are errors, and says which on standard output all the same.
    (failed: { stdout?: string }) => {
      if (!failed.stdout) throw failed;
      return failed.stdout;
    },
  );
  return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
}

const line = ({ severity, summary, detail, address }: Diagnostic): string =>
  [severity, address, summary, detail].filter((part) => part !== undefined).join(": ");
