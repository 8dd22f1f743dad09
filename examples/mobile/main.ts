import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, readSettings, SecuredApi } from "../../constructs";

const app = new App();
const { region, project, domain, tags, packaging } = readSettings(app, process.env);
const stack = new ApiStack(app, "mobile");
new AwsProvider(stack, "aws", { region });

new SecuredApi(stack, "Default", {
  project,
  domain,
  tags,
  packaging,
  scopes: { read: "Read access", write: "Write access", guest: "What guests may do" },
  webClients: {
    // People who sign in. An app keeps no secret, so the client is public and proves itself by PKCE.
    mobile: {
      // An app link: the operating system opens it in the app that proved to own the domain. Custom schemes can be claimed by any app.
      callbackUrls: [`https://app.${domain}/signed-in`],
      logoutUrls: [`https://app.${domain}/signed-out`],
      scopes: ["read", "write"],
      // The shortest Cognito knows: a stolen access token is of use for five minutes.
      lifetimes: { accessTokenMinutes: 5, idTokenMinutes: 5, refreshTokenDays: 30 },
      // Each refresh token is good once; used twice, somebody has a copy. The grace is for answers lost on the way.
      refreshTokenRotation: { retryGracePeriodSeconds: 10 },
    },
  },
  rotatingMachineClients: {
    // The backend that checks a guest's device attestation and then hands out this client's tokens. Its secret is never in an app.
    guests: { current: "2026a", scopes: ["guest"], accessTokenMinutes: 5 },
  },
  // Apps aren't pages: no browser has to be let in.
  cors: false,
  functions: { hello: "functions/hello", profile: "functions/profile", items: "functions/items" },
  routes: {
    "GET /hello": { scopes: ["guest", "read"], target: "hello", throttling: { burstLimit: 20, rateLimit: 10 } },
    "GET /profile": { scopes: ["read"], target: "profile" },
    "GET /items": { scopes: ["read"], target: "items" },
    "POST /items": { scopes: ["write"], target: "items" },
  },
});
app.synth();
