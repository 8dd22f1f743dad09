import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput } from "cdktf";
import { ApiStack, Identity, readSettings, useBackend } from "../../constructs";

// The identity team's state: pool, scopes and clients. Its outputs are what others may read.
const app = new App();
const { region, backend, domain } = readSettings(app, process.env);
const stack = new ApiStack(app, "pool");
new AwsProvider(stack, "aws", { region });
useBackend(stack, backend);

const identity = new Identity(stack, "Default", {
  project: "company",
  domain,
  scopes: { read: "Read access", write: "Write access" },
  machineClients: { reports: { scopes: ["read"] }, importer: { scopes: ["read", "write"] } },
});
const { poolId, arn, issuer } = identity.pool;
const outputs = { pool_id: poolId, pool_arn: arn, pool_endpoint: issuer.replace("https://", "") };
for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
new TerraformOutput(stack, "scope_identifier", { value: `https://api.${domain}` });
for (const [name, client] of Object.entries(identity.machineClients)) {
  new TerraformOutput(stack, `${name}_client_id`, { value: client.clientId });
  new TerraformOutput(stack, `${name}_client_secret`, { value: client.clientSecret, sensitive: true });
}
app.synth();
