import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack } from "../../constructs";
import { Identity } from "../../constructs/identity/identity";
import { BRANDING_PROVIDER } from "../../constructs/identity/sign-in/managed-login";
import { lastLines, run } from "../../process/child";
import { runExitTasks } from "../../process/cleanup";
import { startEmulator } from "../../local/emulator/emulator";
import { classifySecondPlan } from "../../local/terraform/plan-changes";
import { silent } from "../../process/progress";
import { emulatorPython } from "../../local/emulator/python";
import { emulatedAwsEnvironment, terraform } from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";
import { temporaryFolder } from "../support/folder";
import { synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { validate } from "../support/terraform";
import { whyNot } from "./support";
import { pin, versionsHere } from "./versions";

/** Both ends of the range of AWS providers: what one deployed the other leaves alone, and what only the newer knows is valid there. */

const BRANDING_PROVIDER_RANGE = `>= ${BRANDING_PROVIDER}, < 7.0.0`;
const OLDEST = "5.100.0";
const here = versionsHere(OLDEST, BRANDING_PROVIDER_RANGE);
const folder = temporaryFolder("newest-provider");
function whyMissing(...ranges: readonly string[]): string | undefined {
  if (typeof here === "string") return here;
  const missing = ranges.find((range) => here.missing[range] !== undefined);
  return missing === undefined ? undefined : `no AWS provider ${missing} can be had here`;
}

test("leaves out what it can't install for want of a provider only", () => {
  const said = typeof here === "string" ? [] : Object.values(here.missing);
  for (const one of said) expect(one).toMatch(/provider|registry/i);
});

const newer = whyMissing(BRANDING_PROVIDER_RANGE);
skippedUnless(newer === undefined, String(newer))(
  "what raises the lower bound is valid there",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const outdir = join(folder(), "newer");
    mkdirSync(outdir);
    const app = new App({ outdir });
    const stack = new ApiStack(app, "newer");
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    new Identity(stack, "Default", {
      project: "notes",
      domain: "example.com",
      scopes: { read: "Read access" },
      // Both need 6.25: styles of the sign-in pages, and takeovers that nobody is told of.
      pool: { tier: "PLUS", threatProtection: { accountTakeover: {} } },
      signInDomain: { prefix: "notes-auth", managedLogin: true },
      webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
    });
    app.synth();
    const written = join(outdir, "stacks", "newer");
    const text = readFileSync(join(written, "cdk.tf.json"), "utf8");
    for (const type of [
      "aws_cognito_managed_login_branding",
      "aws_cognito_risk_configuration",
      BRANDING_PROVIDER_RANGE,
    ])
      expect(text).toContain(type);
    expect(await validate({ ...here, binary: here.binary.binary }, written)).toEqual([]);
  },
  180_000,
);

const both = whyNot() ?? whyMissing(OLDEST, BRANDING_PROVIDER_RANGE);
skippedUnless(both === undefined, String(both))(
  "what the oldest provider deployed, the newest leaves as it is, and posture reads both alike",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const aws = join(folder(), "aws");
    mkdirSync(aws);
    const emulator = await startEmulator({ python: await emulatorPython(silent), folder: aws });
    const env = { ...emulatedAwsEnvironment(emulator.url, "eu-west-1"), ...here.env };
    const { stack } = await synthesizeMain(join(folder(), "main"), { LAMBDA_PACKAGING: here.packaging });
    const call = async (...args: string[]): Promise<string> => {
      const answer = await Promise.race([terraform(here.binary, args, { cwd: stack, env }), emulator.died]);
      if (answer.code === 0) return answer.stdout;
      throw new Error(`terraform ${args.join(" ")}: ${lastLines(answer.stderr || answer.stdout, 30)}`);
    };
    const lock = join(stack, ".terraform.lock.hcl");
    /** Plans with a provider of a range. @returns the plan's file */
    const planWith = async (range: string): Promise<string> => {
      await call("plan", "-input=false", "-no-color", "-out=tfplan");
      const chosen = /"[^"]*\/hashicorp\/aws" \{\s+version\s+= "(\d+)/.exec(readFileSync(lock, "utf8"))?.[1];
      expect(chosen).toBe(range === OLDEST ? "5" : "6");
      const file = join(folder(), `${range.replace(/\W+/g, "-")}.json`);
      writeFileSync(file, await call("show", "-json", "tfplan"));
      expect(classifySecondPlan(JSON.parse(readFileSync(file, "utf8"))).changes).toEqual([]);
      return file;
    };
    const posture = async (...args: string[]) => {
      const cli = join(ROOT, "posture", "cli", "index.ts");
      const answer = await run(process.execPath, ["--import", "tsx", cli, ...args, "--format", "json"], { cwd: ROOT });
      return { code: answer.code, json: JSON.parse(answer.stdout) as object };
    };
    try {
      pin(stack, OLDEST);
      await call("init", "-input=false", "-no-color");
      await call("apply", "-auto-approve", "-input=false", "-no-color");
      const oldest = await planWith(OLDEST);
      pin(stack, BRANDING_PROVIDER_RANGE);
      await call("init", "-upgrade", "-input=false", "-no-color");
      const newest = await planWith(BRANDING_PROVIDER_RANGE);

      expect(await posture("show", newest)).toEqual(await posture("show", oldest));
      expect(await posture("check", newest)).toEqual(await posture("check", oldest));
      for (const words of [
        ["diff", oldest, newest],
        ["diff", newest],
      ])
        expect(await posture(...words)).toMatchObject({ code: 0, json: { findings: [] } });
    } finally {
      await emulator.stop();
      await runExitTasks();
    }
  },
  400_000,
);
