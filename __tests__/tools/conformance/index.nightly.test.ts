import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorPython } from "../../../local/emulator/python";
import { startEmulator, type Emulator } from "../../../local/emulator/emulator";
import { runExitTasks } from "../../../process/cleanup";
import { silent } from "../../../process/progress";
import { openRunFolder, ROOT } from "../../../process/terraform-working-directory";
import { callService, type Account } from "../../../tools/conformance/account";
import { RUNS, unfinishedRuns } from "../../../tools/conformance/stack";
import { describeEndToEnd } from "../../e2e/support";

const ACCOUNT = "000000000000";

describeEndToEnd("npm run conformance, with the AWS emulator in place of an account", () => {
  let emulator: Emulator;
  let account: Account;
  let folder: string;
  let names: readonly string[];

  beforeAll(async () => {
    const run = openRunFolder();
    emulator = await startEmulator({ python: await emulatorPython(silent), folder: join(run, "aws") });
    account = {
      region: "us-east-1",
      endpoint: emulator.url,
      credentials: () => Promise.resolve({ accessKeyId: "test", secretAccessKey: "test" }),
    };
    folder = mkdtempSync(join(tmpdir(), "conformance-"));
    names = unfinishedRuns();
  }, 600_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await runExitTasks();
  }, 60_000);

  /** The command as a process of its own, and what it has printed so far. */
  function start(...args: string[]): { child: ChildProcess; out: { text: string }; ended: Promise<number | null> } {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "tools/conformance/index.ts", "--endpoint", emulator.url, ...args],
      {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_SESSION_TOKEN: "" },
      },
    );
    const out = { text: "" };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => (out.text += chunk));
    return { child, out, ended: new Promise((resolve) => child.once("close", (code) => resolve(code))) };
  }

  async function until(out: { text: string }, text: RegExp, ended: Promise<unknown>): Promise<RegExpExecArray> {
    let over = false;
    void ended.then(() => (over = true));
    for (;;) {
      const found = text.exec(out.text);
      if (found !== null) return found;
      if (over) throw new Error(`It ended without ${String(text)}:\n${out.text}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Everything of a run's name that the account holds. */
  async function left(name: string): Promise<string> {
    const json = (target: string, type = "1.1") => ({
      "content-type": `application/x-amz-json-${type}`,
      "x-amz-target": target,
    });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const answers = await Promise.all([
      callService(account, "cognito-idp", '{"MaxResults":60}', json("AWSCognitoIdentityProviderService.ListUserPools")),
      callService(account, "logs", "{}", json("Logs_20140328.DescribeLogGroups")),
      callService(account, "iam", "Action=ListRoles&Version=2010-05-08", form),
      fetch(`${emulator.url}/2015-03-31/functions/`, { headers: credential("lambda") }),
      fetch(`${emulator.url}/v2/apis`, { headers: credential("apigateway") }),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    return texts.filter((text) => text.includes(name)).join("\n");
  }
  const credential = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=test/20000101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });

  test("applies main.ts, calls every route, writes a report and leaves nothing", async () => {
    const report = join(folder, "report.md");
    const { out, ended } = start("--account", ACCOUNT, "--yes", "--report", report);
    const [name] = await until(out, /conformance-[0-9a-f]{8}/, ended);
    expect([await ended, out.text]).toEqual([0, expect.stringContaining("Everything is as declared") as string]);
    expect(out.text).toMatch(/creates \d\d resources/);
    expect(out.text).toMatch(/aws_lambda_function: billed by the request/);
    expect(out.text).not.toContain("not known to this command");
    const text = readFileSync(report, "utf8");
    expect(text).toMatch(/\d\d as declared, 0 not/);
    expect(text).toContain("| GET /profile | nobody | 401 Unauthorized | 401 Unauthorized | yes |");
    expect(text).not.toMatch(/eyJ|000000000000/);
    expect(await left(name)).toBe("");
    expect(unfinishedRuns()).toEqual(names);
  }, 600_000);

  test.each<[string, RegExp]>([
    ["applies", /(conformance-[0-9a-f]{8}) creates/],
    ["calls the routes", /… plan again, sign users in, call every route/],
  ])(
    "interrupted while it %s, it removes what was made",
    async (_stage, reached) => {
      const { child, out, ended } = start("--account", ACCOUNT, "--yes", "--report", join(folder, "cut.md"));
      await until(out, reached, ended);
      const [, name = ""] = await until(out, /(conformance-[0-9a-f]{8}) creates/, ended);
      while ((await left(name)) === "") await new Promise((resolve) => setTimeout(resolve, 100));
      child.kill("SIGINT");
      expect(await ended).toBe(130);
      expect(await left(name)).toBe("");
      expect(out.text).not.toContain("may still be there");
      expect(unfinishedRuns()).toEqual(names);
      expect(existsSync(join(folder, "cut.md"))).toBe(false);
    },
    600_000,
  );

  test("interrupted while it removes, it removes the rest", async () => {
    const { child, out, ended } = start("--account", ACCOUNT, "--yes", "--report", join(folder, "late.md"));
    const [, name = ""] = await until(out, /… remove (conformance-[0-9a-f]{8})/, ended);
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(await left(name)).toBe("");
    expect(unfinishedRuns()).toEqual(names);
  }, 600_000);

  test("killed while it applies, the next run names it and --remove removes it", async () => {
    const { child, out, ended } = start("--account", ACCOUNT, "--yes", "--report", join(folder, "killed.md"));
    const [, name = ""] = await until(out, /(conformance-[0-9a-f]{8}) creates/, ended);
    while ((await left(name)) === "") await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGKILL");
    await ended;
    expect(unfinishedRuns()).toContain(name);
    expect(existsSync(join(RUNS, name))).toBe(true);
    // Terraform itself outlives that for a moment, and writes its state at the end.
    const count = async (): Promise<number> => (await left(name)).split(name).length;
    for (let calm = 0; calm !== (calm = await count());) await new Promise((resolve) => setTimeout(resolve, 3000));
    const removing = start("--account", ACCOUNT, "--remove", name);
    expect([await removing.ended, removing.out.text]).toEqual([0, expect.any(String)]);
    expect(await left(name)).toBe("");
    expect(unfinishedRuns()).toEqual(names);
  }, 600_000);

  test("with credentials of another account --remove removes nothing, and keeps what is known of the stack", async () => {
    const { child, out, ended } = start("--account", ACCOUNT, "--yes", "--report", join(folder, "other.md"));
    const [, name = ""] = await until(out, /(conformance-[0-9a-f]{8}) creates/, ended);
    while ((await left(name)) === "") await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill("SIGKILL");
    await ended;
    // The AWS emulator has one account: the stack is said to be another's.
    const [stack = ""] = readdirSync(join(RUNS, name, "synth", "stacks"));
    const file = join(RUNS, name, "synth", "stacks", stack, "account_override.tf.json");
    const own = readFileSync(file, "utf8");
    writeFileSync(file, own.replace(ACCOUNT, "111111111111"));
    const refused = start("--account", ACCOUNT, "--remove", name);
    expect([await refused.ended, refused.out.text]).toEqual([1, expect.stringMatching(/AWS account ID not allowed/)]);
    expect(await left(name)).not.toBe("");
    writeFileSync(file, own);
    expect(await start("--account", ACCOUNT, "--remove", name).ended).toBe(0);
    expect(await left(name)).toBe("");
  }, 600_000);

  test("credentials of another account are refused before anything is made", async () => {
    const { out, ended } = start("--account", "111111111111", "--yes");
    expect(await ended).toBe(1);
    expect(out.text).toContain("The credentials are for the account 000000000000, not for 111111111111.");
    expect(unfinishedRuns()).toEqual(names);
  }, 60_000);

  test("without a terminal and without --yes nothing is made", async () => {
    const { out, ended } = start("--account", ACCOUNT);
    expect(await ended).toBe(1);
    expect(out.text).toContain("Nothing was created.");
    expect(unfinishedRuns()).toEqual(names);
  }, 120_000);
});
