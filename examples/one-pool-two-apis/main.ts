import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { acknowledge, ApiStack, readSettings, SecuredApi, useBackend } from "../../constructs";

const app = new App();
const { region, backend, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "one-pool-two-apis");
new AwsProvider(stack, "aws", { region });
useBackend(stack, backend);

// The API that brings the pool. Its addresses begin with `notes_`, the other's with `billing_`.
const notes = new SecuredApi(stack, "notes", {
  project: "notes",
  domain,
  tags,
  packaging,
  scopes: { read: "Read notes", write: "Write notes" },
  scopeIdentifier: "notes",
  machineClients: { machine: { scopes: ["read", "write"] } },
  cors: false,
  functions: { items: "functions/items" },
  routes: { "GET /items": { scopes: ["read"], target: "items" } },
});

// The other has scopes of its own, below another identifier, and a client of its own: a token for notes says nothing here.
const billing = new SecuredApi(stack, "billing", {
  project: "billing",
  domain,
  tags,
  packaging,
  pool: {
    poolId: notes.identity.pool.poolId,
    arn: notes.identity.pool.arn,
    endpoint: notes.identity.pool.issuer.replace("https://", ""),
  },
  scopes: { read: "Read bills" },
  scopeIdentifier: "billing",
  machineClients: { machine: { scopes: ["read"] } },
  signInDomain: false,
  cors: false,
  functions: { profile: "functions/profile" },
  routes: { "GET /profile": { scopes: ["read"], target: "profile" } },
});
for (const api of [notes, billing])
  acknowledge(api, { code: "audience-incomplete", reason: "each API takes the tokens of its own clients only" });
app.synth();
