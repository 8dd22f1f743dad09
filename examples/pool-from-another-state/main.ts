import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, DataTerraformRemoteStateLocal } from "cdktf";
import { ApiStack, readSettings, SecuredApi, useBackend } from "../../constructs";

// The API team's state. The pool is read from the other state and never managed here: with S3, the data source is DataTerraformRemoteStateS3.
const app = new App();
const { region, backend, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "pool-from-another-state");
new AwsProvider(stack, "aws", { region });
useBackend(stack, backend);

const path = process.env["POOL_STATE"] ?? "../pool/terraform.tfstate";
const pool = new DataTerraformRemoteStateLocal(stack, "pool", { path });

new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  pool: {
    poolId: pool.getString("pool_id"),
    arn: pool.getString("pool_arn"),
    endpoint: pool.getString("pool_endpoint"),
  },
  // Clients of the other state whose tokens are welcome here, and the scopes they are given there.
  clientIds: [pool.getString("reports_client_id"), pool.getString("importer_client_id")],
  scopes: { read: "Read access", write: "Write access" },
  scopeIdentifier: pool.getString("scope_identifier"),
  existingResourceServer: true,
  signInDomain: false,
  cors: false,
  functions: { items: "functions/items" },
  routes: {
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});
app.synth();
