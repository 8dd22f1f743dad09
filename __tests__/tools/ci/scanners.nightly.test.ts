import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { MODULE } from "../../module/support";
import { temporaryFolder } from "../../support/folder";
import { linterHere, noLinter } from "../../support/linter";
import { ROOT } from "../../support/project";
import { skippedUnless } from "../../support/skip";

/** Other people's scanners: what they find is put right, or acknowledged with the reason. */

interface Check {
  readonly check_id: string;
  readonly resource: string;
  readonly check_result: { readonly suppress_comment?: string };
}

/** What stays as it is in main.ts's stack: check, the resources that it may concern, and why. */
const ACKNOWLEDGED: readonly (readonly [check: string, resources: RegExp, reason: string])[] = [
  ["CKV_AWS_309", /\.get_hello$/, "a greeting for everybody: main.ts says that the route is public, and why"],
  [
    "CKV_AWS_158",
    /./,
    "CloudWatch Logs encrypts by itself; a key of one's own costs by the month: logKmsKeyArn of functions, kmsKeyArn of access logs",
  ],
  ["CKV_AWS_338", /./, "30 days unless asked for more (logRetentionInDays, retentionInDays): logs say who called"],
  ["CKV_AWS_116", /./, "API Gateway and Cognito wait for the answer; dead letters are of calls that nobody waits for"],
  ["CKV_AWS_117", /./, "none of these functions reaches a private network; what does has options for it"],
  [
    "CKV_AWS_115",
    /./,
    "main.ts leaves the account's concurrency shared; reservedConcurrency bounds a function, and refuses calls above",
  ],
  ["CKV_AWS_272", /./, "code signing needs a signer of the account's own"],
  ["CKV_AWS_50", /./, "tracing is an option, and costs by the trace; the request id joins the logs"],
];

const folder = temporaryFolder("scanners");
const checkov = linterHere("checkov");
const zizmor = linterHere("zizmor");

async function scan(
  place: string,
  framework: string,
): Promise<Record<`${"passed" | "failed" | "skipped"}_checks`, readonly Check[]>> {
  const options = ["--framework", framework, "--compact", "--skip-download", "--output", "json"];
  // It ends with 1 where something fails, and says what on standard output all the same.
  const run = promisify(execFile)(checkov ?? "", ["--directory", place, ...options], { maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((failed: { stdout?: string }) => {
    if (!failed.stdout?.trim().startsWith("{")) throw failed;
    return { stdout: failed.stdout };
  });
  return (JSON.parse(stdout) as { results: Awaited<ReturnType<typeof scan>> }).results;
}

skippedUnless(checkov !== undefined, noLinter("checkov"))(
  "checkov: nothing fails in the module, and every skip has a reason",
  async () => {
    const place = path.join(folder(), "module");
    cpSync(MODULE, place, { recursive: true, filter: (file) => !/[\\/](\.terraform|tests)$/.test(file) });
    const found = await scan(place, "terraform");
    expect(found.passed_checks.length).toBeGreaterThan(40);
    expect(found.failed_checks.map(({ check_id, resource }) => `${check_id} ${resource}`)).toEqual([]);
    expect(found.skipped_checks.length).toBeGreaterThan(8);
    const why = ({ check_result }: Check) => check_result.suppress_comment ?? "";
    expect(found.skipped_checks.filter((check) => why(check).length < 20)).toEqual([]);
  },
  300_000,
);

skippedUnless(checkov !== undefined, noLinter("checkov"))(
  "checkov: what it finds in main.ts's stack is acknowledged, and every acknowledgement still concerns something",
  async () => {
    const out = path.join(folder(), "synth");
    execFileSync(process.execPath, ["tools/synth.mjs"], { cwd: ROOT, env: { ...process.env, CDKTF_OUTDIR: out } });
    const stack = JSON.parse(readFileSync(path.join(out, "stacks", "auth-api", "cdk.tf.json"), "utf8")) as Record<
      string,
      unknown
    >;
    // Of the whole file it reads nothing: a list of provider configurations stops its parser.
    const place = path.join(folder(), "stack");
    mkdirSync(place);
    writeFileSync(
      path.join(place, "cdk.tf.json"),
      JSON.stringify({ resource: stack["resource"], data: stack["data"] }),
    );
    const { passed_checks, failed_checks } = await scan(place, "terraform_json");
    expect(passed_checks.length).toBeGreaterThan(60);
    const covers = ([id, resources]: (typeof ACKNOWLEDGED)[number], { check_id, resource }: Check) =>
      id === check_id && resources.test(resource);
    const open = failed_checks.filter((check) => !ACKNOWLEDGED.some((row) => covers(row, check)));
    expect(open.map(({ check_id, resource }) => `${check_id} ${resource}`)).toEqual([]);
    expect(ACKNOWLEDGED.filter((row) => !failed_checks.some((check) => covers(row, check)))).toEqual([]);
  },
  300_000,
);

const workflows = skippedUnless(zizmor !== undefined, noLinter("zizmor"));
const audited = (place: string) =>
  spawnSync(zizmor ?? "", ["--offline", "--no-progress", "--format", "plain", place], { encoding: "utf8" });

workflows("zizmor: the workflows are clean, or .github/zizmor.yml says why not", () => {
  const { status, stdout } = audited(ROOT);
  expect([stdout.trim(), status]).toEqual([expect.stringContaining("No findings to report"), 0]);
  return Promise.resolve();
});

workflows("zizmor finds an expression of a pull request in a script", () => {
  const place = path.join(folder(), "project", ".github", "workflows");
  mkdirSync(place, { recursive: true });
  const text = readFileSync(path.join(ROOT, ".github", "workflows", "nightly.yml"), "utf8");
  writeFileSync(path.join(place, "a.yml"), text.replace(".ci/run --all", "echo ${{ github.event.issue.title }}"));
  const { status, stdout } = audited(path.join(folder(), "project"));
  expect([status, stdout]).toEqual([expect.any(Number), expect.stringContaining("template-injection")]);
  return Promise.resolve();
});

/** What the registry knows against the packages that the published ones install; not every registry answers. */
const audit = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  cwd: ROOT,
  encoding: "utf8",
  shell: process.platform === "win32",
});
const told = ((): { readonly vulnerabilities?: object; readonly message?: string } => {
  try {
    return JSON.parse(audit.stdout) as object;
  } catch {
    return {};
  }
})();
skippedUnless(told.vulnerabilities !== undefined, `the registry: ${told.message ?? "no answer"}`)(
  "npm audit: nothing is known against what the published packages install",
  () => {
    expect(told.vulnerabilities).toEqual({});
    return Promise.resolve();
  },
);
