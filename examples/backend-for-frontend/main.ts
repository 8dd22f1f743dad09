import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput } from "cdktf";
import { ApiStack, BackendForFrontend, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "backend-for-frontend");
new AwsProvider(stack, "aws", { region });

/** Where browsers see the app, its pages as well as /auth and /api. */
const origin = `https://app.${domain}`;

const api = new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Read access", write: "Write access" },
  webClients: {
    app: {
      confidential: true,
      callbackUrls: [`${origin}/auth/callback`],
      logoutUrls: [`${origin}/`],
      scopes: ["read", "write"],
      lifetimes: { accessTokenMinutes: 15, refreshTokenDays: 1 },
      // The old refresh token stays good for a moment: two requests may renew at once.
      refreshTokenRotation: { retryGracePeriodSeconds: 30 },
    },
  },
  // No page talks to this API; the backend does.
  cors: false,
  functions: { profile: "functions/profile", items: "functions/items" },
  routes: {
    "GET /profile": { scopes: ["read"], target: "profile" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});

const { pool, signInDomain, webClients } = api.identity;
const client = webClients["app"];
if (signInDomain === undefined || client === undefined)
  throw new Error("The backend needs a sign-in domain and a client");

const backend = new BackendForFrontend(stack, "bff", {
  name: `${project}-bff`,
  origin,
  pool,
  signInDomain,
  client,
  apiUrl: api.api.resource.apiEndpoint,
  kmsKeyArn: process.env["KMS_KEY_ARN"] || undefined,
  packaging,
  tags,
});
new TerraformOutput(stack, "bff_endpoint", {
  value: backend.endpoint,
  description: `Where ${origin}/auth and ${origin}/api have to lead`,
});
app.synth();
