import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, waitForEndIn, type StopOptions, type Finished } from "../../process/child";
import type { Packaging } from "../../process/providers";
import type { Terraform } from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";
import { UserError } from "../../process/user-error";
import { isObject, objects } from "../../local/terraform/plan-changes";
import { readStack, synthesize, type Synthesized } from "../../local/terraform/synth";

/** Where the stacks and states of conformance runs lie until their stack is removed; git-ignored. */
export const RUNS = join(ROOT, ".work", "conformance");

/**
 * Terraform is waited for, and not interrupted: then the provider drops answers of AWS, and what AWS made all the same would stay in the account
 * for good. Where this process is ended by force, Terraform finishes too, and writes down what it made.
 */
export const untilItsEnd = (folder: string): StopOptions => ({ signal: "none", grace: 900_000, prints: folder });

/** Names of runs whose stack may still be there: each has a state. */
export function unfinishedRuns(): readonly string[] {
  return existsSync(RUNS) ? readdirSync(RUNS).filter((name) => /^conformance-[0-9a-f]{8}$/.test(name)) : [];
}

/** An override with which Terraform itself refuses credentials of another account: when it applies, and when it removes. */
export function onlyIn(account: string, json: Readonly<Record<string, unknown>>): object {
  const aws = isObject(json["provider"]) ? json["provider"]["aws"] : undefined;
  const allowed = (Array.isArray(aws) ? objects(aws) : [isObject(aws) ? aws : {}]).map(({ alias }) => ({
    ...(alias !== undefined && { alias }),
    allowed_account_ids: [account],
  }));
  return { provider: { aws: allowed } };
}

/** main.ts under this name, for this account only, in a folder that stays until the stack is removed. */
export async function prepare(
  name: string,
  region: string,
  packaging: Packaging,
  account: string,
): Promise<Synthesized> {
  const folder = join(RUNS, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const domain = `${name}.example`;
  const settings = {
    PROJECT: name,
    DOMAIN: domain,
    AWS_REGION: region,
    BACKEND: "",
    CALLBACK_URLS: `https://${domain}/callback`,
    LOGOUT_URLS: `https://${domain}/logout`,
    TAGS: JSON.stringify({ purpose: "conformance", run: name }),
  };
  const [stack, more] = await synthesize(join(folder, "synth"), packaging, { settings });
  if (stack === undefined || more !== undefined)
    throw new UserError("stack-name", "main.ts gives several stacks; one is expected.");
  writeFileSync(join(stack.folder, "account_override.tf.json"), JSON.stringify(onlyIn(account, stack.json)));
  return stack;
}

/** An override that takes off what keeps users' data: a run's pool holds test users only. */
export function withoutProtection(json: Readonly<Record<string, unknown>>): object {
  const types = isObject(json["resource"]) ? Object.entries(json["resource"]) : [];
  const resource: Record<string, Record<string, object>> = {};
  for (const [type, named] of types)
    for (const [name, body] of Object.entries(isObject(named) ? named : {})) {
      const lifecycle = isObject(body) && isObject(body["lifecycle"]) ? body["lifecycle"] : undefined;
      const changed = {
        ...(lifecycle?.["prevent_destroy"] === true && { lifecycle: { ...lifecycle, prevent_destroy: false } }),
        ...(type === "aws_cognito_user_pool" && { deletion_protection: "INACTIVE" }),
      };
      if (Object.keys(changed).length > 0) (resource[type] ??= {})[name] = changed;
    }
  return { resource };
}

export function createdTypes(plan: unknown): readonly string[] {
  if (!isObject(plan)) return [];
  return objects(plan["resource_changes"]).flatMap(({ type, change, mode }) =>
    mode === "managed" && isObject(change) && Array.isArray(change["actions"]) && change["actions"].includes("create")
      ? [String(type)]
      : [],
  );
}

/**
 * Destroys a run's stack, and its folder once nothing is left in the state.
 * After a run that was ended by force Terraform may still be at work there, for its first second without any state: its end is waited for.
 * @param patience milliseconds to wait for it
 * @throws UserError with what Terraform said; the folder then stays, so that it can be tried again
 */
export async function destroyStack(
  name: string,
  terraform: Terraform,
  env: NodeJS.ProcessEnv,
  { runs = RUNS, patience = 900_000 } = {},
): Promise<void> {
  const again = `npm run conformance -- --account … --remove ${name}`;
  const stacks = join(runs, name, "synth", "stacks");
  const names = existsSync(stacks) ? readdirSync(stacks) : [];
  for (const stack of names) {
    const cwd = join(stacks, stack);
    const running = await waitForEndIn(cwd, patience);
    if (running.length > 0)
      throw new UserError(
        "not-removed",
        `${name} could not be removed: Terraform (process ${running.join(", ")}) still works in ${cwd}.`,
        `Wait for its end, then: ${again}`,
      );
    if (existsSync(join(cwd, "errored.tfstate")))
      throw new UserError(
        "not-removed",
        `${name} could not be removed: Terraform couldn't write down what it made in the state, and wrote it to ${join(cwd, "errored.tfstate")}.`,
        `Write "terraform state push errored.tfstate" there, remove that file, then: ${again}`,
      );
    if (!existsSync(join(cwd, "terraform.tfstate"))) continue;
    const usual = ["-auto-approve", "-input=false", "-no-color", "-lock-timeout=15m"];
    const terraformDoes = (...args: string[]): Promise<Finished> =>
      run(terraform.binary, args, { cwd, env, ending: untilItsEnd(cwd) });
    const { folder, json } = readStack(stack, cwd);
    writeFileSync(join(folder, "conformance_override.tf.json"), JSON.stringify(withoutProtection(json)));
    const made = await terraformDoes("state", "list");
    if (made.code !== 0)
      throw new UserError(
        "not-removed",
        `${name} could not be removed: Terraform can't read its state ${join(cwd, "terraform.tfstate")}:\n${(made.stderr || made.stdout).slice(-3000)}`,
        existsSync(join(cwd, "terraform.tfstate.backup"))
          ? `Copy terraform.tfstate.backup over it, which is the state before the last change, then: ${again}\nAfter that, delete what in the account still has the tag run = ${name}.`
          : `It has no backup. Delete what in the account has the tag run = ${name}, then remove ${join(runs, name)}.`,
      );
    const pools = made.stdout.split("\n").filter((address) => /^aws_cognito_user_pool\.[^.]+$/.test(address));
    // AWS refuses to delete a pool whose protection is on, so that goes first.
    const letGo =
      pools.length === 0
        ? undefined
        : await terraformDoes("apply", ...usual, ...pools.map((address) => `-target=${address}`));
    const done = letGo !== undefined && letGo.code !== 0 ? letGo : await terraformDoes("destroy", ...usual);
    if (done.code !== 0)
      throw new UserError(
        "not-removed",
        `${name} could not be removed:\n${(done.stderr || done.stdout).slice(-3000)}`,
        `What is left is in the state below ${cwd}. Try again: ${again}`,
      );
    const left = await terraformDoes("state", "list");
    if (left.code !== 0 || left.stdout.trim() !== "")
      throw new UserError(
        "not-removed",
        `After terraform destroy the state of ${name} still holds:\n${left.stdout}${left.stderr}`,
        again,
      );
  }
  rmSync(join(runs, name), { recursive: true, force: true, maxRetries: 3 });
}
