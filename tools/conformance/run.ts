import { randomBytes } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline/promises";
import { valueOr } from "../../posture/model/index";
import { NOT_LOGGED } from "../../local/emulator/request-log";
import { reportOf, type Report } from "../../local/output/report";
import { planAndApply, probeStack, type Deployed, type StackRun } from "../../local/session/stack-run";
import { firstPlan, init, show } from "../../local/terraform/apply";
import { onExit } from "../../process/cleanup";
import type { Progress } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { emulatedAwsEnvironment, findTerraform, terraformEnvironment } from "../../process/terraform";
import { UserError } from "../../process/user-error";
import { accountOf, confirmAccount, withoutEndpoints } from "./account";
import type { Options } from "./args";
import { ACCOUNT_URL, asEmbedded, type SignInDomain } from "./as-emulated";
import { costLines } from "./cost";
import { asAccountProbe, onAws } from "./on-aws";
import { describeRun } from "./report";
import { createdTypes, prepare, destroyStack, RUNS, unfinishedRuns, untilItsEnd } from "./stack";

/** Asks on the terminal; without one, and at its end (Ctrl-D), the answer is no. Ctrl-C stays a signal: the terminal isn't switched to single keys. */
export async function confirmed(
  question: string,
  input: Readable & { readonly isTTY?: boolean } = process.stdin,
): Promise<boolean> {
  if (input.isTTY !== true) return false;
  const terminal = createInterface({ input, output: process.stderr, terminal: false });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/**
 * The whole run. Whatever happens after the first resource, the stack is removed again; where that fails, the name to
 * remove it by is said and its state stays.
 * @returns undefined where only something was removed
 */
export async function conform(progress: Progress, options: Options): Promise<Report | undefined> {
  const { account: id, region, endpoint } = options;
  const account = accountOf(region, endpoint);
  await progress.step("ask whose the credentials are", () => confirmAccount(account, id));
  const terraform = await findTerraform();
  const folder = join(RUNS, "providers");
  const providers = await progress.step("find providers", () => providerConfig(terraform, folder));
  const own =
    endpoint === undefined ? withoutEndpoints(terraformEnvironment()) : emulatedAwsEnvironment(endpoint, region);
  const env = { ...own, ...providers.env };
  const remove = (name: string) => progress.step(`remove ${name}`, () => destroyStack(name, terraform, env));
  const unfinished = unfinishedRuns();
  if (options.remove !== undefined) {
    if (!unfinished.includes(options.remove))
      throw new UserError(
        "usage",
        `There is no run ${options.remove} to remove.`,
        `Unfinished: ${unfinished.join(", ") || "none"}.`,
      );
    await remove(options.remove);
    return undefined;
  }
  for (const name of unfinished) progress.note(`An earlier run may have left its stack: --remove ${name} removes it.`);

  const name = `conformance-${randomBytes(4).toString("hex")}`;
  let removed: Promise<void> | undefined;
  let isGone = false;
  const removeOnce = (): Promise<void> => (removed ??= remove(name).then(() => void (isGone = true)));
  const release = onExit(removeOnce, () => {
    if (isGone) return;
    process.stderr.write(
      `\n${name} may still be there. Remove it: npm run conformance -- --account ${id} --remove ${name}\n`,
    );
  });
  try {
    const stack = await progress.step("synthesize main.ts", () => prepare(name, region, providers.packaging, id));
    const run: StackRun = {
      stack,
      place: { terraform, folder: stack.folder, env, ending: untilItsEnd(stack.folder) },
    };
    await progress.step("terraform init", () => init(run.place));
    const types = createdTypes(await show(run.place, await firstPlan(run.place)));
    await agree(progress, options, name, types);
    const domain: SignInDomain = { prefix: undefined };
    // The local run's probes ask by fetch; here it leads to the account.
    globalThis.fetch = asEmbedded(account, domain, globalThis.fetch);
    const applied = await progress.step("terraform apply", (detail) => planAndApply(run, detail));
    domain.prefix = applied.state
      .ofType("aws_cognito_user_pool_domain")
      .map(({ attributes }) => valueOr(attributes.text("domain"), undefined))
      .find((prefix) => prefix !== undefined);
    const found = await progress.step("plan again, sign users in, call every route", async (detail) => {
      const target = { url: ACCOUNT_URL, stateFolder: join(RUNS, name), requests: { of: async () => NOT_LOGGED } };
      const deployed = await probeStack(run, applied, target, detail);
      return endpoint === undefined ? withAnswersOfAws(deployed, account, applied) : deployed;
    });
    // Interrupted meanwhile: what a stack answers while it is removed says nothing.
    if (removed !== undefined) return undefined;
    const report = reportOf([found], providers.packaging);
    const text = describeRun(report, {
      region,
      emulated: endpoint !== undefined,
      at: new Date(),
      terraform: `${terraform.flavour} ${terraform.version}`,
    });
    writeFileSync(`${options.report}.part`, text.replaceAll(id, "ACCOUNT"));
    renameSync(`${options.report}.part`, options.report);
    return report;
  } finally {
    await removeOnce();
    release();
  }
}

/** Says what is about to be created and what it costs. @throws UserError where nobody agrees */
async function agree(progress: Progress, options: Options, name: string, types: readonly string[]): Promise<void> {
  progress.note(
    [
      `In account ${options.account}, ${options.region}, ${name} creates ${String(types.length)} resources, calls its routes and removes everything:`,
      ...costLines(types),
      "A log group's entries, users and tokens go with it. Nothing else in the account is touched.",
      "Ctrl-C removes everything too, once Terraform has finished what it is making.",
    ].join("\n"),
  );
  if (!options.yes && !(await confirmed("Go on? [y/N] ")))
    throw new UserError(
      "not-confirmed",
      "Nothing was created.",
      "Answer y, or write --yes where there is no terminal.",
    );
}

/** What was asked of AWS itself takes the place of the row that says it can't be shown. */
async function withAnswersOfAws(
  deployed: Deployed,
  account: ReturnType<typeof accountOf>,
  { state }: Awaited<ReturnType<typeof planAndApply>>,
): Promise<Deployed> {
  const more = await onAws(account, state, deployed.applied);
  const shown = new Set(more.map(({ expected }) => expected));
  const kept = deployed.probes.filter(({ passed, expected }) => passed !== undefined || !shown.has(expected));
  return { ...deployed, probes: [...kept.map(asAccountProbe), ...more] };
}
