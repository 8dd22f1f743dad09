import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "machine-client");
new AwsProvider(stack, "aws", { region });

new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Read access", write: "Write access" },
  // One client a consumer: each can be told apart in the log, throttled, and retired by itself.
  rotatingMachineClients: {
    reports: { current: "2026a", scopes: ["read"], accessTokenMinutes: 15 },
    importer: { current: "2026a", scopes: ["read", "write"], accessTokenMinutes: 15 },
  },
  // V3_0 is the version that reaches machines' tokens.
  tokenTrigger: {
    version: "V3_0",
    claims: {
      machine: {
        claims: {
          caller: { constant: "machine" },
          environment: { clientMetadata: "environment", allowed: ["test", "live"], default: "test" },
        },
      },
    },
  },
  cors: false,
  functions: { items: "functions/items" },
  routes: {
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});
app.synth();
