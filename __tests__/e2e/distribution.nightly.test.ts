import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../local/output/report";
import { hasTerraform } from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";
import { skippedUnless } from "../support/skip";
import { describeEndToEnd, startLocalWith } from "./support";

/** An API behind CloudFront: the provider waits half a minute for each distribution. */

const functions = (name: string): string => JSON.stringify(join(ROOT, "functions", name));
const PROGRAM = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "../../constructs";
const app = new App();
const { region, project, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "front");
new AwsProvider(stack, "aws", { region });
new SecuredApi(stack, "Default", {
  project, tags, packaging, domain: "app.example.com", cors: false,
  scopes: { read: "Read orders" }, groups: { staff: { description: "Who packs them", precedence: 1 } },
  webClients: { shop: { callbackUrls: ["https://app.example.com/callback"], scopes: ["read"] } },
  functions: { items: ${functions("items")} },
  lambdaAuthorizers: { token: { allowHttpLoopback: true } },
  routes: {
    "GET /orders": { authorizer: "token", requires: { groups: ["staff"] }, target: "items" },
    "GET /items": { scopes: ["read"], target: "items" },
  },
  distribution: { webAcl: { rateLimit: 2000 } },
});
app.synth();
`;

describeEndToEnd("an API behind a distribution", () => {
  let folder: string;
  beforeAll(() => {
    mkdirSync(join(ROOT, ".work"), { recursive: true });
    folder = mkdtempSync(join(ROOT, ".work", "front-"));
    writeFileSync(join(folder, "main.ts"), PROGRAM);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Report> {
    const local = startLocalWith(env, "--once", "--json", ...args);
    const code = await local.ended;
    const report = JSON.parse(local.out.stdout) as Report;
    expect([code, local.out.stderr.slice(code === 0 ? Infinity : -2000)]).toEqual([0, ""]);
    expect(report.probes.filter(({ passed }) => passed === false)).toEqual([]);
    return report;
  }

  function judge({ probes }: Report): void {
    const at = (route: string, caller: string) => probes.find((one) => one.route === route && one.caller === caller);
    // Of a folder of HCL the functions' sources, and so their examples, aren't known.
    expect(at("GET /orders", "access token")?.observed).toMatch(/^(200 from the function|the function's answer)$/);
    expect(at("GET /orders", "expired token")?.observed).toBe("403 Forbidden");
    // The same good token, sent to the API's own address.
    expect(at("GET /orders", "beside the distribution")).toMatchObject({ passed: true, observed: "401 Unauthorized" });
  }

  test("calls get in with the header that it adds, and not beside it", async () => {
    const report = await run({}, "--also", join(folder, "main.ts"), "--stack", "front");
    judge(report);
    // A JWT authorizer can't tell.
    expect(report.probes.filter(({ caller }) => caller === "beside the distribution")).toHaveLength(1);
  }, 600_000);

  test("the same in HCL, by the list of its example", async () => {
    const report = await run({}, "--terraform", "module/examples/distribution");
    expect(report.undeclared).toEqual([]);
    judge(report);
  }, 600_000);

  skippedUnless(hasTerraform({ ...process.env, TERRAFORM_BINARY_NAME: "tofu" }), "tofu is not on the PATH")(
    "the same with OpenTofu",
    async () => judge(await run({ TERRAFORM_BINARY_NAME: "tofu" }, "--terraform", "module/examples/distribution")),
    600_000,
  );
});
