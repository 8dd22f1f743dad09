import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, Fn, TerraformOutput } from "cdktf";
import { acknowledge, ApiStack, readSettings, SecuredApi, useBackend } from "../../constructs";
import { Partner } from "./partner";

const app = new App();
const { region, backend, callbackUrls, logoutUrls, ...common } = readSettings(app, process.env);
const stack = new ApiStack(app, "every-way-in");
new AwsProvider(stack, "aws", { region });
useBackend(stack, backend);

const partner = new Partner(stack, "partner", { project: common.project });
const api = new SecuredApi(stack, "Default", {
  ...common,
  // A pool with people in it stays protected; here that is acknowledged below.
  pool: { deletionProtection: false },
  groups: {
    admin: { description: "Administrators", precedence: 1 },
    user: { description: "Everybody else", precedence: 10 },
  },
  scopes: { read: "Read access", write: "Write access" },
  webClients: { web: { callbackUrls, logoutUrls, scopes: ["read", "write"] } },
  machineClients: { machine: { scopes: ["read", "write"] } },
  functions: { hello: "functions/hello", profile: "functions/profile", items: "functions/items" },
  jwtAuthorizers: { partner: partner.issuer },
  lambdaAuthorizers: { staff: {} },
  // What a route doesn't say is closed like this.
  defaults: { scopes: ["read"] },
  routes: {
    "GET /hello": { public: "a greeting for everybody", target: "hello" },
    "GET /items": { target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
    "GET /me": { authenticated: "shows the caller's own claims and nothing else", target: "profile" },
    "GET /partner/items": { authorizer: "partner", scopes: [partner.scope], target: "items" },
    "GET /staff/profile": { authorizer: "staff", target: "profile" },
    "GET /staff/items": { authorizer: "staff", requires: { groups: ["admin"] }, target: "items" },
    "GET /signed/profile": { iam: true, target: "profile" },
  },
});

for (const pools of [api, partner])
  acknowledge(pools, { code: "pool-deletion-protection", reason: "the example can be removed again" });

const { arn } = new DataAwsCallerIdentity(stack, "deployer");
const account = `arn:${Fn.element(Fn.split(":", arn), 1)}:iam::${Fn.element(Fn.split(":", arn), 4)}:root`;
const signer = new IamRole(stack, "signer", {
  name: `${common.project}-signer`,
  assumeRolePolicy: Fn.jsonencode({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: account }, Action: "sts:AssumeRole" }],
  }),
});
api.grantInvoke(signer, ["GET /signed/profile"]);
new TerraformOutput(stack, "signer_role_arn", {
  value: signer.arn,
  description: "The role that may call GET /signed/profile",
});
app.synth();
