import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../local/output/report";
import { ROOT } from "../../process/terraform-working-directory";
import { describeEndToEnd, startLocal } from "./support";

const POOL = "us-east-1_AbCdEfGhI";
const CLIENTS = ["1abcdefghijklmnopqrstuvwxy", "2abcdefghijklmnopqrstuvwxy"];
const functions = (name: string): string => JSON.stringify(join(ROOT, "functions", name));

/** What main.ts isn't: a pool and clients that exist elsewhere, an API without a pool, and a private REST API. */
const PROGRAM = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { App } from "cdktf";
import { ApiStack, NodeFunction, PrivateRestApi, readSettings, SecuredApi } from "../../constructs";
const app = new App();
const { region, project, tags, packaging } = readSettings(app, process.env);
const other = new ApiStack(app, "not-applied");
new AwsProvider(other, "aws", { region });
const stack = new ApiStack(app, "Elsewhere_1");
new AwsProvider(stack, "aws", { region });
const base = { tags, packaging, domain: "elsewhere.example", cors: false } as const;
new SecuredApi(stack, "Default", {
  ...base, project, pool: { poolId: ${JSON.stringify(POOL)} }, clientIds: ${JSON.stringify(CLIENTS)}, signInDomain: false,
  scopes: { read: "Read access" }, scopeIdentifier: "https://shared.example.com", existingResourceServer: true,
  functions: { items: ${functions("items")} },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});
new SecuredApi(stack, "Open", {
  ...base, project: \`\${project}-open\`, pool: false, scopes: {},
  functions: { hello: ${functions("hello")} },
  routes: { "GET /hello": { public: "a greeting", target: "hello" } },
});
const role = new IamRole(stack, "caller", {
  name: \`\${project}-caller\`,
  assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" }] }),
});
const target = new NodeFunction(stack, "report", { name: \`\${project}-report\`, entry: ${JSON.stringify(join(ROOT, "examples/private-api/report.ts"))}, packaging, tags });
const api = new PrivateRestApi(stack, "private", {
  name: \`\${project}-private\`, vpcEndpointIds: ["vpce-0123456789abcdef0"], tags,
  routes: { "GET /reports/{id}": { iam: true, target }, "POST /reports": { iam: true, target }, "GET /health": { allowFromVpcEndpoint: "the load balancer signs nothing", target } },
});
api.grantInvoke(role, ["GET /reports/{id}"]);
app.synth();
`;

describeEndToEnd("a stack of another name, with what exists elsewhere", () => {
  let folder: string;
  let report: Report;
  let code: unknown;

  beforeAll(async () => {
    mkdirSync(join(ROOT, ".work"), { recursive: true });
    folder = mkdtempSync(join(ROOT, ".work", "elsewhere-"));
    writeFileSync(join(folder, "main.ts"), PROGRAM);
    const run = startLocal("--json", "--also", join(folder, "main.ts"), "--stack", "Elsewhere_1");
    code = await run.ended;
    if (code !== 0) process.stderr.write(run.out.stderr);
    report = JSON.parse(run.out.stdout) as Report;
  }, 400_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Callers of a route, by what they met. */
  const callers = (route: string, letIn: boolean): string[] =>
    report.probes
      .filter((probe) => probe.route === route && probe.proof === "locally")
      .filter(({ observed }) => /from the function$|^the function's answer$/.test(observed) === letIn)
      .map(({ caller }) => caller);

  test("everything is as declared, and no other stack is applied", () => {
    expect(report.probes.filter(({ passed }) => passed === false)).toEqual([]);
    expect(code).toBe(0);
    expect(new Set(report.probes.map(({ stack }) => stack))).toEqual(new Set(["Elsewhere_1"]));
  });

  test("the pool is made beside the stack with the ids it names: people and machines get tokens of it", () => {
    expect(callers("GET /items", true)).toEqual(["token with the scope", "refreshed token", CLIENTS[1]]);
    expect(callers("GET /items", false)).toEqual(
      expect.arrayContaining(["nobody", "ID token", "token without the scope", "token of an unknown client"]),
    );
  });

  test("an API without a pool is called", () => {
    expect(callers("GET /hello", true)).toEqual(expect.arrayContaining(["nobody", "no JWT"]));
  });

  test("a private API is called through its VPC endpoint, and from outside of it", () => {
    expect(callers("GET /health", true)).toEqual(expect.arrayContaining(["nobody", "no JWT"]));
    expect(callers("GET /health", false)).toEqual(["outside of the VPC endpoint"]);
    expect(callers("GET /reports/{id}", true)).toEqual(["signed by an allowed role"]);
    expect(callers("GET /reports/{id}", false)).toEqual([
      "nobody",
      "signed with another secret",
      "signed for another path",
      "signed by another role",
      "outside of the VPC endpoint",
    ]);
    expect(callers("POST /reports", true)).toEqual([]);
  });
});
