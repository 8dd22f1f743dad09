import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "sign-in-page");
new AwsProvider(stack, "aws", { region });

const pages = [`https://${domain}`, "http://localhost:3000"] as const;

new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Read access", write: "Write access" },
  webClients: {
    // Public: what a page holds, its visitor holds. PKCE stands in for the secret.
    web: {
      callbackUrls: [`${pages[0]}/`, `${pages[1]}/`],
      logoutUrls: [`${pages[0]}/`, `${pages[1]}/`],
      scopes: ["read"],
      lifetimes: { accessTokenMinutes: 15, refreshTokenDays: 1 },
      refreshTokenRotation: { retryGracePeriodSeconds: 10 },
    },
  },
  machineClients: { importer: { scopes: ["write"] } },
  cors: { allowOrigins: pages },
  functions: { profile: "functions/profile" },
  routes: {
    "GET /profile": { scopes: ["read"], target: "profile" },
    // The page shows what a 403 looks like: its client isn't granted this scope, only the importer is.
    "POST /profile": { scopes: ["write"], target: "profile" },
  },
});
app.synth();
