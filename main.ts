import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi, useBackend } from "./constructs";

const app = new App();
const { region, backend, callbackUrls, logoutUrls, ...common } = readSettings(app, process.env);
const stack = new ApiStack(app, "auth-api");
new AwsProvider(stack, "aws", { region });
useBackend(stack, backend);

new SecuredApi(stack, "Default", {
  ...common,
  pool: {
    customAttributes: { org_id: { type: "String" }, org_tier: { type: "String" }, feature_flags: { type: "String" } },
  },
  groups: {
    admin: { description: "Administrators", precedence: 1 },
    user: { description: "Everybody else", precedence: 10 },
  },
  scopes: { read: "Read access", write: "Write access", admin: "Administration" },
  webClients: { web: { callbackUrls, logoutUrls, scopes: ["read", "write"] } },
  machineClients: { machine: { scopes: ["read", "write"] } },
  tokenTrigger: { version: "V2_0" },
  functions: {
    hello: "functions/hello",
    profile: "functions/profile",
    "create-note": "functions/create-note",
    items: "functions/items",
  },
  routes: {
    "GET /hello": { public: "a greeting for everybody", target: "hello" },
    "GET /profile": { scopes: ["read"], target: "profile" },
    "POST /notes": { scopes: ["write"], target: "create-note" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});
app.synth();
