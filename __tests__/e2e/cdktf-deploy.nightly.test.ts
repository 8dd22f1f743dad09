import { join } from "node:path";
import { run } from "../../process/child";
import { runExitTasks } from "../../process/cleanup";
import { startEmulator } from "../../local/emulator/emulator";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { emulatorPython } from "../../local/emulator/python";
import { emulatedAwsEnvironment, findTerraform } from "../../process/terraform";
import { openRunFolder, ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd } from "./support";

/** Terminal colours out. */
const plain = (text: string): string => text.replace(/\u001b\[[\d;]*m/g, "");

describeEndToEnd("the cdktf command", () => {
  let cdktf: (...args: string[]) => Promise<{ code: number | undefined; text: string }>;

  beforeAll(async () => {
    const folder = openRunFolder();
    const providers = await providerConfig(await findTerraform(), join(folder, "providers"));
    const emulator = await startEmulator({ python: await emulatorPython(silent), folder: join(folder, "aws") });
    const env = {
      ...emulatedAwsEnvironment(emulator.url, "us-east-1"),
      ...providers.env,
      LAMBDA_PACKAGING: providers.packaging,
      HOME: folder,
      CI: "1",
      DISABLE_VERSION_CHECK: "1",
    };
    const bin = join(ROOT, "node_modules", ".bin", "cdktf");
    cdktf = async (...args) => {
      const answer = await run(bin, [...args, "--skip-provider-lock", "--output", join(folder, "cdktf.out")], {
        cwd: ROOT,
        env,
      });
      return { code: answer.code, text: plain(answer.stdout + answer.stderr) };
    };
  }, 400_000);

  afterAll(runExitTasks, 30_000);

  test("deploy creates the stack and shows its outputs, the secret hidden", async () => {
    const { code, text } = await cdktf("deploy", "--auto-approve");
    if (code !== 0) process.stderr.write(text);
    expect(code).toBe(0);
    expect(text).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed/);
    expect(text).toContain("auth-api");
    expect(text).toMatch(/issuer\s*=/);
    expect(text).toMatch(/machine_client_secret = <sensitive>/);
  }, 400_000);

  test("diff then shows nothing but what is known of the AWS emulator", async () => {
    const { code, text } = await cdktf("diff");
    expect(code).toBe(0);
    expect(text).toMatch(/Plan: 0 to add, 1 to change, 0 to destroy|No changes/);
    const changed = [...text.matchAll(/# (\S+) .*will be/g)].map(([, address]) => address);
    expect(changed.filter((address) => address !== "aws_apigatewayv2_authorizer.jwt")).toEqual([]);
    expect(text).not.toMatch(/must be replaced|will be destroyed/);
  }, 120_000);
});
