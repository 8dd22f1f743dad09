import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput } from "cdktf";
import { ApiStack, BackendForFrontend, SecuredApi } from "cognito-http-api";

const app = new App();
const stack = new ApiStack(app, "backend-for-frontend");
new AwsProvider(stack, "aws", { region: "us-east-1" });
const origin = "https://app.bank.example";
const { api, identity } = new SecuredApi(stack, "Default", {
  project: "bank",
  packaging: "prebuilt",
  domain: "bank.example",
  scopes: { read: "Read accounts" },
  webClients: {
    app: {
      confidential: true,
      callbackUrls: [`${origin}/auth/callback`],
      logoutUrls: [`${origin}/`],
      scopes: ["read"],
      refreshTokenRotation: { retryGracePeriodSeconds: 30 },
    },
  },
  functions: { accounts: "functions/accounts" },
  cors: false, // No page talks to this API; the backend does.
  routes: { "GET /accounts": { scopes: ["read"], target: "accounts" } },
});
const [client] = Object.values(identity.webClients);
if (client === undefined) throw new Error("The backend needs its client");
const backend = new BackendForFrontend(stack, "bff", {
  name: "bank-bff",
  origin,
  pool: identity.pool,
  signInDomain: { url: identity.signInDomain?.url ?? "" },
  client,
  apiUrl: api.resource.apiEndpoint,
  packaging: "prebuilt",
});
new TerraformOutput(stack, "bff_endpoint", { value: backend.endpoint });
app.synth();
