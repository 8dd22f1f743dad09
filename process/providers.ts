import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { lastLines } from "./child";
import { withLinkedMirror } from "./linked-mirror";
import { withLock } from "./lock";
import { findMirrors, mirrorConfig, type Mirror } from "./mirrors";
import { UserError } from "./user-error";
import { terraform, terraformEnvironment, type Terraform } from "./terraform";
import { ROOT, WORK } from "./terraform-working-directory";

/** How a Lambda's code is zipped: by the archive provider during the plan, or already at synth. */
export type Packaging = "archive" | "prebuilt";

/** Where Terraform gets its providers from on this machine. */
export interface ProviderConfig {
  /** To be added to Terraform's environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly packaging: Packaging;
  /** What was found, for the person to read. */
  readonly notes: readonly string[];
}

/** The CLI configuration file that Terraform or OpenTofu would read, if it is there. */
function ownCliConfig(flavour: Terraform["flavour"], env: NodeJS.ProcessEnv): string | undefined {
  const named = env["TF_CLI_CONFIG_FILE"] ?? env["TERRAFORM_CONFIG"] ?? "";
  if (named !== "") return existsSync(named) ? named : undefined;
  const windows =
    env["APPDATA"] === undefined ? [] : [join(env["APPDATA"], "terraform.rc"), join(env["APPDATA"], "tofu.rc")];
  const tofu = flavour === "tofu" ? [".tofurc", join(".config", "opentofu", "tofurc")] : [];
  return [...[...tofu, ".terraformrc"].map((name) => join(homedir(), name)), ...windows].find((file) =>
    existsSync(file),
  );
}

/** Environment that makes an unreachable registry show at once: no retries, five seconds for an answer. */
const IMPATIENT = { TF_REGISTRY_DISCOVERY_RETRY: "0", TF_REGISTRY_CLIENT_TIMEOUT: "5" };
/** Where nothing but the registry is left: a busy machine, or a slow line, needs longer. */
const PATIENT = { TF_REGISTRY_DISCOVERY_RETRY: "2", TF_REGISTRY_CLIENT_TIMEOUT: "30" };

/** Writes a configuration that requires these providers (`hashicorp/aws`) and nothing else. */
function requireOnly(folder: string, providers: readonly string[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const required = Object.fromEntries(providers.map((source) => [source.split("/")[1] ?? source, { source }]));
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
}

/** Can Terraform install these providers with this environment? Its own words if not. */
async function canInstall(
  binary: Terraform,
  folder: string,
  providers: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  requireOnly(folder, providers);
  const answer = await terraform(binary, ["init", "-input=false", "-no-color", "-backend=false"], {
    cwd: folder,
    env,
    timeout: 600_000,
  });
  rmSync(folder, { recursive: true, force: true });
  return answer.code === 0 ? undefined : (answer.failure ?? lastLines(answer.stderr || answer.stdout, 12));
}

/** The host in `provider[HOST/hashicorp/aws]`, which `terraform providers` prints without asking anybody. */
export function hostOf(output: string): string | undefined {
  return /provider\[([^/\]\s]+)\/hashicorp\/aws\]/.exec(output)?.[1];
}

/** Where this binary looks for a provider without a host in its source: Terraform and OpenTofu differ. */
async function defaultHost(binary: Terraform, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  requireOnly(folder, [AWS]);
  const answer = await terraform(binary, ["providers"], { cwd: folder, env, timeout: 300_000 });
  rmSync(folder, { recursive: true, force: true });
  const host = hostOf(answer.stdout);
  if (host !== undefined) return host;
  const said = answer.failure ?? lastLines(answer.stderr || answer.stdout, 12);
  throw new UserError(
    "providers-missing",
    `\`${binary.binary} providers\` doesn't say where ${AWS} comes from:\n${said}`,
  );
}

const AWS = "hashicorp/aws";
const ARCHIVE = "hashicorp/archive";
const PREBUILT =
  "The archive provider isn't available here: functions are packaged at synth instead (LAMBDA_PACKAGING=prebuilt).";

/** What was found where, and which providers another registry's client has put there. */
function mirrorNotes(mirrors: readonly Mirror[], host: string): readonly string[] {
  const found = mirrors.flatMap(({ folder, providers, linked }) =>
    linked === undefined
      ? [`${folder} (${providers.join(", ")})`]
      : linked.map((other) => `${other.folder} (${other.providers.join(", ")}, as ${other.host} has it)`),
  );
  return [`${host} can't be reached; found ${found.join(" and ")} on this machine.`];
}

/**
 * Decides where Terraform gets its providers: the person's own CLI configuration or the registry first, else
 * filesystem mirrors found on this machine, for which a CLI configuration is written to `folder`.
 * @param folder a folder of this run's own
 */
export async function providerConfig(binary: Terraform, folder: string): Promise<ProviderConfig> {
  const { env } = process;
  mkdirSync(folder, { recursive: true });
  const probe = join(folder, "probe");
  const own = ownCliConfig(binary.flavour, env);
  // Terraform warns about a configuration file that isn't there on every call.
  const base: Record<string, string> = own === undefined ? { TF_CLI_CONFIG_FILE: emptyConfig(folder) } : {};
  const cache: Record<string, string> = (env["TF_PLUGIN_CACHE_DIR"] ?? "") === "" ? pluginCache() : {};
  const ask = (
    providers: readonly string[],
    more: Record<string, string>,
    patience: Record<string, string> = IMPATIENT,
  ): Promise<string | undefined> =>
    withLock(
      join(WORK, "plugins.lock"),
      () => undefined,
      () => canInstall(binary, probe, providers, { ...terraformEnvironment(env), ...patience, ...more }),
    );

  const reached = { ...base, ...cache };
  const first = own === undefined ? "the registry" : own;
  const noArchive = await ask([ARCHIVE], reached);
  if (noArchive === undefined) return { env: reached, packaging: "archive", notes: [`Providers come from ${first}.`] };
  if (own !== undefined && (await ask([AWS], reached)) === undefined)
    return { env: reached, packaging: "prebuilt", notes: [`Providers come from ${own}.`, PREBUILT] };

  const host = await defaultHost(binary, probe, { ...terraformEnvironment(env), ...base });
  const mirrors = withLinkedMirror(findMirrors(ROOT, env), host, [AWS, ARCHIVE], join(folder, "linked"));
  if (!mirrors.some((mirror) => mirror.providers.includes(AWS))) {
    if ((await ask([AWS], reached, PATIENT)) === undefined)
      return { env: reached, packaging: "prebuilt", notes: [`Providers come from ${first}.`, PREBUILT] };
    throw new UserError(
      "providers-missing",
      `Terraform can't install its providers, and no filesystem mirror with ${AWS} was found on this machine. It said:\n${noArchive}`,
      "Give it access to its registry (HTTPS_PROXY), or name a CLI configuration with a filesystem_mirror in TF_CLI_CONFIG_FILE.",
    );
  }
  const file = join(folder, "mirrors.tfrc");
  writeFileSync(file, mirrorConfig(mirrors));
  const hasArchive = mirrors.some((mirror) => mirror.providers.includes(ARCHIVE));
  return {
    env: { TF_CLI_CONFIG_FILE: file },
    packaging: hasArchive ? "archive" : "prebuilt",
    notes: [...mirrorNotes(mirrors, host), ...(hasArchive ? [] : [PREBUILT])],
  };
}

function emptyConfig(folder: string): string {
  const file = join(folder, "empty.tfrc");
  writeFileSync(file, "");
  return file;
}

/** Downloaded providers are kept, so that the second run doesn't load hundreds of megabytes again. */
function pluginCache(): Record<string, string> {
  const folder = join(WORK, "plugins");
  mkdirSync(folder, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" };
}
