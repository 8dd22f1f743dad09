import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { issuers, NodeFunction, PrivateRestApi } from "../../../../constructs";
import { run } from "../../../../tools/local/child";
import { findValidate, stackFolder, type Validate } from "../../../examples/terraform";
import { temporaryFolder } from "../../../support/folder";
import { synth, testStack } from "../../../support/synth";
import { resources, type Terraform } from "../../../support/terraform-json";
import { api } from "./secured";

const ROOT = join(__dirname, "../../../..");
const ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

const folder = temporaryFolder("ways-in");
let validate: Validate | undefined;
beforeAll(async () => (validate = await findValidate(folder())), 120_000);

/** Without Terraform the reason is printed, and what is left is that the resources are there. */
async function takes(json: Terraform, ...types: string[]): Promise<void> {
  for (const type of types) expect(resources(json, type).size).toBeGreaterThan(0);
  if (validate !== undefined) expect(await validate(stackFolder(folder(), JSON.stringify(json)))).toEqual([]);
}

test("every way in and every edge at once is what the real provider takes", async () => {
  const json = api(
    {
      jwtAuthorizers: { partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["a", "b"] }) },
      lambdaAuthorizers: {
        staff: { cacheSeconds: 60 },
        policy: { answer: "policy", issuers: [issuers.okta({ domain: "acme.okta.com", audience: ["api://default"] })] },
        own: {
          function: { lambdaArn: "arn:aws:lambda:eu-central-1:123456789012:function:own" },
          identitySources: ["$request.header.x-api-key"],
        },
      },
      defaults: { scopes: ["read"] },
      routes: {
        $default: { target: "hello" },
        "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
        "GET /staff": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
        "GET /policy": { authorizer: "policy", target: "items" },
        "GET /own": { authorizer: "own", target: "items" },
        "ANY /signed/{id}": { iam: true, target: "items", throttling: { burst: 1, rate: 1 } },
      },
      ipAddressType: "dualstack",
      customDomain: {
        name: "api.example.com",
        certificateArn: ARN,
        zoneId: "Z0123456789",
        path: "v1",
        mutualTls: { certificates: PEM },
      },
      alarms: { actions: ["arn:aws:sns:eu-central-1:123456789012:alarms"] },
      dashboard: true,
    },
    (made) => made.grantInvoke("caller", ["ANY /signed/{id}"]),
  );
  await takes(json, "aws_apigatewayv2_domain_name", "aws_route53_record", "aws_s3_object", "aws_cloudwatch_dashboard");
}, 300_000);

test("so is a private REST API", async () => {
  const stack = testStack();
  const target = new NodeFunction(stack, "report", {
    name: "report",
    entry: "examples/private-api/report.ts",
    packaging: "prebuilt",
  });
  const inside = new PrivateRestApi(stack, "inside", {
    name: "inside",
    vpcEndpointIds: ["vpce-0a1b2c3d"],
    routes: {
      "GET /": { anyoneInside: "a start page", target },
      "GET /reports/{id}": { iam: true, target },
      "ANY /files/{proxy+}": { iam: true, target },
    },
  });
  inside.grantInvoke("caller", ["GET /reports/{id}", "ANY /files/{proxy+}"]);
  await takes(synth(stack), "aws_api_gateway_rest_api_policy", "aws_api_gateway_deployment", "aws_iam_role_policy");
}, 300_000);

describe.each([
  ["every-way-in", {}],
  [
    "edges",
    { CERTIFICATE_ARN: ARN, ZONE_ID: "Z0123456789", CLIENT_AUTHORITIES: "ca.pem", ACME_KEY_SHA256: "0".repeat(64) },
  ],
  ["private-api", { VPC_ENDPOINT_ID: "vpce-0a1b2c3d", CALLER_ROLE: "reporter" }],
])("the example %s", (name, given: Record<string, string>) => {
  const readme = readFileSync(join(ROOT, "examples", name, "README.md"), "utf8");
  const synthesize = (settings: Record<string, string>) =>
    run(process.execPath, ["tools/synth.mjs", `examples/${name}/main.ts`], {
      cwd: ROOT,
      env: { ...process.env, LAMBDA_PACKAGING: "prebuilt", CDKTF_OUTDIR: join(folder(), name), ...settings },
      timeout: 120_000,
    });

  test("synthesizes as its README says, and validates", async () => {
    writeFileSync(join(folder(), "ca.pem"), PEM);
    const settings = {
      ...given,
      ...("CLIENT_AUTHORITIES" in given ? { CLIENT_AUTHORITIES: join(folder(), "ca.pem") } : {}),
    };
    const { code, stderr } = await synthesize(settings);
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    const path = join(folder(), name, "stacks", name);
    const { output } = JSON.parse(readFileSync(join(path, "cdk.tf.json"), "utf8")) as Terraform;
    const outputs = [...readme.matchAll(/terraform output(?: -raw)? ([a-z_]+)/g)].map(([, named]) => named);
    expect(outputs.length).toBeGreaterThan(0);
    expect(Object.keys(output ?? {})).toEqual(expect.arrayContaining(outputs));
    if (validate !== undefined) expect(await validate(path)).toEqual([]);
  }, 300_000);

  test("names its settings in the README, and asks for those it can't do without", async () => {
    for (const setting of Object.keys(given)) expect(readme).toContain(setting);
    if (Object.keys(given).length === 0) return;
    const { code, stderr } = await synthesize(Object.fromEntries(Object.keys(given).map((key) => [key, ""])));
    expect(code).toBe(1);
    expect(stderr).toContain("README.md");
  }, 120_000);
});
