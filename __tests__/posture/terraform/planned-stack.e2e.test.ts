import { execFile } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, SecuredApi, apiKeys, issuers } from "../../../constructs";
import { changesBetween } from "../../../posture/diff/index";
import { readPlan, readSynth } from "../../../posture/model/read";
import { evaluateRules, RULES } from "../../../posture/rules/index";
import { dropChecksums, terraformEnvironment } from "../../../process/terraform";
import { temporaryFolder } from "../../support/folder";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";

/** A plan of a stack lists what the stack writes: before anything exists, it must say of everybody what the stack says. */

const here = terraformHere();
const folder = temporaryFolder("planned-stack");
const planned = skippedUnless(typeof here !== "string", `Terraform can't plan here: ${String(here)}`);

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:111122223333:${rest}`;

/** With nothing that has to be read from AWS: no existing pool, no message by SNS. */
function everyWayIn(stack: ApiStack): void {
  new SecuredApi(stack, "Default", {
    project: "notes",
    domain: "example.com",
    packaging: "prebuilt",
    pool: { tier: "PLUS", threatProtection: "enforced", customAttributes: { org_id: { type: "String" } } },
    groups: { admin: { description: "Administrators", precedence: 0 } },
    scopes: { read: "Read access", write: "Write access" },
    webClients: { web: { callbackUrls: ["https://example.com/callback"], scopes: ["read"] } },
    machineClients: { jobs: { scopes: ["read", "write"], secretsManager: { name: "notes/jobs" } } },
    rotatingMachineClients: { reports: { scopes: ["read"], current: "b", previous: "a" } },
    clientIds: ["1h57kf5cpq17m0eml12EXAMPLE"],
    tokenTrigger: { version: "V3_0", claims: { claims: { org: { attribute: "custom:org_id" } } } },
    triggers: { preSignUp: "functions/items" },
    jwtAuthorizers: { partner: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["notes"] }) },
    lambdaAuthorizers: { staff: { resultTtlInSeconds: 60 }, keys: apiKeys({ acme: ["a".repeat(64)] }) },
    functions: {
      hello: "functions/hello",
      items: {
        entry: "functions/items",
        alias: "live",
        environmentReferences: { API_KEY: { secretArn: arn("secretsmanager", "secret:key-AbCdEf") } },
        policyStatements: [{ actions: ["dynamodb:GetItem"], resources: [arn("dynamodb", "table/notes")] }],
      },
    },
    routes: {
      "GET /hello": { public: "a greeting", target: "hello" },
      "GET /items": { scopes: ["read"], target: "items" },
      "GET /me": { authenticated: "the caller's own claims only", target: "items" },
      "GET /partner": { authorizer: "partner", scopes: ["items:read"], target: "items" },
      "GET /staff": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
      "GET /keys": { authorizer: "keys", target: "items" },
      "GET /report": { iam: true, target: { functionArn: arn("lambda", "function:report"), name: "report" } },
      "POST /orders": {
        scopes: ["write"],
        target: {
          service: "SQS-SendMessage",
          name: "orders",
          parameters: {
            QueueUrl: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
            MessageBody: "$request.body",
          },
          resourceArns: [arn("sqs", "orders")],
        },
      },
      "ANY /mcp": { mcp: { resource: "https://api.example.com/mcp", scopes: ["read"] }, target: "items" },
    },
    customDomain: {
      domainName: "api.example.com",
      certificateArn: arn("acm", "certificate/11111111-2222-3333-4444-555555555555"),
    },
    distribution: { provider: new AwsProvider(stack, "us", { alias: "us", region: "us-east-1", ...OFFLINE }) },
    alarms: {},
  }).grantInvoke("caller", ["GET /report"]);
}

/** Credentials that open nothing, and no question to AWS. */
const OFFLINE = {
  accessKey: "none",
  secretKey: "none",
  skipCredentialsValidation: true,
  skipMetadataApiCheck: "true",
  skipRequestingAccountId: true,
};

/** The stack as it was synthesized, and its first plan. */
async function plannedStack(binary: string, env: Readonly<Record<string, string>>) {
  const outdir = folder();
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const stack = new ApiStack(app, "notes");
  new AwsProvider(stack, "aws", { region: "eu-central-1", ...OFFLINE });
  everyWayIn(stack);
  app.synth();
  const cwd = path.join(outdir, "stacks", "notes");
  const options = {
    cwd,
    env: { ...terraformEnvironment(), ...env, AWS_EC2_METADATA_DISABLED: "true" },
    maxBuffer: 1 << 28,
  };
  const run = async (...args: string[]): Promise<string> => (await promisify(execFile)(binary, args, options)).stdout;
  await run("init", "-backend=false", "-input=false", "-no-color");
  dropChecksums(cwd);
  await run("plan", "-out=tfplan", "-input=false", "-no-color");
  return {
    synth: JSON.parse(readFileSync(path.join(cwd, "cdk.tf.json"), "utf8")) as Readonly<Record<string, unknown>>,
    plan: JSON.parse(await run("show", "-json", "tfplan")) as Readonly<Record<string, unknown>>,
  };
}

planned(
  "the first plan of a stack says of everybody what the stack says, and leaves nothing open that the stack doesn't",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const { synth, plan } = await plannedStack(here.binary, here.env);
    const [written, made] = [readSynth(synth), readPlan(plan).after];
    expect(changesBetween(written, made)).toEqual([]);
    const said = (model: typeof made) =>
      evaluateRules(model, RULES)
        .findings.map(({ severity, code, address }) => `${severity} ${code} ${address}`)
        .sort();
    expect(said(made)).toEqual(said(written));
    // The same plan as HCL would be shown: without what is written, much isn't known.
    const bare = JSON.parse(JSON.stringify(plan), (_, value: unknown) => {
      if (typeof value !== "object" || value === null || !("references" in value)) return value;
      return { references: value.references };
    }) as typeof plan;
    expect(changesBetween(written, readPlan(bare).after).map(({ kind }) => kind)).toContain("unknown");
  },
  180_000,
);
