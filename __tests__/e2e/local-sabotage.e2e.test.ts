import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd, startLocal } from "./support";

/** Finds a resource of the stack by its address, as somebody would who overrides it in main.ts. */
const FIND = `
import { TerraformResource } from "cdktf";
const at = (address: string): any => {
  const all = stack.node.findAll().filter((one): one is TerraformResource => one instanceof TerraformResource);
  const found = all.find((one) => \`\${one.terraformResourceType}.\${one.friendlyUniqueId}\` === address);
  if (found === undefined) throw new Error(\`There is no \${address}.\`);
  return found;
};
`;
const EC2 = `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`;

/** What is written before `app.synth()`, and what the message says. */
const SABOTAGES: readonly (readonly [name: string, code: string, says: readonly RegExp[]])[] = [
  [
    "the issuer of another pool",
    `at("aws_apigatewayv2_authorizer.jwt").addOverride("jwt_configuration.issuer", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AAAAAAAAA");`,
    [/access-issuer/, /us-east-1_AAAAAAAAA/],
  ],
  [
    "a role's trust for another service",
    `at("aws_iam_role.hello").addOverride("assume_role_policy", ${EC2});`,
    [/function-role-trust/, /aws_iam_role\.hello doesn't let lambda\.amazonaws\.com assume the role/],
  ],
  [
    "a route's scopes emptied",
    `at("aws_apigatewayv2_route.get_items").authorizationScopes = [];`,
    [
      /access-scopes\] .*aws_apigatewayv2_route\.get_items, .*GET \/items: declared tokens of .* with one of the scopes/,
    ],
  ],
  [
    "a route with count = 0",
    `at("aws_apigatewayv2_route.get_hello").addOverride("count", 0);`,
    [/access-route-missing/, /GET \/hello: declared the route; found no such route/],
  ],
  [
    "auto_deploy off",
    `at("aws_apigatewayv2_stage.stage").addOverride("auto_deploy", false);`,
    [/stage-not-deployed/, /auto_deploy is false/],
  ],
  [
    "what no list names: second factors off",
    `at("aws_cognito_user_pool.pool").addOverride("mfa_configuration", "OFF");`,
    [/access-override\] .*aws_cognito_user_pool\.pool/, /makes the second factor impossible/],
  ],
];

describeEndToEnd("a sabotaged main.ts", () => {
  let folder: string;
  beforeAll(() => {
    mkdirSync(join(ROOT, ".work"), { recursive: true });
    folder = mkdtempSync(join(ROOT, ".work", "sabotage-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (code: string): Promise<{ readonly code: unknown; readonly text: string }> => {
    const main = readFileSync(join(ROOT, "main.ts"), "utf8")
      .replace('"./constructs"', '"../../constructs"')
      .replace('"auth-api"', '"sabotaged"')
      .replaceAll('"functions/', `"${join(ROOT, "functions")}/`)
      .replace("app.synth();", `${FIND}${code}\napp.synth();`);
    const entry = join(folder, "main.ts");
    writeFileSync(entry, main);
    const started = startLocal("--once", "--also", entry, "--stack", "sabotaged");
    const ended = await started.ended;
    return { code: ended, text: started.out.stderr + started.out.stdout };
  };

  // Together, since each local run takes seconds; those of constructs/stack hold each by itself.
  test("what synth refuses fails, and each message names its cause", async () => {
    const { code: ended, text } = await run(SABOTAGES.map(([, code]) => code).join("\n"));
    expect(ended).toBe(1);
    for (const one of SABOTAGES.flatMap(([, , says]) => says)) expect(text).toMatch(one);
    expect(text).not.toMatch(/\n {4}at /);
  }, 120_000);
});
