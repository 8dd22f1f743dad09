import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../process/terraform-working-directory";
import { temporaryFolder } from "../support/folder";
import { describeEndToEnd, startLocal } from "./support";

/** File of the module, what stands there, what is written instead, and what the run says of it. */
const SABOTAGES = [
  [
    "authorizers.tf",
    /(client_ids, tolist\(var\.resource_identifiers\)\)\n +issuer +=) local\.issuer/,
    '$1 "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AAAAAAAAA"',
    /GET \/reports.*expected the function's answer, got 401/,
  ],
  [
    "functions.tf",
    /(assume_role_policy +=) local\.lambda_trust/,
    '$1 replace(local.lambda_trust, "lambda.", "ec2.")',
    /function-role-trust: expected what works on AWS/,
  ],
  [
    "main.tf",
    /(authorization_scopes +=) local\.route_settings\[each\.key\]\.scopes/,
    "$1 []",
    /GET \/reports: declared tokens of .* with one of the scopes/,
  ],
  ["main.tf", /(auto_deploy +=) true/, "$1 false", /stage-not-deployed: expected what works on AWS/],
] as const;

describeEndToEnd("a sabotaged module, which no synth refuses", () => {
  const folder = temporaryFolder("sabotaged-module");

  test("fails in the run, and each message names its cause", async () => {
    const module = join(folder(), "module");
    cpSync(join(ROOT, "module"), module, { recursive: true });
    for (const [file, from, to] of SABOTAGES) {
      const text = readFileSync(join(module, file), "utf8");
      expect(text).toMatch(from);
      writeFileSync(join(module, file), text.replace(from, to));
    }
    const root = join(module, "examples", "minimal");
    appendFileSync(join(root, "outputs.tf"), 'output "access_list" {\n  value = module.auth_api.access_list\n}\n');
    const run = startLocal("--once", "--terraform", root);
    expect(await run.ended).toBe(1);
    for (const [, , , says] of SABOTAGES) expect(run.out.stdout).toMatch(says);
  }, 300_000);
});
