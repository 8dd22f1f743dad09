import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import { ApiStack, issuers, SecuredApi } from "cognito-http-api";

const app = new App();
const stack = new ApiStack(app, "another-teams-pool");
new AwsProvider(stack, "aws", { region: "us-east-1" });

/** What the other team says of its pool. */
const { POOL_ID: poolId = "us-east-1_AbCdEfGhI", CLIENT_ID: clientId = "1example23456789example012" } = process.env;

new SecuredApi(stack, "Default", {
  project: "reports",
  packaging: "prebuilt",
  domain: "reports.example",
  pool: { poolId },
  clientIds: [clientId],
  scopes: { read: "Read orders" },
  scopeIdentifier: "https://api.partners.example",
  existingResourceServer: true,
  jwtAuthorizers: { auth0: issuers.auth0({ domain: "acme.eu.auth0.com", audience: ["https://reports.example"] }) },
  functions: { reports: "functions/reports" },
  cors: false,
  routes: {
    "GET /reports": { scopes: ["read"], target: "reports" },
    "GET /auth0/reports": { authorizer: "auth0", scopes: ["read:reports"], target: "reports" },
  },
});
app.synth();
