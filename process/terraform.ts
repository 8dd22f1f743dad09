import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { freemem } from "node:os";
import { delimiter, join } from "node:path";
import { lastLines, run, type Finished, type RunOptions } from "./child";
import { UserError } from "./user-error";

/** The oldest Terraform the project supports; the first OpenTofu, 1.6, is newer. */
const OLDEST_TERRAFORM = "1.5.7";

/** A Terraform or OpenTofu binary. */
export interface Terraform {
  readonly binary: string;
  readonly flavour: "terraform" | "tofu";
  /** `1.11.4` */
  readonly version: string;
}

/** Compares two version numbers; a pre-release counts as its release. */
export function isAtLeast(version: string, oldest: string): boolean {
  const numbers = (text: string): number[] => (text.split("-")[0] ?? "").split(".").map(Number);
  const [found, least] = [numbers(version), numbers(oldest)];
  for (let i = 0; i < 3; i++) {
    const difference = (found[i] ?? 0) - (least[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Reads what `terraform version` prints first: `Terraform v1.11.4`, `OpenTofu v1.8.2`. */
export function parseVersion(output: string): Pick<Terraform, "flavour" | "version"> | undefined {
  const [, name, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m.exec(output) ?? [];
  return version === undefined ? undefined : { flavour: name === "OpenTofu" ? "tofu" : "terraform", version };
}

function onPath(name: string, env: NodeJS.ProcessEnv): boolean {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  return (env["PATH"] ?? "").split(delimiter).some((folder) =>
    endings.some((ending) => {
      try {
        const file = join(folder, name + ending);
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    }),
  );
}

/**
 * Removes the checksums that `terraform init` has just written into the lock file of a folder that is thrown away later. Every command after it
 * would hash each provider's whole package against them, 700 MB of the AWS provider's: a third of the time of a small plan.
 */
export function dropChecksums(folder: string): void {
  const file = join(folder, ".terraform.lock.hcl");
  if (existsSync(file)) writeFileSync(file, readFileSync(file, "utf8").replaceAll(/^ *hashes *= *\[[^\]]*\]\n/gm, ""));
}

/** Is there a binary to try at all? Cheap enough to decide whether a test can run. */
export function hasTerraform(env: NodeJS.ProcessEnv = process.env): boolean {
  const named = env["TERRAFORM_BINARY_NAME"];
  if (named !== undefined && named !== "") return named.includes("/") || onPath(named, env);
  return onPath("terraform", env) || onPath("tofu", env);
}

/** Finds `terraform`, else `tofu`; TERRAFORM_BINARY_NAME names another. Refuses when there is none, or it is too old. */
export async function findTerraform(env: NodeJS.ProcessEnv = process.env): Promise<Terraform> {
  const named = env["TERRAFORM_BINARY_NAME"];
  const candidates = named !== undefined && named !== "" ? [named] : ["terraform", "tofu"];
  const tooOld: string[] = [];
  const failures: string[] = [];
  for (const binary of candidates) {
    const answer = await run(binary, ["version"], { env: terraformEnvironment(env), timeout: 300_000 });
    const parsed = parseVersion(answer.stdout);
    if (parsed === undefined) {
      if (answer.failure?.includes("ENOENT") !== true)
        failures.push(
          `\`${binary} version\` prints no version: ${answer.failure ?? lastLines(answer.stderr || answer.stdout, 3)}`,
        );
      continue;
    }
    if (isAtLeast(parsed.version, OLDEST_TERRAFORM)) return { binary, ...parsed };
    tooOld.push(`${binary} ${parsed.version}`);
  }
  if (tooOld.length > 0)
    throw new UserError(
      "terraform-missing",
      `Terraform ${OLDEST_TERRAFORM} or newer is needed; found ${tooOld.join(", ")}.`,
      "Update it, or name another binary in the variable TERRAFORM_BINARY_NAME.",
    );
  if (failures.length > 0)
    throw new UserError(
      "terraform-missing",
      `${failures.join("\n")}.`,
      "Mend or reinstall it, or name another binary in the variable TERRAFORM_BINARY_NAME.",
    );
  throw new UserError(
    "terraform-missing",
    named !== undefined && named !== ""
      ? `TERRAFORM_BINARY_NAME names "${named}", which can't be run.`
      : "Neither terraform nor tofu was found on the PATH.",
    "Install Terraform (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org/docs/intro/install), or name the binary in the variable TERRAFORM_BINARY_NAME.",
  );
}

/** Variables that would bend what Terraform does here: another state, other arguments, other input. */
const BENDING = /^(TF_CLI_ARGS|TF_VAR_|TF_WORKSPACE$|TF_DATA_DIR$|TF_LOG|TF_IN_AUTOMATION$|TF_INPUT$|TF_TOKEN_LOCAL$)/;

/** The person's environment without what would bend a run; version checks against the maker's server are off. */
export function terraformEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !BENDING.test(name));
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0" };
}

/** Bytes that two stacks' Terraform takes, with a provider each for the apply and for the plan's JSON, where none collects its garbage. */
const ROOMY = 6 * 2 ** 30;

/** Is as much memory to be had? On a machine that is short of it the system would end a provider's process. */
const hasMemoryFor = (bytes: number): boolean => (process.availableMemory?.() ?? freemem()) >= bytes;

/**
 * Environment for Terraform against the AWS emulator. Every AWS_ variable of the person is left out, so that no
 * profile, credential or endpoint of a real account can come into play.
 */
export function emulatedAwsEnvironment(
  url: string,
  region: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(terraformEnvironment(env)).filter(([name]) => !name.startsWith("AWS_"));
  const nowhere = process.platform === "win32" ? "NUL" : "/dev/null";
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: region,
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: "true",
    // A dead emulator must show soon; the provider's default is 25 attempts.
    AWS_MAX_ATTEMPTS: "4",
    ...(hasMemoryFor(ROOMY) && {
      // Terraform and its providers end before their garbage is worth collecting: a fifth less of the processor, within a gigabyte each.
      GOGC: env["GOGC"] ?? "off",
      GOMEMLIMIT: env["GOMEMLIMIT"] ?? "1GiB",
    }),
    NO_PROXY: [env["NO_PROXY"] ?? env["no_proxy"] ?? "", "127.0.0.1", "localhost"]
      .filter((host) => host !== "")
      .join(","),
  };
}

export function terraform(binary: Terraform, args: readonly string[], options: RunOptions): Promise<Finished> {
  return run(binary.binary, args, options);
}
